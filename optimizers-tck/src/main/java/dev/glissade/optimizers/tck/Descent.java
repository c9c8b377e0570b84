package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.DoubleObjective;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.FloatObjective;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Segment;

/// The descent of a problem with an optimizer.
final class Descent {
    private static final String RATE = "learningRate";

    private Descent() {}

    /// The loss after as many steps as the problem allows.
    ///
    /// @param learningRate NaN, or any number where the optimizer has no learning rate, leaves the default
    static double end(OptimizerProvider provider, Problem problem, double learningRate, ElementType elementType) {
        double[] x = problem.start();
        Recipe recipe = Recipe.of(provider);
        if (hasRate(provider) && !Double.isNaN(learningRate)) {
            recipe = recipe.with(RATE, learningRate);
        }
        // A rule that sees segments may treat vectors in another way, with a learning rate that is not this one.
        Segment all = provider.scope() == Scope.SEGMENT
                ? Segment.of("parameters", 0, 1, x.length)
                : Segment.of("parameters", 0, x.length);
        Optimizer optimizer = recipe.over(Layout.of(elementType, all));
        switch (elementType) {
            case FLOAT32 -> floats(optimizer, provider.evaluatesLoss(), problem, x);
            case FLOAT64 -> doubles(optimizer, provider.evaluatesLoss(), problem, x);
        }
        return problem.evaluate(x, new double[x.length]);
    }

    static boolean hasRate(OptimizerProvider provider) {
        return provider.hyperparameters().stream().anyMatch(one -> one.name().equals(RATE));
    }

    private static void floats(Optimizer optimizer, boolean evaluatesLoss, Problem problem, double[] x) {
        var slopes = new double[x.length];
        var w = new float[x.length];
        var g = new float[x.length];
        FloatObjective objective = (at, gradients) -> {
            copy(at, x);
            double loss = problem.evaluate(x, slopes);
            copy(slopes, gradients);
            return loss;
        };
        copy(x, w);
        for (int i = 0; i < problem.steps(); i++) {
            if (evaluatesLoss) {
                optimizer.step(w, g, objective);
            } else {
                objective.evaluate(w, g);
                optimizer.step(w, g);
            }
        }
        copy(w, x);
    }

    private static void doubles(Optimizer optimizer, boolean evaluatesLoss, Problem problem, double[] x) {
        var g = new double[x.length];
        DoubleObjective objective = problem::evaluate;
        for (int i = 0; i < problem.steps(); i++) {
            if (evaluatesLoss) {
                optimizer.step(x, g, objective);
            } else {
                problem.evaluate(x, g);
                optimizer.step(x, g);
            }
        }
    }

    private static void copy(float[] source, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = source[i];
        }
    }

    private static void copy(double[] source, float[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (float) source[i];
        }
    }
}
