package dev.glissade.formats;

import dev.glissade.formats.LineChart.Line;
import dev.glissade.formats.LineChart.Panel;
import java.util.List;

/// The chart of a training run: the loss above, the accuracy below, over the epochs.
public final class LossPlot {
    private LossPlot() {}

    /// Returns the chart. The arrays are of one length and handed over, not copied.
    ///
    /// @param title        what was trained
    /// @param epochs       1, 2, …
    /// @param trainingLoss mean cross-entropy over the epoch's batches, in nats
    /// @param testAccuracy part of the test samples classified correctly after the epoch, 0 to 1
    /// @throws IllegalArgumentException if the lengths differ
    public static LineChart of(String title, double[] epochs, double[] trainingLoss, double[] testAccuracy) {
        return new LineChart(
                title,
                "epoch (passes over the training set)",
                List.of(
                        new Panel("loss (nats per sample)", List.of(new Line("training loss", epochs, trainingLoss))),
                        new Panel(
                                "accuracy (part correct)", List.of(new Line("test accuracy", epochs, testAccuracy)))));
    }
}
