package dev.glissade.optimizers.builtin;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.glissade.optimizers.spi.Recipe;

/// How a case of the reference vectors is written with our optimizers: the recipe, or the reason why there is none.
///
/// @param recipe what to run; null if there is none
/// @param reason what is missing; empty if there is a recipe
record ReferenceForms(Recipe recipe, String reason) {

    static ReferenceForms of(String optimizer, JsonObject hyper) {
        String missing = missing(hyper);
        if (!missing.isEmpty()) {
            return new ReferenceForms(null, missing);
        }
        return switch (optimizer) {
            case "sgd" -> number(hyper, "momentum") == 0 ? run(sgd(hyper, "lr")) : momentum(hyper, "lr", "momentum");
            case "rmsprop" ->
                run(Recipe.of(new RmsProp())
                        .preset("pytorch")
                        .with("learningRate", number(hyper, "lr"))
                        .with("beta", number(hyper, "alpha"))
                        .with("epsilon", number(hyper, "eps")));
            case "adam" -> adam(hyper);
            case "lecture_gd" -> run(sgd(hyper, "eta"));
            case "lecture_momentum" -> momentum(hyper, "eta", "beta");
            case "lecture_rmsprop_old_v" -> run(lecture(hyper));
            case "lecture_rmsprop_new_v" -> run(lecture(hyper).with("oldAverage", false));
            default -> new ReferenceForms(null, "no such optimizer");
        };
    }

    private static String missing(JsonObject hyper) {
        if (isSet(hyper, "weight_decay")) {
            return "weight decay";
        }
        for (String flag : new String[] {"maximize", "nesterov", "amsgrad", "centered"}) {
            if (isSet(hyper, flag)) {
                return flag;
            }
        }
        if (isSet(hyper, "dampening")) {
            return "dampening";
        }
        return hyper.has("alpha") && isSet(hyper, "momentum") ? "rmsprop with momentum" : "";
    }

    private static boolean isSet(JsonObject hyper, String name) {
        if (!hyper.has(name)) {
            return false;
        }
        var value = hyper.get(name).getAsJsonPrimitive();
        return value.isBoolean() ? value.getAsBoolean() : value.getAsDouble() != 0;
    }

    private static ReferenceForms run(Recipe recipe) {
        return new ReferenceForms(recipe, "");
    }

    private static Recipe sgd(JsonObject hyper, String rate) {
        return Recipe.of(new Sgd()).with("learningRate", number(hyper, rate));
    }

    /// PyTorch's b is −m, the same numbers.
    private static ReferenceForms momentum(JsonObject hyper, String rate, String beta) {
        return run(Recipe.of(new Momentum())
                .with("learningRate", number(hyper, rate))
                .with("momentum", number(hyper, beta)));
    }

    private static ReferenceForms adam(JsonObject hyper) {
        JsonArray betas = hyper.getAsJsonArray("betas");
        return run(Recipe.of(new Adam())
                .with("learningRate", number(hyper, "lr"))
                .with("beta1", betas.get(0).getAsDouble())
                .with("beta2", betas.get(1).getAsDouble())
                .with("epsilon", number(hyper, "eps")));
    }

    private static Recipe lecture(JsonObject hyper) {
        return Recipe.of(new RmsProp())
                .preset("lecture")
                .with("learningRate", number(hyper, "eta"))
                .with("beta", number(hyper, "beta"))
                .with("epsilon", number(hyper, "eps"))
                .with("initialAverage", number(hyper, "v0"));
    }

    private static double number(JsonObject hyper, String name) {
        return hyper.get(name).getAsDouble();
    }
}
