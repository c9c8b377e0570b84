package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Segment;
import java.util.Arrays;

/// [Centralisation] over `float`.
final class FloatCentralisationRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        Segment segment = step.segment();
        int axes = segment.shape().size();
        if (from == to) {
            return;
        }
        if (axes == 2) {
            centreColumns(step, from, segment.rows(), segment.columns());
        } else if (axes > 2) {
            int units = segment.shape().getFirst();
            int length = (to - from) / units;
            for (int unit = 0; unit < units; unit++) {
                centre(step, from + unit * length, length);
            }
        }
    }

    private static void centre(FloatStep step, int from, int length) {
        float[] g = step.gradients();
        float mean = step.arithmetic().sum(g, from, from + length) / length;
        for (int i = from; i < from + length; i++) {
            g[i] -= mean;
        }
    }

    private static void centreColumns(FloatStep step, int from, int rows, int columns) {
        float[] g = step.gradients();
        float[] mean = step.slot(Centralisation.MEAN);
        Arrays.fill(mean, 0);
        for (int i = 0; i < rows; i++) {
            int row = from + i * columns;
            for (int j = 0; j < columns; j++) {
                mean[j] += g[row + j];
            }
        }
        for (int j = 0; j < columns; j++) {
            mean[j] /= rows;
        }
        for (int i = 0; i < rows; i++) {
            int row = from + i * columns;
            for (int j = 0; j < columns; j++) {
                g[row + j] -= mean[j];
            }
        }
    }
}
