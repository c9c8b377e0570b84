package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Segment;
import java.util.Arrays;

/// [AdaptiveClip] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdaptiveClipRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        Segment segment = step.segment();
        int axes = segment.shape().size();
        if (axes == 2) {
            clipColumns(step, from, segment.rows(), segment.columns());
        } else {
            int units = axes > 2 ? segment.shape().getFirst() : 1;
            int length = units == 0 ? 0 : (to - from) / units;
            for (int unit = 0; unit < units; unit++) {
                clip(step, from + unit * length, from + (unit + 1) * length);
            }
        }
    }

    private static void clip(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float factor = factor(
                step, step.arithmetic().dot(w, w, from, to), step.arithmetic().dot(g, g, from, to));
        for (int i = from; i < to; i++) {
            g[i] *= factor;
        }
    }

    private static void clipColumns(FloatStep step, int from, int rows, int columns) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] ofParameters = step.slot(AdaptiveClip.PARAMETER_SQUARES);
        float[] ofGradients = step.slot(AdaptiveClip.GRADIENT_SQUARES);
        sumSquares(w, from, rows, columns, ofParameters);
        sumSquares(g, from, rows, columns, ofGradients);
        for (int j = 0; j < columns; j++) {
            ofGradients[j] = factor(step, ofParameters[j], ofGradients[j]);
        }
        for (int i = 0; i < rows; i++) {
            int row = from + i * columns;
            for (int j = 0; j < columns; j++) {
                g[row + j] *= ofGradients[j];
            }
        }
    }

    /// The sum of squares of each column, in the order of the rows.
    private static void sumSquares(float[] values, int from, int rows, int columns, float[] sums) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < rows; i++) {
            int row = from + i * columns;
            for (int j = 0; j < columns; j++) {
                sums[j] += values[row + j] * values[row + j];
            }
        }
    }

    private static float factor(FloatStep step, float parameterSquares, float gradientSquares) {
        double most = step.value(AdaptiveClip.LIMIT)
                * Math.max(Math.sqrt((double) parameterSquares), step.value(AdaptiveClip.EPSILON));
        double norm = Math.sqrt((double) gradientSquares);
        return norm <= most ? 1 : (float) (most / norm);
    }
}
