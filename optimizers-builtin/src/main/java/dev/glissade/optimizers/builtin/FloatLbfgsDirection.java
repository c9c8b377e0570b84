package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;

/// The direction d = −H g of [Lbfgs] over `float`, where H approximates the inverse of the Hessian from the last steps s
/// and the changes y of the gradient along them: the two-loop recursion (Nocedal and Wright 2006, *Numerical Optimization*,
/// Algorithm 7.4).
///
/// A pair is kept as s / √(y·s) and y / √(y·s). Its ρ = 1 / (y·s) is then 1, and no scalar has to be kept with it.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLbfgsDirection {
    /// Along a step with less curvature, y·s tells of rounding only.
    private static final double LEAST_CURVATURE = 1e-10;

    private FloatLbfgsDirection() {}

    /// Takes the last step into the history, and finds the direction from the gradients; −g at the first iteration.
    static void find(FloatStep step) {
        if (step.scalar(Lbfgs.ITERATIONS) > 0) {
            remember(step);
        }
        FloatSegments.scale(step, -1, step.gradients(), step.slot(Lbfgs.DIRECTION));
        multiply(step, (int) step.scalar(Lbfgs.PAIRS));
    }

    /// Drops the history: the next iteration is the first again.
    static void forget(FloatStep step) {
        step.setScalar(Lbfgs.ITERATIONS, 0);
        step.setScalar(Lbfgs.PAIRS, 0);
        step.setScalar(Lbfgs.NEXT_PAIR, 0);
        step.setScalar(Lbfgs.HESSIAN_SCALE, 1);
    }

    private static void remember(FloatStep step) {
        float[] y = step.slot(Lbfgs.NEAR_GRADIENT);
        float[] s = step.slot(Lbfgs.FAR_GRADIENT);
        FloatSegments.subtract(step, step.gradients(), step.slot(Lbfgs.PREVIOUS_GRADIENT), y);
        FloatSegments.scale(step, (float) step.scalar(Lbfgs.RATE), step.slot(Lbfgs.DIRECTION), s);
        double curvature = FloatSegments.dot(step, y, s);
        double square = FloatSegments.dot(step, y, y);
        if (!(curvature > LEAST_CURVATURE) || !Double.isFinite(curvature) || !Double.isFinite(square)) {
            return;
        }
        int size = (int) step.value(Lbfgs.HISTORY_SIZE);
        int next = (int) step.scalar(Lbfgs.NEXT_PAIR);
        float unit = (float) (1 / Math.sqrt(curvature));
        FloatSegments.scale(step, unit, y, step.history(Lbfgs.GRADIENT_CHANGES, next));
        FloatSegments.scale(step, unit, s, step.history(Lbfgs.STEPS, next));
        step.setScalar(Lbfgs.NEXT_PAIR, (next + 1) % size);
        step.setScalar(Lbfgs.PAIRS, Math.min(step.scalar(Lbfgs.PAIRS) + 1, size));
        step.setScalar(Lbfgs.HESSIAN_SCALE, curvature / square);
    }

    /// d ← H d, with the H of the `pairs` oldest pairs. Each pair is applied on both sides of those before it:
    /// H = (I − s yᵀ) H′ (I − y sᵀ) + s sᵀ. The stack keeps each pair's α = s·d until its second turn.
    private static void multiply(FloatStep step, int pairs) {
        float[] d = step.slot(Lbfgs.DIRECTION);
        if (pairs == 0) {
            FloatSegments.scale(step, (float) step.scalar(Lbfgs.HESSIAN_SCALE), d, d);
            return;
        }
        int size = (int) step.value(Lbfgs.HISTORY_SIZE);
        int stored = (int) step.scalar(Lbfgs.PAIRS);
        int index = Math.floorMod((int) step.scalar(Lbfgs.NEXT_PAIR) - stored + pairs - 1, size);
        float[] y = step.history(Lbfgs.GRADIENT_CHANGES, index);
        float[] s = step.history(Lbfgs.STEPS, index);
        double alpha = FloatSegments.dot(step, s, d);
        FloatSegments.addScaled(step, (float) -alpha, y, d);
        multiply(step, pairs - 1);
        double beta = FloatSegments.dot(step, y, d);
        FloatSegments.addScaled(step, (float) (alpha - beta), s, d);
    }
}
