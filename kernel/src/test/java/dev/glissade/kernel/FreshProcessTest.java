package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fresh virtual machines, differently set up, give the same bits, and say what they run.
class FreshProcessTest {
    private static final String WITH_VECTORS = "--add-modules=jdk.incubator.vector";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path outputs;

    @Test
    void everySetupGivesTheSameDigest() throws Exception {
        Map<String, Running> runs = new LinkedHashMap<>();
        runs.put("off", start(KernelDigest.class, WITH_VECTORS, "-Dglissade.simd=off"));
        runs.put("128", start(KernelDigest.class, WITH_VECTORS, "-Dglissade.simd=128"));
        runs.put("256", start(KernelDigest.class, WITH_VECTORS, "-Dglissade.simd=256"));
        runs.put("512", start(KernelDigest.class, WITH_VECTORS, "-Dglissade.simd=512"));
        runs.put("auto", start(KernelDigest.class, WITH_VECTORS));
        runs.put("without the module", start(KernelDigest.class));
        runs.put("interpreter", start(KernelDigest.class, WITH_VECTORS, "-Xint", "-Dglissade.test.digestMillis=0"));

        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (var run : runs.entrySet()) {
            assertThat(run.getValue().exitCode())
                    .as("%s: %s", run.getKey(), run.getValue().errors())
                    .isZero();
            lines.put(run.getKey(), run.getValue().lines());
        }
        String digest = lines.get("off").get(1);
        assertThat(lines)
                .allSatisfy((setup, printed) -> assertThat(printed.get(1)).isEqualTo(digest));
        assertThat(lines.get("off").getFirst()).startsWith("scalar").endsWith("(glissade.simd=off)");
        assertThat(lines.get("128").getFirst()).startsWith("simd 128 bit, 4 float lanes");
        assertThat(lines.get("256").getFirst()).startsWith("simd 256 bit, 8 float lanes");
        assertThat(lines.get("512").getFirst()).startsWith("simd 512 bit, 16 float lanes");
        assertThat(lines.get("without the module").getFirst())
                .startsWith("scalar")
                .contains("the module jdk.incubator.vector is missing");
        assertThat(lines.get("interpreter").getFirst()).startsWith("scalar").contains("interpreter");
        assertThat(runs.get("without the module").errors())
                .contains("scalar loops only: the module jdk.incubator.vector is missing");
        assertThat(runs.get("off").errors()).doesNotContain("scalar loops only");
    }

    @Test
    void aWrongSettingIsOneClearErrorAtEachUse() throws Exception {
        var run = start(WrongSetting.class, "-Dglissade.simd=yes");
        assertThat(run.exitCode()).as(run.errors()).isZero();
        String error = "glissade.simd is 'yes'; allowed are auto, off, 128, 256 and 512";
        assertThat(run.lines()).containsExactly(error, error, error, error, error);
    }

    /// Prints what uses of the loops throw, direct ones and two of an operation on tensors.
    static final class WrongSetting {
        private WrongSetting() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            Runnable copy = () -> Tensor.of(Shape.of(1), 1f).copy();
            for (Runnable use :
                    new Runnable[] {Kernels::report, Kernels::requireSimd, FloatKernels::selected, copy, copy}) {
                try {
                    use.run();
                } catch (IllegalArgumentException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    private Running start(Class<?> main, String... options) throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classPath(), main.getName()));
        var output = Files.createTempFile(outputs, "output", ".txt");
        var errors = Files.createTempFile(outputs, "errors", ".txt");
        var process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Running(process, output, errors);
    }

    /// The classes of the loops and of the tests, also where this test itself runs on the module path: tests are then
    /// patched into the module, and their own folder lies beside that of the module.
    private static String classPath() throws URISyntaxException {
        var classes = Path.of(Kernels.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return String.join(
                File.pathSeparator,
                classes.toString(),
                classes.resolveSibling("test-classes").toString(),
                System.getProperty("java.class.path"));
    }

    private record Running(Process process, Path output, Path errorOutput) {
        int exitCode() throws InterruptedException {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        }

        List<String> lines() throws IOException {
            return Files.readAllLines(output, StandardCharsets.UTF_8);
        }

        String errors() throws IOException {
            return Files.readString(errorOutput, StandardCharsets.UTF_8);
        }
    }
}
