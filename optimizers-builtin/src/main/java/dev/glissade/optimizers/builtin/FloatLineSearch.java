package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;

/// The line search of [Lbfgs] over `float`: a rate t along a direction d at which the loss φ(t) = f(w + t d) meets the
/// strong Wolfe conditions
///
/// > φ(t) ≤ φ(0) + c₁ t φ′(0),  |φ′(t)| ≤ c₂ |φ′(0)|,  c₁ = 1e-4, c₂ = 0.9.
///
/// First rates grow until an interval holds such a point ([#search]), then the interval shrinks around it ([#zoom]): Nocedal
/// and Wright 2006, *Numerical Optimization*, Algorithms 3.5 and 3.6, with the safeguards of Schmidt's minFunc. A loss or
/// slope that is not finite counts as the loss ∞: it bounds the interval, and the middle is tried next. So is what is
/// accepted always finite, at worst the start itself, t = 0.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLineSearch {
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    /// The number of trials after the first.
    private static final int MOST = 25;

    /// The part of the interval at its ends in which a trial makes too little progress to be made twice in a row.
    private static final double MARGIN = 0.1;

    private FloatLineSearch() {}

    /// Goes to such a point, or the best one found; the gradients become those there. The slots of rate and loss are set.
    ///
    /// @param first the rate to try first
    /// @param startSlope φ′(0), below 0
    /// @return the number of evaluations
    static int search(FloatStep step, double first, double startSlope) {
        FloatSegments.copy(step, step.parameters(), step.slot(Lbfgs.START));
        FloatSegments.copy(step, step.gradients(), step.slot(Lbfgs.NEAR_GRADIENT));
        double startLoss = step.scalar(Lbfgs.LOSS);
        double previousRate = 0;
        double previousLoss = startLoss;
        double previousSlope = startSlope;
        double rate = first;
        for (int evaluations = 1; ; evaluations++) {
            double reached = lossAt(step, rate);
            double slope = slope(step);
            double loss = Double.isFinite(slope) ? reached : Double.POSITIVE_INFINITY;
            if (evaluations > MOST) {
                boolean lower = loss < startLoss;
                accept(
                        step,
                        lower ? rate : 0,
                        lower ? loss : startLoss,
                        lower ? step.gradients() : step.slot(Lbfgs.PREVIOUS_GRADIENT));
                return evaluations;
            }
            boolean rises = loss > startLoss + DECREASE * rate * startSlope || evaluations > 2 && loss >= previousLoss;
            if (!rises && Math.abs(slope) <= -CURVATURE * startSlope) {
                accept(step, rate, loss, step.gradients());
                return evaluations;
            }
            if (rises || slope >= 0) {
                FloatSegments.copy(step, step.gradients(), step.slot(Lbfgs.FAR_GRADIENT));
                return zoom(
                        step, evaluations, startSlope, previousRate, previousLoss, previousSlope, rate, loss, slope);
            }
            double next = CubicInterpolation.minimum(
                    previousRate,
                    previousLoss,
                    previousSlope,
                    rate,
                    loss,
                    slope,
                    rate + 0.01 * (rate - previousRate),
                    10 * rate);
            FloatSegments.copy(step, step.gradients(), step.slot(Lbfgs.NEAR_GRADIENT));
            previousRate = rate;
            previousLoss = loss;
            previousSlope = slope;
            rate = next;
        }
    }

    /// Shrinks an interval. Its low end is the lower one of the two; of equal ones, that which stands in the place of the
    /// near end.
    private static int zoom(
            FloatStep step,
            int evaluations,
            double startSlope,
            double nearRate,
            double nearLoss,
            double nearSlope,
            double farRate,
            double farLoss,
            double farSlope) {
        double startLoss = step.scalar(Lbfgs.LOSS);
        double reach = FloatSegments.largestMagnitude(step, step.slot(Lbfgs.DIRECTION));
        double narrow = step.value(Lbfgs.CHANGE_TOLERANCE);
        boolean lowIsNear = nearLoss <= farLoss;
        double lowRate = lowIsNear ? nearRate : farRate;
        double lowLoss = lowIsNear ? nearLoss : farLoss;
        double lowSlope = lowIsNear ? nearSlope : farSlope;
        float[] lowGradient = step.slot(lowIsNear ? Lbfgs.NEAR_GRADIENT : Lbfgs.FAR_GRADIENT);
        double highRate = lowIsNear ? farRate : nearRate;
        double highLoss = lowIsNear ? farLoss : nearLoss;
        double highSlope = lowIsNear ? farSlope : nearSlope;
        float[] highGradient = step.slot(lowIsNear ? Lbfgs.FAR_GRADIENT : Lbfgs.NEAR_GRADIENT);
        boolean idle = false;
        boolean found = false;
        int done = evaluations;
        while (!found && done <= MOST && Math.abs(highRate - lowRate) * reach >= narrow) {
            double least = Math.min(lowRate, highRate);
            double most = Math.max(lowRate, highRate);
            double rate =
                    CubicInterpolation.minimum(lowRate, lowLoss, lowSlope, highRate, highLoss, highSlope, least, most);
            double margin = MARGIN * (most - least);
            boolean close = Math.min(most - rate, rate - least) < margin;
            if (close && (idle || rate >= most || rate <= least)) {
                rate = most - rate < rate - least ? most - margin : least + margin;
                close = false;
            }
            idle = close;
            double reached = lossAt(step, rate);
            double slope = slope(step);
            double loss = Double.isFinite(slope) ? reached : Double.POSITIVE_INFINITY;
            done++;
            boolean rises = loss > startLoss + DECREASE * rate * startSlope || loss >= lowLoss;
            if (rises && (loss > lowLoss || loss == lowLoss && lowIsNear)) {
                highRate = rate;
                highLoss = loss;
                highSlope = slope;
                FloatSegments.copy(step, step.gradients(), highGradient);
                continue;
            }
            found = !rises && Math.abs(slope) <= -CURVATURE * startSlope;
            if (rises || slope * (highRate - lowRate) >= 0) {
                highRate = lowRate;
                highLoss = lowLoss;
                highSlope = lowSlope;
                float[] spare = highGradient;
                highGradient = lowGradient;
                lowGradient = spare;
            }
            lowIsNear ^= rises;
            lowRate = rate;
            lowLoss = loss;
            lowSlope = slope;
            FloatSegments.copy(step, step.gradients(), lowGradient);
        }
        accept(step, lowRate, lowLoss, lowGradient);
        return done;
    }

    /// Goes to a rate, and evaluates there.
    private static double lossAt(FloatStep step, double rate) {
        go(step, rate);
        double loss = step.evaluate();
        return Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    }

    private static double slope(FloatStep step) {
        return FloatSegments.dot(step, step.gradients(), step.slot(Lbfgs.DIRECTION));
    }

    private static void accept(FloatStep step, double rate, double loss, float[] gradient) {
        go(step, rate);
        if (gradient != step.gradients()) {
            FloatSegments.copy(step, gradient, step.gradients());
        }
        step.setScalar(Lbfgs.RATE, rate);
        step.setScalar(Lbfgs.LOSS, loss);
    }

    /// w ← start + rate · d.
    private static void go(FloatStep step, double rate) {
        float[] w = step.parameters();
        FloatSegments.copy(step, step.slot(Lbfgs.START), w);
        FloatSegments.addScaled(step, (float) rate, step.slot(Lbfgs.DIRECTION), w);
    }
}
