package dev.glissade.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Schedule;
import java.util.Set;

/// How the optimizer of a reference run is written with ours.
final class ReferenceForms {
    /// Options of the reference that no hyperparameter of ours expresses, unless they are 0 or false.
    private static final String[] OPTIONS = {"weight_decay", "dampening", "nesterov", "maximize", "amsgrad", "centered"
    };

    private static final Set<String> OPTIMIZERS = Set.of("sgd", "rmsprop", "adam");
    private static final Set<String> SCHEDULES = Set.of("step", "multi_step", "exponential", "cosine_annealing");

    private ReferenceForms() {}

    /// What keeps our optimizers from doing this, or nothing.
    static String obstacle(JsonObject described) {
        JsonObject hyper = described.getAsJsonObject("hyper");
        String optimizer = described.get("optimizer").getAsString();
        if (!OPTIMIZERS.contains(optimizer)) {
            return "optimizer " + optimizer;
        }
        if (!described.get("clip_norm").isJsonNull()) {
            return "clip_norm";
        }
        for (String option : OPTIONS) {
            if (isSet(hyper, option)) {
                return option;
            }
        }
        if (optimizer.equals("rmsprop") && isSet(hyper, "momentum")) {
            return "rmsprop with momentum";
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
        Recipe recipe = switch (described.get("optimizer").getAsString()) {
            case "sgd" ->
                isSet(hyper, "momentum")
                        ? Optimizers.named("momentum").with("momentum", number(hyper, "momentum"))
                        : Optimizers.named("sgd");
            case "rmsprop" ->
                Optimizers.named("rmsprop")
                        .preset("pytorch")
                        .with("beta", number(hyper, "alpha"))
                        .with("epsilon", number(hyper, "eps"));
            case "adam" -> {
                JsonArray betas = hyper.getAsJsonArray("betas");
                yield Optimizers.named("adam")
                        .with("beta1", betas.get(0).getAsDouble())
                        .with("beta2", betas.get(1).getAsDouble())
                        .with("epsilon", number(hyper, "eps"));
            }
            default -> throw new IllegalArgumentException(obstacle(described));
        };
        double rate = number(hyper, "lr");
        JsonElement schedule = described.get("schedule");
        return schedule.isJsonNull()
                ? recipe.with("learningRate", rate)
                : recipe.with("learningRate", schedule(schedule.getAsJsonObject(), rate));
    }

    /// The formulas count from 0, our steps from 1.
    private static Schedule schedule(JsonObject schedule, double base) {
        JsonObject args = schedule.getAsJsonObject("args");
        return switch (schedule.get("name").getAsString()) {
            case "step" -> {
                long size = args.get("step_size").getAsLong();
                double gamma = number(args, "gamma");
                yield step -> base * power(gamma, (step - 1) / size);
            }
            case "multi_step" -> {
                JsonArray milestones = args.getAsJsonArray("milestones");
                double gamma = number(args, "gamma");
                yield step -> base * power(gamma, passed(milestones, step - 1));
            }
            case "exponential" -> {
                double gamma = number(args, "gamma");
                yield step -> base * power(gamma, step - 1);
            }
            case "cosine_annealing" -> {
                double least = number(args, "eta_min");
                double period = number(args, "T_max");
                yield step -> least + (base - least) * (1 + StrictMath.cos(StrictMath.PI * (step - 1) / period)) / 2;
            }
            default -> throw new IllegalArgumentException(schedule.toString());
        };
    }

    private static double power(double gamma, long exponent) {
        return StrictMath.pow(gamma, (double) exponent);
    }

    private static int passed(JsonArray milestones, long step) {
        int passed = 0;
        for (JsonElement milestone : milestones) {
            passed += milestone.getAsLong() <= step ? 1 : 0;
        }
        return passed;
    }

    private static double number(JsonObject object, String name) {
        return object.get(name).getAsDouble();
    }
}
