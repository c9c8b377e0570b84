package dev.glissade.optimizers.builtin;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Recipe;

/// How a case of the reference vectors is written with our optimizers: the recipe, or the reason why there is none.
///
/// @param recipe what to run; null if there is none
/// @param reason what is missing; empty if there is a recipe
record ReferenceForms(Recipe recipe, String reason) {

    static ReferenceForms of(String optimizer, JsonObject hyper) {
        ReferenceForms own = own(optimizer, hyper);
        return own.recipe() == null ? own : run(directed(own.recipe(), hyper));
    }

    /// With what the reference offers with every optimizer.
    private static Recipe directed(Recipe recipe, JsonObject hyper) {
        Recipe decayed = hyper.has("weight_decay") ? recipe.with("weightDecay", number(hyper, "weight_decay")) : recipe;
        return isSet(hyper, "maximize") ? decayed.with("maximize", true) : decayed;
    }

    private static ReferenceForms own(String optimizer, JsonObject hyper) {
        return switch (optimizer) {
            case "sgd" -> sgd(hyper);
            case "rmsprop" ->
                run(Recipe.of(new RmsProp())
                        .preset("pytorch")
                        .with("learningRate", number(hyper, "lr"))
                        .with("beta", number(hyper, "alpha"))
                        .with("epsilon", number(hyper, "eps"))
                        .with("centered", isSet(hyper, "centered"))
                        .with("momentum", number(hyper, "momentum")));
            case "adam" -> run(adaptive(isSet(hyper, "amsgrad") ? new Amsgrad() : new Adam(), hyper));
            case "adamw" ->
                run(adaptive(new AdamW(), hyper)
                        .with("weightDecay", number(hyper, "weight_decay"))
                        .with("amsgrad", isSet(hyper, "amsgrad")));
            case "adamax" -> run(adaptive(new Adamax(), hyper));
            case "nadam" -> run(adaptive(new Nadam(), hyper).with("momentumDecay", number(hyper, "momentum_decay")));
            case "radam" -> run(adaptive(new Radam(), hyper));
            case "adagrad" ->
                run(Recipe.of(new Adagrad())
                        .with("learningRate", number(hyper, "lr"))
                        .with("learningRateDecay", number(hyper, "lr_decay"))
                        .with("epsilon", number(hyper, "eps"))
                        .with("initialSum", number(hyper, "initial_accumulator_value")));
            case "adadelta" ->
                run(Recipe.of(new Adadelta())
                        .with("learningRate", number(hyper, "lr"))
                        .with("rho", number(hyper, "rho"))
                        .with("epsilon", number(hyper, "eps")));
            case "rprop" -> rprop(hyper);
            case "asgd" ->
                run(Recipe.of(new Asgd())
                        .with("learningRate", number(hyper, "lr"))
                        .with("decay", number(hyper, "lambd"))
                        .with("power", number(hyper, "alpha"))
                        .with("averageFrom", number(hyper, "t0")));
            case "lbfgs" -> lbfgs(hyper);
            case "lecture_gd" -> run(sgd(hyper, "eta"));
            case "lecture_momentum" -> run(momentum("lecture", hyper, "eta", "beta"));
            case "lecture_rmsprop_old_v" -> run(lecture(hyper));
            case "lecture_rmsprop_new_v" -> run(lecture(hyper).with("oldAverage", false));
            default -> new ReferenceForms(null, "no such optimizer");
        };
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

    private static Recipe momentum(String preset, JsonObject hyper, String rate, String beta) {
        return Recipe.of(new Momentum())
                .preset(preset)
                .with("learningRate", number(hyper, rate))
                .with("momentum", number(hyper, beta));
    }

    private static ReferenceForms sgd(JsonObject hyper) {
        if (number(hyper, "momentum") == 0) {
            return run(sgd(hyper, "lr"));
        }
        return isSet(hyper, "nesterov")
                ? run(Recipe.of(new Nesterov())
                        .preset("pytorch")
                        .with("learningRate", number(hyper, "lr"))
                        .with("momentum", number(hyper, "momentum")))
                : run(momentum("pytorch", hyper, "lr", "momentum").with("dampening", number(hyper, "dampening")));
    }

    private static Recipe adaptive(OptimizerProvider provider, JsonObject hyper) {
        JsonArray betas = hyper.getAsJsonArray("betas");
        return Recipe.of(provider)
                .with("learningRate", number(hyper, "lr"))
                .with("beta1", betas.get(0).getAsDouble())
                .with("beta2", betas.get(1).getAsDouble())
                .with("epsilon", number(hyper, "eps"));
    }

    private static ReferenceForms rprop(JsonObject hyper) {
        JsonArray factors = hyper.getAsJsonArray("etas");
        JsonArray sizes = hyper.getAsJsonArray("step_sizes");
        return run(Recipe.of(new Rprop())
                .with("learningRate", number(hyper, "lr"))
                .with("shrink", factors.get(0).getAsDouble())
                .with("grow", factors.get(1).getAsDouble())
                .with("leastStep", sizes.get(0).getAsDouble())
                .with("largestStep", sizes.get(1).getAsDouble()));
    }

    private static ReferenceForms lbfgs(JsonObject hyper) {
        return run(Recipe.of(new Lbfgs())
                .preset("pytorch")
                .with("learningRate", number(hyper, "lr"))
                .with("maxIterations", number(hyper, "max_iter"))
                .with("maxEvaluations", number(hyper, "max_eval"))
                .with("gradientTolerance", number(hyper, "tolerance_grad"))
                .with("changeTolerance", number(hyper, "tolerance_change"))
                .with("historySize", number(hyper, "history_size"))
                .with("strongWolfe", !hyper.get("line_search_fn").isJsonNull()));
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
