package dev.glissade.cli;

import dev.glissade.autodiff.Parameters;
import dev.glissade.kernel.Parallel;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.tensor.Seed;
import dev.glissade.training.Dataset;
import dev.glissade.training.Descent;
import dev.glissade.training.Evaluation;
import dev.glissade.training.Model;
import dev.glissade.training.Standardiser;
import dev.glissade.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains a classifier and leaves a run folder.
@Command(
        name = "train",
        sortOptions = false,
        description = "Trains a classifier on a table, by default on handwritten digits.",
        footer = {
            "",
            "Four fifths of the rows, drawn by the seed, are learnt from; the rest test the result. Features are scaled to"
                    + " mean 0 and deviation 1. The same seed writes the same files, bit for bit.",
            "",
            "The run folder: metrics.csv (a row an epoch), loss.svg, parameters.npz (numpy.load opens it).",
            "Exit codes: 0 done; 1 the run failed, as when it diverges; 2 the input is wrong."
        })
final class TrainCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1024;
    private static final double TRAINING_SHARE = 0.8;

    private final Console console;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private OptimizerOptions optimizer = new OptimizerOptions();

    @Option(
            names = "--hidden",
            paramLabel = "SIZES",
            defaultValue = "32",
            converter = HiddenLayers.Converter.class,
            description = "Sizes of the hidden layers (ReLU), such as 64,32, or 'none'; default: ${DEFAULT-VALUE}.")
    private HiddenLayers hidden = new HiddenLayers(List.of());

    @Option(
            names = "--batch",
            paramLabel = "full|1|N",
            converter = BatchSize.Converter.class,
            description = "Rows per step: all (batch descent), 1 (stochastic) or N (mini-batch); default: 32, or all"
                    + " where there are fewer.")
    private @Nullable BatchSize batch;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "Passes over the training rows; default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Fixes every random choice; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads for large layers; they do not change the result. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/latest",
            description = "The run folder; files of an earlier run there are replaced. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Option(
            names = {"-q", "--quiet"},
            description = "Show the result only.")
    private boolean quiet;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        requireWithin("--epochs", epochs, Integer.MAX_VALUE);
        requireWithin("--threads", threads, MOST_THREADS);
        Loops.inUse();
        var folder = new RunFolder(out);
        folder.check(data.file());
        Recipe recipe = optimizer.recipe();
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, threads - 1))) {
            Parallel parallel = threads == 1 ? Parallel.none() : Parallel.on(workers, threads);
            print(train(recipe, parallel, folder), folder);
        }
        return ExitCode.OK;
    }

    private static void requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new UsageException(option + " " + value, "it must be in 1.." + most);
        }
    }

    /// Checks the rest of the input, then trains; from [RunFolder#prepare] on, files are written.
    private Result train(Recipe recipe, Parallel parallel, RunFolder folder) throws IOException {
        Dataset all = data.read();
        Dataset.Split split = all.split(TRAINING_SHARE, Seed.of(seed));
        Standardiser standardiser = Standardiser.of(split.training());
        BatchSize size = batch == null ? BatchSize.usual(split.training().size()) : batch;
        int rows = size.of(split.training().size());
        Model model = hidden.model(all.columns(), all.classes(), rows);
        Parameters parameters = model.initialise(Seed.of(seed));
        var trainer = new Trainer(
                model,
                Descent.of(recipe, parameters, parallel),
                standardiser.apply(split.training()),
                standardiser.apply(split.test()),
                rows,
                Seed.of(seed),
                parallel);
        String title = data.name() + ": " + hidden.shape(all.columns(), all.classes()) + ", "
                + recipe.description().name() + ", " + size + ", seed " + seed;
        if (!quiet) {
            console.err()
                    .println(title + ": " + split.training().size() + " rows to learn from, "
                            + split.test().size() + " to test; " + recipe);
        }
        folder.prepare();
        long steps = (long) epochs * Math.ceilDiv(split.training().size(), rows);
        try (Progress progress = quiet ? Progress.none() : Progress.on(console, epochs, steps);
                var recorder = new RunRecorder(folder, progress)) {
            Evaluation test = recorder.record(trainer, epochs);
            var averaged = new LinkedHashMap<String, Evaluation>();
            for (String averaging : optimizer.averagings()) {
                averaged.put(averaging, trainer.evaluateAverage(averaging));
            }
            recorder.plot(title).write(folder.plot());
            // Last, so that where there are parameters, the run is whole.
            ParameterFile.write(folder.parameters(), standardiser, parameters);
            return new Result(test, averaged);
        }
    }

    /// The model on the test samples.
    ///
    /// @param test     with the parameters themselves
    /// @param averaged with those of each averaging, in order
    private record Result(Evaluation test, SequencedMap<String, Evaluation> averaged) {}

    private void print(Result result, RunFolder folder) {
        console.out().println(accuracy(result.test()));
        result.averaged().forEach((name, test) -> console.out().println("with " + name + ": " + accuracy(test)));
        for (Path file : folder.files()) {
            console.out().println(file);
        }
    }

    private static String accuracy(Evaluation test) {
        return String.format(
                Locale.ROOT, "test accuracy %.4f (%d of %d)", test.accuracy(), test.correct(), test.samples());
    }
}
