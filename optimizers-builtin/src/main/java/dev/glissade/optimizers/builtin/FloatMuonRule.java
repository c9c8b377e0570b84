package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.Slot;

/// The update of [Muon] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatMuonRule implements FloatUpdateRule {
    /*
     * A matrix with more rows than columns is not transposed; its Gram matrix is XᵀX, and X (b A + c A²) takes the place of
     * (b A + c A²) X. So A and A² are square with the smaller extent, and fit where X does.
     */

    private final boolean nesterov;
    private final boolean epsilonClamped;
    private final boolean matchAdamW;
    private final boolean rowsAreInputs;
    private final boolean plainMatrices;

    /// @param plainMatrices whether matrices follow AdamW too
    FloatMuonRule(
            boolean nesterov,
            boolean epsilonClamped,
            boolean matchAdamW,
            boolean rowsAreInputs,
            boolean plainMatrices) {
        this.nesterov = nesterov;
        this.epsilonClamped = epsilonClamped;
        this.matchAdamW = matchAdamW;
        this.rowsAreInputs = rowsAreInputs;
        this.plainMatrices = plainMatrices;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Muon.BETA1_PRODUCT, step.scalar(Muon.BETA1_PRODUCT) * step.value(Muon.ADAM_BETA1));
        step.setScalar(Muon.BETA2_PRODUCT, step.scalar(Muon.BETA2_PRODUCT) * step.value(Muon.ADAM_BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        Segment segment = step.segment();
        if (from == to) {
            return;
        }
        if (segment.shape().size() < 2) {
            updatePlain(step, Muon.VECTOR_SECOND_MOMENT, 0, from, to);
        } else if (plainMatrices) {
            updatePlain(step, Muon.MATRIX_SECOND_MOMENT, from, from, to);
        } else {
            updateMatrix(step, segment.rows(), segment.columns(), from, to);
        }
    }

    private void updateMatrix(FloatStep step, int rows, int columns, int from, int to) {
        direction(step, from, to);
        orthogonalise(step, rows, columns, from);
        float[] w = step.parameters();
        float[] x = step.slot(Muon.ORTHOGONAL);
        double eta = step.value(Muon.LEARNING_RATE);
        float kept = (float) (1 - eta * step.value(Muon.WEIGHT_DECAY));
        float rate = (float) (eta * scale(rows, columns));
        for (int i = from; i < to; i++) {
            w[i] = w[i] * kept - rate * x[i];
        }
    }

    private double scale(int rows, int columns) {
        double ratio = rowsAreInputs ? (double) columns / rows : (double) rows / columns;
        return matchAdamW ? 0.2 * Math.sqrt(Math.max(rows, columns)) : Math.sqrt(Math.max(1, ratio));
    }

    private void direction(FloatStep step, int from, int to) {
        float[] g = step.gradients();
        float[] m = step.slot(Muon.FIRST_MOMENT);
        float[] x = step.slot(Muon.ORTHOGONAL);
        double momentum = step.value(Muon.MOMENTUM);
        float kept = (float) momentum;
        float added = (float) (1 - momentum);
        float ahead = nesterov ? kept : 1;
        float beside = nesterov ? added : 0;
        for (int i = from; i < to; i++) {
            float first = kept * m[i] + added * g[i];
            m[i] = first;
            x[i] = ahead * first + beside * g[i];
        }
    }

    private void orthogonalise(FloatStep step, int rows, int columns, int at) {
        float[] x = step.slot(Muon.ORTHOGONAL);
        float[] gram = step.slot(Muon.GRAM);
        float[] square = step.slot(Muon.GRAM_SQUARE);
        Arithmetic arithmetic = step.arithmetic();
        int length = rows * columns;
        int small = Math.min(rows, columns);
        int large = Math.max(rows, columns);
        boolean tall = rows > columns;
        normalise(step, x, at, at + length);
        for (int left = (int) Math.rint(step.value(Muon.ITERATIONS)); left > 0; left--) {
            arithmetic.multiply(small, small, large, x, at, tall, x, at, !tall, gram, at);
            arithmetic.multiply(small, small, small, gram, at, false, gram, at, false, square, at);
            combine((float) Muon.B, gram, (float) Muon.C, square, at, at + small * small);
            if (tall) {
                arithmetic.multiply(rows, columns, columns, x, at, false, square, at, false, gram, at);
            } else {
                arithmetic.multiply(rows, columns, rows, square, at, false, x, at, false, gram, at);
            }
            combine(1, gram, (float) Muon.A, x, at, at + length);
        }
    }

    private void normalise(FloatStep step, float[] x, int from, int to) {
        double norm = Math.sqrt(step.arithmetic().dot(x, x, from, to));
        double epsilon = step.value(Muon.EPSILON);
        float factor = (float) (1 / (epsilonClamped ? Math.max(norm, epsilon) : norm + epsilon));
        for (int i = from; i < to; i++) {
            x[i] *= factor;
        }
    }

    /// target ← a · source + b · target
    private static void combine(float a, float[] source, float b, float[] target, int from, int to) {
        for (int i = from; i < to; i++) {
            target[i] = a * source[i] + b * target[i];
        }
    }

    /// AdamW, as in [FloatAdamWRule].
    ///
    /// @param at where the segment begins in the slot of its second moment
    private static void updatePlain(FloatStep step, Slot secondMoment, int at, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Muon.FIRST_MOMENT);
        float[] v = step.slot(secondMoment);
        double beta1 = step.value(Muon.ADAM_BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(Muon.ADAM_BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double root = Math.sqrt(1 - step.scalar(Muon.BETA2_PRODUCT));
        float epsilon = (float) (step.value(Muon.ADAM_EPSILON) * root);
        double eta = step.value(Muon.ADAM_LEARNING_RATE);
        float rate = (float) (eta * root / (1 - step.scalar(Muon.BETA1_PRODUCT)));
        float kept = (float) (1 - eta * step.value(Muon.ADAM_WEIGHT_DECAY));
        int shift = at - from;
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float second = kept2 * v[i + shift] + added2 * (g[i] * g[i]);
            m[i] = first;
            v[i + shift] = second;
            w[i] = w[i] * kept - rate * (first / ((float) Math.sqrt(second) + epsilon));
        }
    }
}
