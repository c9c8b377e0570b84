package dev.glissade.cli;

import dev.glissade.formats.LineChart;
import dev.glissade.formats.LossPlot;
import dev.glissade.formats.MetricsLog;
import dev.glissade.training.DivergenceException;
import dev.glissade.training.Evaluation;
import dev.glissade.training.Trainer;
import dev.glissade.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Writes down what happens while a model trains, and passes it on to whoever watches.
final class RunRecorder implements TrainingListener, AutoCloseable {
    private static final List<String> COLUMNS = List.of("epoch", "step", "training_loss", "test_loss", "test_accuracy");

    private final MetricsLog log;
    private final Progress progress;
    private final List<Epoch> epochs = new ArrayList<>();

    /// Of the epoch that has begun and not ended.
    private long step;

    private int stepsSinceEpoch;
    private double lossSinceEpoch;

    RunRecorder(RunFolder folder, Progress progress) throws IOException {
        this.log = new MetricsLog(folder.metrics(), COLUMNS);
        this.progress = progress;
    }

    /// Trains and records. An epoch that diverges leaves a row without test figures, the mean loss of its steps so far.
    ///
    /// @throws DivergenceException if the descent leaves the finite numbers
    /// @throws IOException if the disk refuses
    Evaluation record(Trainer trainer, int count) throws IOException {
        try {
            return trainer.run(count, this);
        } catch (DivergenceException e) {
            if (stepsSinceEpoch > 0) {
                log.append(epochs.size() + 1, step, lossSinceEpoch / stepsSinceEpoch, null, null);
            }
            throw e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void stepped(long number, double loss) {
        step = number;
        stepsSinceEpoch++;
        lossSinceEpoch += loss;
        progress.stepped(number, loss);
    }

    @Override
    public void epochEnded(Epoch epoch) {
        try {
            log.append(
                    epoch.number(),
                    epoch.steps(),
                    epoch.trainingLoss(),
                    epoch.test().loss(),
                    epoch.test().accuracy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        epochs.add(epoch);
        stepsSinceEpoch = 0;
        lossSinceEpoch = 0;
        progress.epochEnded(epoch);
    }

    /// Returns the chart of the epochs recorded.
    LineChart plot(String title) {
        return LossPlot.of(
                title,
                column(Epoch::number),
                column(Epoch::trainingLoss),
                column(epoch -> epoch.test().accuracy()));
    }

    private double[] column(ToDoubleFunction<Epoch> figure) {
        return epochs.stream().mapToDouble(figure).toArray();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
