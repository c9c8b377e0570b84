package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.formats.NpyArray;
import dev.glissade.formats.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    private static final String[] FILES = {"metrics.csv", "loss.svg", "parameters.npz"};

    @TempDir
    Path folder;

    private Path run;
    private Path points;

    @BeforeEach
    void prepare() throws IOException {
        run = folder.resolve("runs").resolve("one");
        points = folder.resolve("points.csv");
        Files.writeString(points, points());
    }

    /// Points of two classes, apart by the sign of x + y.
    private static String points() {
        var text = new StringBuilder("x,y,side\n");
        for (int i = 0; i < 40; i++) {
            int x = i % 7 - 3;
            int y = i % 5 - 2;
            text.append(x)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(x + y > 0 ? "over" : "under")
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void theMainJobClassifiesHandwrittenDigits() {
        Outcome outcome = Outcome.of("train", "--out", run.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Matcher accuracy = Pattern.compile("test accuracy (\\S+) ").matcher(outcome.out());
        assertThat(accuracy.find()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isBetween(0.96, 1.0);
        SequencedMap<String, NpyArray> parameters = Npz.read(run.resolve("parameters.npz"));
        assertThat(parameters.sequencedKeySet())
                .containsExactly(
                        "features.mean",
                        "features.deviation",
                        "layer1.weight",
                        "layer1.bias",
                        "layer2.weight",
                        "layer2.bias");
        assertThat(parameters.get("features.mean").shape()).containsExactly(64);
        assertThat(parameters.get("layer1.weight").shape()).containsExactly(64, 32);
        assertThat(run.resolve("metrics.csv")).content().hasLineCount(31);
        assertThat(run.resolve("loss.svg")).content().contains("digits.csv: 64-32-10, adam, batches of 32, seed 7");
    }

    @Test
    void theSameSeedWritesTheSameBytesWithAnyThreads() throws IOException {
        Path other = folder.resolve("two");
        train("--hidden", "9,5");
        Outcome.of(
                "train",
                "--data",
                points.toString(),
                "--hidden",
                "9,5",
                "--epochs",
                "5",
                "--threads",
                "3",
                "--out",
                other.toString());

        for (String file : FILES) {
            assertThat(other.resolve(file)).hasSameBinaryContentAs(run.resolve(file));
        }
    }

    @Test
    void anotherSeedWritesOtherParameters() throws IOException {
        train();
        byte[] first = Files.readAllBytes(run.resolve("parameters.npz"));
        train("--seed", "8");

        assertThat(run.resolve("parameters.npz"))
                .satisfies(file -> assertThat(Files.readAllBytes(file)).isNotEqualTo(first));
    }

    @ParameterizedTest
    @CsvSource({"full, 5, full batches", "1, 160, single rows", "10, 20, batches of 10", "32, 5, batches of 32"})
    void batchesAreAllRowsOneOrSome(String batch, int steps, String title) {
        Outcome outcome = train("--batch", batch);

        assertThat(outcome.err()).contains(title);
        assertThat(run.resolve("metrics.csv")).content().contains("\n5," + steps + ",");
    }

    @Test
    void anOptimizerIsChosenByNamePresetAndValues() {
        Outcome outcome = train(
                "--optimizer", "rmsprop", "--preset", "lecture", "--set", "beta=0.5", "--set", "learningRate=0.01");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .contains("rmsprop {learningRate=0.01, beta=0.5,")
                .contains("oldAverage=true");
    }

    @Test
    void progressIsLinesInALogABarOnATerminalAndNothingWhenQuiet() {
        assertThat(train().err()).contains("epoch 1/5, loss ").contains("epoch 5/5, loss ");
        assertThat(train("--quiet")).satisfies(quiet -> {
            assertThat(quiet.err()).isEmpty();
            assertThat(quiet.out().lines()).hasSize(1 + FILES.length);
        });
        Outcome drawn = Outcome.of(true, arguments());
        assertThat(drawn.out()).contains("training 100% [====");
        assertThat(drawn.err()).doesNotContain("epoch");
    }

    @Test
    void aDivergentRunNamesTheStepAndKeepsItsMetricsOnly() throws IOException {
        train();
        Files.writeString(run.resolve("notes.txt"), "mine");

        Outcome outcome = train("--optimizer", "sgd", "--batch", "1", "--set", "learningRate=1e30");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errorLines().getLast()).matches("glissade: diverged at step \\d+: .*");
        assertThat(run.toFile().list()).containsExactlyInAnyOrder("metrics.csv", "notes.txt");
        assertThat(run.resolve("metrics.csv"))
                .content()
                .matches("(?s)epoch,step,training_loss,test_loss,test_accuracy\n1,.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--optimizer adma       | --optimizer adma: unknown optimizer 'adma'",
                "--set learnRate=1      | --set learnRate=1: adam has no hyperparameter 'learnRate'",
                "--set learningRate=-1  | --set learningRate=-1: learningRate is -1.0; it must be in [0, ∞)",
                "--set beta1=one        | --set beta1=one: beta1: 'one' is not a number; it must be a number in [0, 1)",
                "--set beta1            | --set beta1: not of the form NAME=VALUE, such as learningRate=0.05",
                "--preset fast          | --preset fast: adam has no preset 'fast'",
                "--plugins nowhere      | --plugins nowhere: plugin directory nowhere does not exist",
                "--batch 0              | Invalid value for option '--batch': '0' is neither 'full' nor a number of rows",
                "--batch 33             | --batch 33: more than the 32 rows of the training part; at most that, or 'full'",
                "--epochs 0             | --epochs 0: it must be in 1..2147483647",
                "--epochs many          | Invalid value for option '--epochs': 'many' is not an int",
                "--seed x               | Invalid value for option '--seed': 'x' is not a long",
                "--threads 0            | --threads 0: it must be in 1..1024",
                "--hidden 3,,4          | Invalid value for option '--hidden': '3,,4' is neither 'none' nor a list of sizes",
                "--hidden 0             | Invalid value for option '--hidden': '0' is neither 'none' nor a list of sizes",
                "--hidden 999999,999999 | --hidden 999999,999999: 1000003999997 parameters",
                "--target colour        | points.csv: no column 'colour'; there are 'x', 'y', 'side'",
                "--data no.csv          | no.csv: no such file",
                "--epoch=3              | Unknown option: '--epoch=3' (did you mean --epochs?); see 'glissade train --help'",
                "surplus                | Unmatched argument at index 4: 'surplus'"
            })
    void anOptionThatCannotBeFollowedCostsOneLine(String option, String message) {
        List<String> arguments = new ArrayList<>(List.of("train", "--out", run.toString()));
        if (!option.startsWith("--data")) {
            arguments.addAll(1, List.of("--data=" + points));
        }
        arguments.addAll(List.of(option.split(" ")));

        assertRefused(Outcome.of(arguments.toArray(String[]::new)), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a,b\n1,2,3\n`          | t.csv: line 2: 3 cells, the header has 2; every row must have as many",
                "`a,b\n1,2\nx,3\n`       | t.csv: line 3, column 'a': 'x' is not a finite number",
                "`a,b\n1,2\n3,2\n`       | t.csv: column 'b': one class only, '2' in all 2 rows",
                "`a,b\n1,2\n3,4\n4,5\n`  | t.csv: column 'b': 3 classes in 3 rows",
                "`a,b\n`                 | t.csv: a header and no rows"
            })
    void aTableThatIsWrongCostsOneLine(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), text);

        assertRefused(Outcome.of("train", "--data", file.toString(), "--out", run.toString()), message);
    }

    private void assertRefused(Outcome outcome, String message) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errorLines())
                .singleElement()
                .asString()
                .startsWith("glissade: ")
                .contains(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(run).doesNotExist();
    }

    @Test
    void theRunFolderMustBeAFolderAndMayNotHoldTheData() throws IOException {
        Outcome file = Outcome.of("train", "--out", points.toString());
        assertThat(file.exitCode()).isEqualTo(2);
        assertThat(file.err())
                .isEqualTo("glissade: --out %1$s: %1$s is a file; it must be a folder\n".formatted(points));

        Files.createDirectories(run);
        Path data = Files.copy(points, run.resolve("metrics.csv"));
        Outcome own = Outcome.of("train", "--data", data.toString(), "--out", run.toString());
        assertThat(own.exitCode()).isEqualTo(2);
        assertThat(own.err()).contains("the run would overwrite " + data);
        assertThat(data).hasSameBinaryContentAs(points);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "3", "6,5,4"})
    void hiddenLayersMayBeNoneOrMany(String hidden) {
        assertThat(train("--hidden", hidden).exitCode()).isZero();
    }

    private Outcome train(String... more) {
        return Outcome.of(arguments(more));
    }

    private String[] arguments(String... more) {
        var arguments = new ArrayList<>(
                List.of("train", "--data", points.toString(), "--epochs", "5", "--out", run.toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
