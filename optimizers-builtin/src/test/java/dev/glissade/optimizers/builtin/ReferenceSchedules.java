package dev.glissade.optimizers.builtin;

import com.google.gson.JsonObject;
import dev.glissade.optimizers.spi.Cycle;
import dev.glissade.optimizers.spi.OneCycle;
import dev.glissade.optimizers.spi.Plateau;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// How a schedule of the reference vectors is written with ours.
///
/// @param rate of the learning rate
/// @param momentum of the momentum; null where it is not cycled
record ReferenceSchedules(Schedule rate, Schedule momentum) {

    static ReferenceSchedules of(String name, double base, JsonObject args) {
        return switch (name) {
            case "step" -> rate(Schedules.stepDecay(base, number(args, "gamma"), whole(args, "step_size")));
            case "multi_step" -> rate(Schedules.multiStep(base, number(args, "gamma"), wholes(args, "milestones")));
            case "exponential" -> rate(Schedules.exponential(base, number(args, "gamma")));
            case "cosine_annealing" ->
                rate(Schedules.cosineAnnealing(base, number(args, "eta_min"), whole(args, "T_max")));
            case "cosine_warm_restarts" ->
                rate(Schedules.cosineWarmRestarts(
                        base, number(args, "eta_min"), whole(args, "T_0"), whole(args, "T_mult")));
            case "linear" ->
                rate(Schedules.linear(
                        base * number(args, "start_factor"),
                        base * number(args, "end_factor"),
                        whole(args, "total_iters")));
            case "polynomial" -> rate(Schedules.polynomial(base, 0, number(args, "power"), whole(args, "total_iters")));
            case "constant" ->
                rate(Schedules.piecewise(List.of(base * number(args, "factor"), base), whole(args, "total_iters")));
            case "reduce_lr_on_plateau" ->
                rate(new Plateau(
                        base,
                        new Plateau.Rule(
                                args.get("mode").getAsString().equals("max"),
                                number(args, "factor"),
                                args.get("patience").getAsInt(),
                                number(args, "threshold"),
                                args.get("threshold_mode").getAsString().equals("rel"),
                                args.get("cooldown").getAsInt(),
                                number(args, "min_lr"))));
            case "one_cycle" -> oneCycle(args);
            case "cyclic" -> cyclic(args);
            default -> throw new IllegalArgumentException("unknown schedule " + name);
        };
    }

    private static ReferenceSchedules oneCycle(JsonObject args) {
        var cycle = new OneCycle(
                number(args, "max_lr"),
                whole(args, "total_steps"),
                number(args, "pct_start"),
                number(args, "div_factor"),
                number(args, "final_div_factor"),
                args.get("anneal_strategy").getAsString().equals("linear"),
                args.get("three_phase").getAsBoolean());
        return new ReferenceSchedules(
                cycle.rate(), cycle.momentum(number(args, "base_momentum"), number(args, "max_momentum")));
    }

    private static ReferenceSchedules cyclic(JsonObject args) {
        long up = whole(args, "step_size_up");
        var height = switch (args.get("mode").getAsString()) {
            case "triangular" -> Cycle.Height.CONSTANT;
            case "triangular2" -> Cycle.Height.HALVED;
            default -> Cycle.Height.EXPONENTIAL;
        };
        var cycle = new Cycle(
                number(args, "base_lr"),
                number(args, "max_lr"),
                up,
                args.get("step_size_down").isJsonNull() ? up : whole(args, "step_size_down"),
                height,
                number(args, "gamma"));
        return new ReferenceSchedules(
                cycle.rate(), cycle.momentum(number(args, "base_momentum"), number(args, "max_momentum")));
    }

    private static ReferenceSchedules rate(Schedule schedule) {
        return new ReferenceSchedules(schedule, null);
    }

    private static double number(JsonObject args, String name) {
        return args.get(name).getAsDouble();
    }

    private static long whole(JsonObject args, String name) {
        return args.get(name).getAsLong();
    }

    private static long[] wholes(JsonObject args, String name) {
        return args.getAsJsonArray(name).asList().stream()
                .mapToLong(element -> element.getAsLong())
                .toArray();
    }
}
