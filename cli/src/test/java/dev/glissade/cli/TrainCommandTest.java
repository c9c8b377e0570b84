package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.formats.Npz;
import dev.glissade.formats.StoredArray;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    void prepare() {
        run = folder.resolve("runs").resolve("one");
        points = points("points.csv", 40);
    }

    /// Points of two classes, apart by the sign of x + y.
    private Path points(String name, int rows) {
        var text = new StringBuilder("x,y,side\n");
        for (int i = 0; i < rows; i++) {
            int x = i % 7 - 3;
            int y = i % 5 - 2;
            text.append(x)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(x + y > 0 ? "over" : "under")
                    .append('\n');
        }
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theMainJobClassifiesHandwrittenDigits() {
        Outcome outcome = Outcome.of("train", "--out", run.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Matcher accuracy = Pattern.compile("test accuracy (\\S+) ").matcher(outcome.out());
        assertThat(accuracy.find()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isBetween(0.96, 1.0);
        SequencedMap<String, StoredArray> parameters = Npz.read(run.resolve("parameters.npz"));
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
    void aHyperparameterFollowsASchedule() throws IOException {
        byte[] level = parameters("--set", "learningRate=0.01");

        assertThat(parameters("--schedule", "learningRate=linear:start=0.01,end=0.01"))
                .isEqualTo(level);
        assertThat(parameters("--schedule", "learningRate=linear:start=0.01,steps=25"))
                .isNotEqualTo(level);
        assertThat(train("--schedule", "learningRate=linear").err()).contains("adam {learningRate=scheduled, beta1=");
    }

    @Test
    void segmentsHaveHyperparametersOfTheirOwnOrDoNotMove() throws IOException {
        byte[] plain = parameters("--set", "weightDecay=0.5");
        byte[] frozen = parameters("--set", "weightDecay=0.5", "--freeze", "layer1.*", "--freeze", "*.bias");

        assertThat(frozen).isNotEqualTo(plain);
        assertThat(parameters("--set", "weightDecay=0.5", "--freeze", "layer1.*", "--group", "*.bias:learningRate=0"))
                .isEqualTo(frozen);
        assertThat(parameters("--group", "*:weightDecay=0.5", "--freeze", "layer1.*", "--freeze", "*.bias"))
                .as("what is frozen is in no group")
                .isEqualTo(frozen);
        assertThat(parameters(
                        "--set", "weightDecay=9", "--group", "*.weight:weightDecay=0.5,beta1=0.9", "--freeze=*.bias"))
                .as("what a group does not set is that of the others")
                .isEqualTo(parameters("--set", "weightDecay=0.5", "--freeze", "*.bias"));
    }

    @Test
    void gradientsAreTransformedInOrder() throws IOException {
        byte[] still = parameters("--optimizer", "sgd", "--set", "learningRate=0");

        assertThat(parameters("--optimizer", "sgd", "--transform", "clip-by-global-norm:limit=0"))
                .isEqualTo(still);
        byte[] clippedFirst =
                parameters("--transform", "clip-by-value:limit=0.01", "--transform", "clip-by-norm:limit=0.01");
        assertThat(parameters("--transform", "clip-by-norm:limit=0.01", "--transform", "clip-by-value:limit=0.01"))
                .isNotEqualTo(clippedFirst);
    }

    @Test
    void theAccuracyOfAveragesIsShownAfterTheResult() {
        List<String> lines = train("--quiet", "--average", "ema:decay=0", "--average", "swa")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(3 + FILES.length);
        assertThat(lines.get(1)).isEqualTo("with ema: " + lines.get(0));
        assertThat(lines.get(2)).startsWith("with swa: test accuracy ");
    }

    /// The bytes of the parameters that a run learns.
    private byte[] parameters(String... options) throws IOException {
        Outcome outcome = train(options);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return Files.readAllBytes(run.resolve("parameters.npz"));
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
                "--schedule learningRate | --schedule learningRate: not of the form HYPERPARAMETER=NAME[:KEY=VALUE,…], such as "
                        + "learningRate=cosine-decay:start=0.01,steps=900",
                "--schedule learningRate= | --schedule learningRate=: not of the form HYPERPARAMETER=NAME[:KEY=VALUE,…]",
                "--schedule rate=linear | --schedule rate=linear: adam has no hyperparameter 'rate'",
                "--schedule beta1=liner | --schedule beta1=liner: unknown schedule 'liner'; did you mean 'linear'?",
                "--schedule beta1=linear:steps=1.5 | --schedule beta1=linear:steps=1.5: linear refuses its "
                        + "hyperparameters: steps is 1.5; it must be a whole number",
                "--schedule maximize=linear | --schedule maximize=linear: maximize is a flag; it must be true or false",
                "--schedule beta1=linear:start=2 | adam: beta1 is 2.0 in step 1; it must be in [0, 1)",
                "--transform clip       | --transform clip: unknown gradient transform 'clip'; did you mean 'clip-by-",
                "--transform clip-by-norm:limit | --transform clip-by-norm:limit: not of the form NAME[:KEY=VALUE,…], such as "
                        + "clip-by-global-norm:limit=1",
                "--transform clip-by-norm:limit=-1 | --transform clip-by-norm:limit=-1: limit is -1.0; it must be in [0, ∞)",
                "--average emma         | --average emma: unknown averaging 'emma'; did you mean 'ema'?",
                "--average :decay=0.9   | --average :decay=0.9: not of the form NAME[:KEY=VALUE,…], such as ema:decay=0.99",
                "--average ema --average ema:decay=0.9 | --average ema:decay=0.9: ema is there already; each averaging goes once",
                "--group *.bias         | --group *.bias: not of the form PATTERN:KEY=VALUE[,…], such as *.bias:weightDecay=0",
                "--group *.bias:decay=0 | --group *.bias:decay=0: adam has no hyperparameter 'decay'",
                "--group *.bais:beta1=0 | adam: no segment is left for the group '*.bais'; a segment is in the first group "
                        + "whose pattern fits its name: layer1.weight, layer1.bias, layer2.weight, layer2.bias",
                "--freeze layer3.*      | adam: no segment is left to freeze by 'layer3.*'",
                "--plugins nowhere      | --plugins nowhere: plugin directory nowhere does not exist",
                "--batch 0              | Invalid value for option '--batch': '0' is neither 'full' nor a number of rows",
                "--batch 33             | --batch 33: more than the 32 rows of the training part; at most that, or 'full'",
                "--epochs 0             | --epochs 0: it must be in 1..2147483647",
                "--threads 0            | --threads 0: it must be in 1..1024",
                "--hidden 3,,4          | Invalid value for option '--hidden': '3,,4' is neither 'none' nor a list of sizes",
                "--hidden 0             | Invalid value for option '--hidden': '0' is neither 'none' nor a list of sizes",
                "--hidden 999999,999999 | --hidden 999999,999999: 1000003999997 parameters and ",
                "--target colour        | points.csv: no column 'colour'; there are 'x', 'y', 'side'",
                "--data no.csv          | no.csv: no such file",
                "--epoch 3              | Unknown option: '--epoch' (did you mean --epochs?); see 'glissade train --help'",
                "surplus                | Unmatched argument: 'surplus'; see",
                "@pom.xml               | Unmatched argument: '@pom.xml'; see",
                "--epochs abc           | Invalid value for option '--epochs': 'abc' is not a whole number from "
                        + "-2147483648 to 2147483647; see",
                "--seed 1e3             | Invalid value for option '--seed': '1e3' is not a whole number from "
                        + "-9223372036854775808 to 9223372036854775807; see",
                "--plugins=             | Invalid value for option '--plugins': '' is not a path; see",
                "--data=                | Invalid value for option '--data': '' is not a path; see",
                "--data=a\0b            | Invalid value for option '--data': 'a\0b' is not a path: Nul character not "
                        + "allowed; names beyond ASCII need a UTF-8 locale, such as LC_ALL=C.UTF-8; see"
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

    @Test
    void aBatchThatDoesNotFitIntoTheMemoryCostsOneLine() {
        long widest = 1 << 20;
        long perRow = Math.max(1, Runtime.getRuntime().maxMemory() / (widest * Float.BYTES));
        Path table = points("many.csv", (int) Math.min(200_000, 3 * perRow));

        assertRefused(
                Outcome.of("train", "--data=" + table, "--hidden=" + widest, "--batch=full", "--out=" + run),
                "--hidden 1048576: 5242882 parameters and ");
    }

    @Test
    void aTableOfFewRowsIsOneBatchUnlessAskedOtherwise() {
        Path few = points("few.csv", 10);

        Outcome outcome = Outcome.of("train", "--data=" + few, "--epochs=1", "--out=" + run);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("batches of 8, ");
    }

    @Test
    void aFeatureWhoseSquareIsNoNumberCostsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n1,0\n1,1\n-1.7e308,0\n3,1\n");

        assertRefused(
                Outcome.of("train", "--data=" + file, "--out=" + run),
                "t.csv: line 4, column 'a': -1.7E308 is too far from 0 to be scaled; features must be within ±1.0E150");
    }

    @Test
    void theRunFolderMayNotBeALinkToNowhere() throws IOException {
        Files.createDirectories(folder.resolve("runs"));
        Files.createSymbolicLink(run, Path.of("nowhere"));

        Outcome outcome = Outcome.of("train", "--data=" + points, "--out=" + run);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("glissade: --out %1$s: %1$s is a link to nowhere; it must be a folder\n".formatted(run));
    }

    /// What a full disk cuts off is never the parameters of a run that is not whole.
    @Test
    void parametersAreWrittenLast() throws IOException {
        Files.createDirectories(run);
        for (int i = 0; i <= 100; i++) {
            Files.createFile(run.resolve(".loss.svg." + i + ".part"));
        }

        Outcome outcome = train();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errorLines().getLast()).startsWith("glissade: cannot write: ");
        assertThat(run.resolve("metrics.csv")).exists();
        assertThat(run.resolve("parameters.npz")).doesNotExist();
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
