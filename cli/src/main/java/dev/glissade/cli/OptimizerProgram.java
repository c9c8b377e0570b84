package dev.glissade.cli;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.DoubleObjective;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.FloatObjective;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.ProviderKind;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
import java.util.function.BiConsumer;

/// The part of [MixedProgram] over the built-in optimizers, gradient transforms and averagings: a few steps of each, over a
/// matrix, a vector, the weights of a convolution and a single number.
final class OptimizerProgram {
    private static final String BUILT_IN = "dev.glissade.optimizers.builtin.";
    private static final int STEPS = 4;
    private static final Segment[] SEGMENTS = {
        Segment.of("matrix", 0, 24, 16),
        Segment.of("vector", 384, 16),
        Segment.of("kernel", 401, 4, 3, 5, 5),
        Segment.of("number", 701)
    };
    private static final int LENGTH = 702;

    private final DType dtype;
    private final BiConsumer<String, Digest> parts;
    private final double[] start = new double[LENGTH];
    private final double[] slope = new double[LENGTH];

    /// @param parts takes the name and the digest of each part
    OptimizerProgram(DType dtype, BiConsumer<String, Digest> parts) {
        this.dtype = dtype;
        this.parts = parts;
        RandomNumbers numbers = RandomNumbers.of(Seed.of(5), 1, 0);
        for (int i = 0; i < LENGTH; i++) {
            start[i] = (float) numbers.normal(i);
            slope[i] = (float) (0.25 + numbers.uniform(LENGTH + i));
        }
    }

    void run() {
        Discovery discovery = Optimizers.discover();
        for (ProviderKind kind : ProviderKind.values()) {
            for (Discovery.Found found : discovery.found(kind)) {
                if (found.providerClass().startsWith(BUILT_IN)) {
                    run(kind, found);
                }
            }
        }
    }

    private void run(ProviderKind kind, Discovery.Found found) {
        Recipe descent = Optimizers.named("momentum").with("weightDecay", 0.01);
        switch (found.provider()) {
            case OptimizerProvider optimizer -> end(kind, found.name(), Recipe.of(optimizer));
            case GradientTransformProvider transform ->
                end(kind, found.name(), descent.transform(Choice.of(transform)));
            case AveragingProvider averaging -> end(kind, found.name(), descent.average(Choice.of(averaging)));
            default -> {
                // A schedule shows in the steps of an optimizer.
            }
        }
    }

    private void end(ProviderKind kind, String name, Recipe recipe) {
        var digest = new Digest();
        switch (dtype) {
            case FLOAT32 -> floats(name, recipe, digest, kind == ProviderKind.AVERAGING);
            case FLOAT64 -> doubles(name, recipe, digest, kind == ProviderKind.AVERAGING);
        }
        parts.accept(kind + " " + name, digest);
    }

    private void floats(String name, Recipe recipe, Digest digest, boolean averages) {
        Optimizer optimizer = recipe.over(Layout.of(ElementType.FLOAT32, SEGMENTS));
        var w = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            w[i] = (float) start[i];
        }
        FloatObjective objective = (at, g) -> {
            float loss = 0;
            for (int i = 0; i < LENGTH; i++) {
                g[i] = (float) slope[i] * at[i];
                loss = Math.fma(g[i], at[i] / 2, loss);
            }
            return loss;
        };
        var g = new float[LENGTH];
        for (int i = 0; i < STEPS; i++) {
            digest.add(optimizer.step(w, g, objective));
        }
        for (float value : averages ? optimizer.floatAverage(name) : w) {
            digest.add(value);
        }
    }

    private void doubles(String name, Recipe recipe, Digest digest, boolean averages) {
        Optimizer optimizer = recipe.over(Layout.of(ElementType.FLOAT64, SEGMENTS));
        double[] w = start.clone();
        DoubleObjective objective = (at, g) -> {
            double loss = 0;
            for (int i = 0; i < LENGTH; i++) {
                g[i] = slope[i] * at[i];
                loss = Math.fma(g[i], at[i] / 2, loss);
            }
            return loss;
        };
        var g = new double[LENGTH];
        for (int i = 0; i < STEPS; i++) {
            digest.add(optimizer.step(w, g, objective));
        }
        for (double value : averages ? optimizer.doubleAverage(name) : w) {
            digest.add(value);
        }
    }
}
