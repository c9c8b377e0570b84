package dev.glissade.bench.peers;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Recipe;

/// Ours: a step through the public face, with all its checks, by a rule that is built in or that somebody else wrote.
final class GlissadeFloatStep extends FloatOptimizerStep {
    private final Recipe recipe;
    private final Optimizer optimizer;

    GlissadeFloatStep(Recipe recipe, int length) {
        this(recipe, length, RESTING);
    }

    private GlissadeFloatStep(Recipe recipe, int length, double learningRate) {
        super(length);
        this.recipe = recipe;
        optimizer = recipe.with("learningRate", learningRate).over(Layout.flat(ElementType.FLOAT32, length));
    }

    @Override
    public void run() {
        optimizer.step(parameters, gradients);
    }

    @Override
    FloatOptimizerStep moving() {
        return new GlissadeFloatStep(recipe, length, MOVING);
    }
}
