package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerState;
import dev.glissade.optimizers.spi.Recipe;

/// A descent in a test, in either element type; seen from outside, its numbers are `double`.
final class Descent {
    private final Optimizer optimizer;
    private final float[] floats;
    private final double[] doubles;
    private final float[] floatGradients;
    private final double[] doubleGradients;

    private Descent(Optimizer optimizer, double[] start) {
        this.optimizer = optimizer;
        this.doubles = start.clone();
        this.floats = narrow(start);
        this.floatGradients = new float[start.length];
        this.doubleGradients = new double[start.length];
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

    /// Returns whether the parameters were updated.
    boolean step(double[] gradients) {
        return isFloat() ? optimizer.step(floats, narrow(gradients)) : optimizer.step(doubles, gradients);
    }

    /// A step that leaves the other rows of a segment out.
    boolean stepRows(double[] gradients, String segment, int... rows) {
        return isFloat()
                ? optimizer.stepRows(floats, narrow(gradients), segment, rows, rows.length)
                : optimizer.stepRows(doubles, gradients, segment, rows, rows.length);
    }

    double[] slot(String name) {
        return isFloat()
                ? widen(optimizer.floatSlot(name))
                : optimizer.doubleSlot(name).clone();
    }

    double[] average(String averaging) {
        return isFloat()
                ? widen(optimizer.floatAverage(averaging))
                : optimizer.doubleAverage(averaging).clone();
    }

    /// An entry of the saved state.
    double[] saved(String entry) {
        for (OptimizerState.Entry one : optimizer.save().entries()) {
            if (one.name().equals(entry)) {
                return switch (one) {
                    case OptimizerState.Floats floating -> widen(floating.values());
                    case OptimizerState.Doubles doubled -> doubled.values();
                };
            }
        }
        throw new AssertionError("no entry " + entry);
    }

    /// A step for which the optimizer may evaluate the objective as often as it likes. Returns the loss before it.
    double step(Objective objective) {
        return isFloat()
                ? optimizer.step(floats, floatGradients, (w, g) -> {
                    System.arraycopy(narrow(objective.gradient(widen(w))), 0, g, 0, g.length);
                    return objective.value(widen(w));
                })
                : optimizer.step(doubles, doubleGradients, (w, g) -> {
                    System.arraycopy(objective.gradient(w), 0, g, 0, g.length);
                    return objective.value(w);
                });
    }

    void steps(int count, Objective objective) {
        for (int i = 0; i < count; i++) {
            step(objective);
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
