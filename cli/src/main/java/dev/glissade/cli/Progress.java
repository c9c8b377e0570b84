package dev.glissade.cli;

import dev.glissade.training.TrainingListener;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// What is shown while a model trains.
sealed interface Progress extends TrainingListener, AutoCloseable {

    @Override
    default void close() {}

    /// A bar for somebody who watches, a line an epoch for a log.
    static Progress on(Console console, int epochs, long steps) {
        return console.interactive() ? new Bar(console.out(), steps) : new Lines(console.err(), epochs);
    }

    /// Nothing.
    static Progress none() {
        return new None();
    }

    private static String figures(TrainingListener.Epoch epoch) {
        return String.format(
                Locale.ROOT,
                "loss %.4f, test accuracy %.4f",
                epoch.trainingLoss(),
                epoch.test().accuracy());
    }

    /// Shows nothing.
    record None() implements Progress {}

    /// Prints a line after each epoch.
    record Lines(PrintStream stream, int epochs) implements Progress {
        @Override
        public void epochEnded(Epoch epoch) {
            stream.println("epoch " + epoch.number() + "/" + epochs + ", " + figures(epoch));
        }
    }

    /// Draws a bar that fills step by step, with the figures of the last epoch behind it.
    final class Bar implements Progress {
        /// The usual width less one; the library asks the terminal through native code, of which the JVM warns.
        private static final int WIDTH = 79;
        private static final int REDRAW_MILLISECONDS = 100;

        private final ProgressBar bar;

        Bar(PrintStream stream, long steps) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .hideEta()
                    .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                    .setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH))
                    .build();
        }

        @Override
        public void stepped(long step, double loss) {
            bar.stepTo(step);
        }

        @Override
        public void epochEnded(Epoch epoch) {
            bar.setExtraMessage(figures(epoch));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
