package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Recipe;

/// A descent in a test, in either element type; seen from outside, its numbers are `double`.
final class Descent {
    private final Optimizer optimizer;
    private final float[] floats;
    private final double[] doubles;

    private Descent(Optimizer optimizer, double[] start) {
        this.optimizer = optimizer;
        this.doubles = start.clone();
        this.floats = narrow(start);
    }

    static Descent from(double[] start, ElementType elementType, Recipe recipe) {
        return over(Layout.flat(elementType, start.length), start, recipe);
    }

    static Descent over(Layout layout, double[] start, Recipe recipe) {
        return new Descent(recipe.over(layout), start);
    }

    double[] parameters() {
        return isFloat() ? widen(floats) : doubles.clone();
    }

    Optimizer optimizer() {
        return optimizer;
    }

    void step(double[] gradients) {
        if (isFloat()) {
            optimizer.step(floats, narrow(gradients));
        } else {
            optimizer.step(doubles, gradients);
        }
    }

    void steps(int count, Objective objective) {
        for (int i = 0; i < count; i++) {
            step(objective.gradient(parameters()));
        }
    }

    private boolean isFloat() {
        return optimizer.layout().elementType() == ElementType.FLOAT32;
    }

    static float[] narrow(double[] values) {
        var narrowed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrowed[i] = (float) values[i];
        }
        return narrowed;
    }

    static double[] widen(float[] values) {
        var widened = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            widened[i] = values[i];
        }
        return widened;
    }
}
