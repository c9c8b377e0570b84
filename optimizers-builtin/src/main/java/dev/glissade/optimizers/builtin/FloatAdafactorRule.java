package dev.glissade.optimizers.builtin;

import dev.glissade.kernel.ScalarFunctions;
import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Segment;
import java.util.Arrays;

/// The update of [Adafactor] over `float`.
///
/// The root of the second moment is a product, √(r / mean r) · √c, which does not underflow where r c would. With one row, as a
/// vector has it, the first factor is 1 and c is the second moment itself.
///
/// Both places of ε are one formula: `added` to the squares, and `least` below the divisors.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdafactorRule implements FloatUpdateRule {
    private final boolean epsilonClamped;
    private final boolean relativeStep;
    private final boolean scaleByParameter;
    private final boolean hasMomentum;

    FloatAdafactorRule(boolean epsilonClamped, boolean relativeStep, boolean scaleByParameter, boolean hasMomentum) {
        this.epsilonClamped = epsilonClamped;
        this.relativeStep = relativeStep;
        this.scaleByParameter = scaleByParameter;
        this.hasMomentum = hasMomentum;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(
                Adafactor.SHARE, ScalarFunctions.pow((double) step.number(), -step.value(Adafactor.DECAY_POWER)));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        if (from == to) {
            return;
        }
        Segment segment = step.segment();
        int rows = segment.rows();
        int columns = segment.columns();
        updateMoments(step, from, rows, columns);
        float[] r = step.slot(Adafactor.ROW_MOMENT);
        double mean = Math.max(step.arithmetic().sum(r, 0, rows) / rows, least(step));
        double scale = segment.shape().size() < 2 ? 0 : 1 / mean;
        double excess = rootMeanSquareOfUpdate(step, from, rows, columns, scale) / step.value(Adafactor.CLIPPING);
        float rate = (float) (rate(step, from, to) / Math.max(1, excess));
        if (hasMomentum) {
            moveSmoothly(step, from, rows, columns, scale, rate);
        } else {
            move(step, from, rows, columns, scale, rate);
        }
    }

    private float least(FloatStep step) {
        return epsilonClamped ? (float) step.value(Adafactor.EPSILON) : 0;
    }

    private void updateMoments(FloatStep step, int from, int rows, int columns) {
        float[] g = step.gradients();
        float[] r = step.slot(Adafactor.ROW_MOMENT);
        float[] c = step.slot(Adafactor.COLUMN_MOMENT);
        float[] sums = step.slot(Adafactor.ROW_BUFFER);
        float kept = (float) (1 - step.scalar(Adafactor.SHARE));
        float fresh = (float) step.scalar(Adafactor.SHARE);
        float added = epsilonClamped ? 0 : (float) step.value(Adafactor.EPSILON);
        Arithmetic arithmetic = step.arithmetic();
        Arrays.fill(sums, 0);
        for (int row = 0; row < rows; row++) {
            int start = from + row * columns;
            for (int j = 0; j < columns; j++) {
                sums[j] += g[start + j] * g[start + j];
            }
            float mean = arithmetic.dot(g, g, start, start + columns) / columns;
            r[row] = kept * r[row] + fresh * (mean + added);
        }
        for (int j = 0; j < columns; j++) {
            c[j] = kept * c[j] + fresh * (sums[j] / rows + added);
        }
    }

    /// √(r / mean r) of a row; 1 for a vector, whose scale is 0.
    private static float rowRoot(float moment, double scale) {
        return scale == 0 ? 1 : (float) Math.sqrt(moment * scale);
    }

    private double rootMeanSquareOfUpdate(FloatStep step, int from, int rows, int columns, double scale) {
        float[] g = step.gradients();
        float[] r = step.slot(Adafactor.ROW_MOMENT);
        float[] c = step.slot(Adafactor.COLUMN_MOMENT);
        float[] u = step.slot(Adafactor.ROW_BUFFER);
        float least = least(step);
        Arithmetic arithmetic = step.arithmetic();
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int start = from + row * columns;
            float root = rowRoot(r[row], scale);
            for (int j = 0; j < columns; j++) {
                u[j] = g[start + j] / Math.max(root * (float) Math.sqrt(c[j]), least);
            }
            sum += arithmetic.dot(u, u, 0, columns);
        }
        return Math.sqrt(sum / ((double) rows * columns));
    }

    /// α
    private double rate(FloatStep step, int from, int to) {
        double rate = step.value(Adafactor.LEARNING_RATE);
        if (relativeStep) {
            rate = Math.min(rate, 1 / Math.sqrt((double) step.number()));
        }
        if (!scaleByParameter) {
            return rate;
        }
        float[] w = step.parameters();
        double size = Math.sqrt((double) step.arithmetic().dot(w, w, from, to) / (to - from));
        return rate * Math.max(step.value(Adafactor.PARAMETER_EPSILON), size);
    }

    private static float kept(FloatStep step) {
        return (float) (1 - step.value(Adafactor.LEARNING_RATE) * step.value(Adafactor.WEIGHT_DECAY));
    }

    private void move(FloatStep step, int from, int rows, int columns, double scale, float rate) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] r = step.slot(Adafactor.ROW_MOMENT);
        float[] c = step.slot(Adafactor.COLUMN_MOMENT);
        float least = least(step);
        float kept = kept(step);
        for (int row = 0; row < rows; row++) {
            int start = from + row * columns;
            float root = rowRoot(r[row], scale);
            for (int j = 0; j < columns; j++) {
                float u = g[start + j] / Math.max(root * (float) Math.sqrt(c[j]), least);
                w[start + j] = w[start + j] * kept - rate * u;
            }
        }
    }

    private void moveSmoothly(FloatStep step, int from, int rows, int columns, double scale, float rate) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] r = step.slot(Adafactor.ROW_MOMENT);
        float[] c = step.slot(Adafactor.COLUMN_MOMENT);
        float[] m = step.slot(Adafactor.FIRST_MOMENT);
        float least = least(step);
        float kept = kept(step);
        double beta1 = step.value(Adafactor.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) ((1 - beta1) * rate);
        for (int row = 0; row < rows; row++) {
            int start = from + row * columns;
            float root = rowRoot(r[row], scale);
            for (int j = 0; j < columns; j++) {
                float u = g[start + j] / Math.max(root * (float) Math.sqrt(c[j]), least);
                float first = kept1 * m[start + j] + added1 * u;
                m[start + j] = first;
                w[start + j] = w[start + j] * kept - first;
            }
        }
    }
}
