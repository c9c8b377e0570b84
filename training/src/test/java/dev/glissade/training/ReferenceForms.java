package dev.glissade.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.Schedules;
import java.util.Set;

/// How the optimizer of a reference run is written with ours.
final class ReferenceForms {
    private static final Set<String> OPTIMIZERS = Set.of("sgd", "rmsprop", "adam", "adamw");
    private static final Set<String> SCHEDULES = Set.of("step", "multi_step", "exponential", "cosine_annealing");

    private ReferenceForms() {}

    /// What keeps this test from running it, or nothing.
    static String obstacle(JsonObject described) {
        String optimizer = described.get("optimizer").getAsString();
        if (!OPTIMIZERS.contains(optimizer)) {
            return "optimizer " + optimizer;
        }
        JsonElement schedule = described.get("schedule");
        if (!schedule.isJsonNull()) {
            String name = schedule.getAsJsonObject().get("name").getAsString();
            return SCHEDULES.contains(name) ? "" : "schedule " + name;
        }
        return "";
    }

    private static boolean isSet(JsonObject hyper, String option) {
        if (!hyper.has(option)) {
            return false;
        }
        var value = hyper.get(option).getAsJsonPrimitive();
        return value.isBoolean() ? value.getAsBoolean() : value.getAsDouble() != 0;
    }

    static Recipe recipe(JsonObject described) {
        JsonObject hyper = described.getAsJsonObject("hyper");
        Recipe recipe = optimizer(described.get("optimizer").getAsString(), hyper)
                .with("weightDecay", number(hyper, "weight_decay"))
                .with("maximize", isSet(hyper, "maximize"));
        JsonElement clip = described.get("clip_norm");
        if (!clip.isJsonNull()) {
            recipe =
                    recipe.transform(Optimizers.transform("clip-by-global-norm").with("limit", clip.getAsDouble()));
        }
        double rate = number(hyper, "lr");
        JsonElement schedule = described.get("schedule");
        return schedule.isJsonNull()
                ? recipe.with("learningRate", rate)
                : recipe.with("learningRate", schedule(schedule.getAsJsonObject(), rate));
    }

    private static Recipe optimizer(String name, JsonObject hyper) {
        return switch (name) {
            case "sgd" -> descent(hyper);
            case "rmsprop" ->
                Optimizers.named("rmsprop")
                        .preset("pytorch")
                        .with("beta", number(hyper, "alpha"))
                        .with("epsilon", number(hyper, "eps"))
                        .with("centered", isSet(hyper, "centered"))
                        .with("momentum", number(hyper, "momentum"));
            default -> {
                JsonArray betas = hyper.getAsJsonArray("betas");
                String own = name.equals("adam") && isSet(hyper, "amsgrad") ? "amsgrad" : name;
                yield Optimizers.named(own)
                        .with("beta1", betas.get(0).getAsDouble())
                        .with("beta2", betas.get(1).getAsDouble())
                        .with("epsilon", number(hyper, "eps"));
            }
        };
    }

    private static Recipe descent(JsonObject hyper) {
        if (!isSet(hyper, "momentum")) {
            return Optimizers.named("sgd");
        }
        return isSet(hyper, "nesterov")
                ? Optimizers.named("nesterov").preset("pytorch").with("momentum", number(hyper, "momentum"))
                : Optimizers.named("momentum")
                        .with("momentum", number(hyper, "momentum"))
                        .with("dampening", number(hyper, "dampening"));
    }

    private static Schedule schedule(JsonObject schedule, double base) {
        JsonObject args = schedule.getAsJsonObject("args");
        return switch (schedule.get("name").getAsString()) {
            case "step" ->
                Schedules.stepDecay(
                        base, number(args, "gamma"), args.get("step_size").getAsLong());
            case "multi_step" ->
                Schedules.multiStep(
                        base,
                        number(args, "gamma"),
                        args.getAsJsonArray("milestones").asList().stream()
                                .mapToLong(JsonElement::getAsLong)
                                .toArray());
            case "exponential" -> Schedules.exponential(base, number(args, "gamma"));
            case "cosine_annealing" ->
                Schedules.cosineAnnealing(
                        base, number(args, "eta_min"), args.get("T_max").getAsLong());
            default -> throw new IllegalArgumentException(schedule.toString());
        };
    }

    private static double number(JsonObject object, String name) {
        return object.get(name).getAsDouble();
    }
}
