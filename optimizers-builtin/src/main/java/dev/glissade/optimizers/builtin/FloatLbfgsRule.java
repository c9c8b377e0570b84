package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The iterations of [Lbfgs] over `float`: a direction, a step along it, until a stopping rule holds.
///
/// All is done before the ranges, since each iteration needs the whole of the one before.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLbfgsRule implements FloatUpdateRule {
    private final boolean strongWolfe;

    FloatLbfgsRule(boolean strongWolfe) {
        this.strongWolfe = strongWolfe;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Lbfgs.LOSS, step.loss());
        int mostIterations = (int) Math.rint(step.value(Lbfgs.MAX_ITERATIONS));
        double mostEvaluations = Math.rint(step.value(Lbfgs.MAX_EVALUATIONS));
        double tolerance = step.value(Lbfgs.CHANGE_TOLERANCE);
        boolean going = isFinite(step) && !isFlat(step);
        int evaluations = 1;
        for (int iteration = 1; going; iteration++) {
            double slope = turn(step);
            if (!(slope <= -tolerance)) {
                if (!(slope < 0)) {
                    FloatLbfgsDirection.forget(step);
                }
                return;
            }
            double before = step.scalar(Lbfgs.LOSS);
            boolean last = iteration >= mostIterations;
            evaluations += strongWolfe
                    ? FloatLineSearch.search(step, firstRate(step), slope)
                    : move(step, firstRate(step), last);
            double change = Math.abs(step.scalar(Lbfgs.LOSS) - before);
            double distance =
                    step.scalar(Lbfgs.RATE) * FloatSegments.largestMagnitude(step, step.slot(Lbfgs.DIRECTION));
            going = !last
                    && evaluations < mostEvaluations
                    && isFinite(step)
                    && !isFlat(step)
                    && distance > tolerance
                    && change >= tolerance;
        }
    }

    @Override
    public void update(FloatStep step, int from, int to) {}

    /// Finds the next direction. Returns the slope of the loss along it.
    private static double turn(FloatStep step) {
        float[] g = step.gradients();
        FloatLbfgsDirection.find(step);
        FloatSegments.copy(step, g, step.slot(Lbfgs.PREVIOUS_GRADIENT));
        step.setScalar(Lbfgs.ITERATIONS, step.scalar(Lbfgs.ITERATIONS) + 1);
        step.setScalar(Lbfgs.RATE, 0);
        return FloatSegments.dot(step, g, step.slot(Lbfgs.DIRECTION));
    }

    /// The rate at which to try first. Nothing is known of the curvature at the first iteration of all, so that the step is
    /// kept within 1, measured by the sum of magnitudes.
    private static double firstRate(FloatStep step) {
        double rate = step.value(Lbfgs.LEARNING_RATE);
        return step.scalar(Lbfgs.ITERATIONS) > 1
                ? rate
                : Math.min(1, 1 / FloatSegments.sumOfMagnitudes(step, step.gradients())) * rate;
    }

    /// Goes along the direction by a fixed rate; the loss is evaluated there if another iteration is to follow. Returns the
    /// number of evaluations.
    private static int move(FloatStep step, double rate, boolean last) {
        FloatSegments.addScaled(step, (float) rate, step.slot(Lbfgs.DIRECTION), step.parameters());
        step.setScalar(Lbfgs.RATE, rate);
        if (last) {
            return 0;
        }
        step.setScalar(Lbfgs.LOSS, step.evaluate());
        return 1;
    }

    private static boolean isFinite(FloatStep step) {
        return Double.isFinite(step.scalar(Lbfgs.LOSS))
                && Double.isFinite(FloatSegments.largestMagnitude(step, step.gradients()));
    }

    private static boolean isFlat(FloatStep step) {
        return FloatSegments.largestMagnitude(step, step.gradients()) <= step.value(Lbfgs.GRADIENT_TOLERANCE);
    }
}
