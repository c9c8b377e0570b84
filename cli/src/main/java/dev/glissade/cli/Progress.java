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
        return console.interactive() ? new Bar(console.out(), epochs, steps) : new Lines(console.err(), epochs);
    }

    /// Nothing.
    static Progress none() {
        return new None();
    }

    private static String text(TrainingListener.Epoch epoch, int epochs) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d, loss %.4f, test accuracy %.4f",
                epoch.number(),
                epochs,
                epoch.trainingLoss(),
                epoch.test().accuracy());
    }

    /// Shows nothing.
    record None() implements Progress {}

    /// Prints a line after each epoch.
    record Lines(PrintStream stream, int epochs) implements Progress {
        @Override
        public void epochEnded(Epoch epoch) {
            stream.println(text(epoch, epochs));
        }
    }

    /// Draws a bar that fills step by step, with the figures of the last epoch behind it.
    final class Bar implements Progress {
        /// The usual width less one; asking the terminal would load native code.
        private static final int WIDTH = 99;
        private static final int REDRAW_MILLISECONDS = 100;

        private final ProgressBar bar;
        private final int epochs;

        Bar(PrintStream stream, int epochs, long steps) {
            this.epochs = epochs;
            this.bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
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
            bar.setExtraMessage(" " + text(epoch, epochs));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
