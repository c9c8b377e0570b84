package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The loops are chosen once in a process, so each choice needs one of its own.
class SimdParityTest {
    @TempDir
    Path folder;

    @Test
    void scalarAndVectorLoopsWriteTheSameParameters() throws Exception {
        Path scalar = train("off");
        Path vectors = train("auto");

        assertThat(vectors.resolve("parameters.npz")).hasSameBinaryContentAs(scalar.resolve("parameters.npz"));
        assertThat(vectors.resolve("metrics.csv")).hasSameBinaryContentAs(scalar.resolve("metrics.csv"));
    }

    @Test
    void loopsThatDoNotExistCostOneLine() throws Exception {
        Path log = folder.resolve("bogus.log");

        assertThat(start("bogus", log).waitFor()).isEqualTo(2);
        assertThat(log)
                .content()
                .endsWith("glissade: glissade.simd is 'bogus'; allowed are auto, off, 128, 256 and 512\n")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("bogus")).doesNotExist();
    }

    private Path train(String simd) throws IOException, InterruptedException {
        Path log = folder.resolve(simd + ".log");
        Process process = start(simd, log);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
        assertThat(process.exitValue()).as(() -> contentOf(log)).isZero();
        return folder.resolve(simd);
    }

    private Process start(String simd, Path log) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Dglissade.simd=" + simd,
                        "-cp",
                        classes(),
                        Main.class.getName(),
                        "train",
                        "--seed",
                        "7",
                        "--epochs",
                        "2",
                        "--out",
                        folder.resolve(simd).toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static String contentOf(Path log) {
        return Assertions.contentOf(log.toFile());
    }

    /// What this test runs on, whether it came from the module path or the class path.
    private static String classes() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(path -> path != null && !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
