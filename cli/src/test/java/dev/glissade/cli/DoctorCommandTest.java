package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorCommandTest {
    private static final Path PUBLISHED = Path.of("..", "docs", "one-answer.md");

    @TempDir
    Path folder;

    @Test
    void tellsWhatRunsHereAndThatTheAnswerIsTheRecordedOne() {
        Outcome outcome = Outcome.of("doctor");

        assertThat(outcome.exitCode()).as(outcome.out()).isZero();
        assertThat(outcome.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("loops", "java", "system", "heap", "digest", "answer", "speed");
        assertThat(outcome.out())
                .contains(
                        Answers.recorded().digest(),
                        "equal to the recorded one in all "
                                + Answers.recorded().lines().size() + " parts",
                        "no benchmark")
                .doesNotContain("DIFFERENT");
        assertThat(outcome.err()).isEmpty();
    }

    /// Scalar loops, compiled by C2 and by C1, beside those of the test above; the kernel's own tests try every width.
    @ParameterizedTest
    @ValueSource(strings = {"-Dglissade.simd=off", "-XX:TieredStopAtLevel=1"})
    void freshProcessesGiveTheRecordedAnswer(String setup) throws Exception {
        assumeTrue(Main.class.getModule().isNamed(), "tested once, where the tests run on the module path");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(setup, "--add-modules", "jdk.incubator.vector", "-cp", classes(), Main.class.getName()));
        command.addAll(List.of("doctor", "--digests"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
        assertThat(Files.readAllLines(output)).isEqualTo(Answers.recorded().lines());
    }

    @Test
    void namesThePartsThatDiffer() {
        var expected = new Answers(List.of("00  tanh float32", "11  exp float32"));
        var computed = new Answers(List.of("00  tanh float32", "12  exp float32", "13  new float32"));

        assertThat(computed.differingFrom(expected)).containsExactly("12  exp float32", "13  new float32");
        assertThat(computed.digest()).isNotEqualTo(expected.digest());
    }

    @Test
    void aDifferenceIsToldPartByPartAndIsAFailure() {
        var expected = new Answers(List.of("00  tanh float32", "11  exp float32"));
        var computed = new Answers(List.of("00  tanh float32", "12  exp float32"));
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);

        int exitCode = new DoctorCommand(new Console(stream, stream, false), expected, () -> computed).call();

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains("answer  DIFFERENT from the recorded " + expected.digest() + " in 1 of 2 parts:")
                .endsWith("        12  exp float32");
    }

    @Test
    void theDigestIsPublished() {
        assertThat(PUBLISHED).content().contains(Answers.recorded().digest());
    }

    private static String classes() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(path -> path != null && !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
