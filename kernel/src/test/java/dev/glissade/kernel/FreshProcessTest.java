package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fresh virtual machines, differently set up, give the same bits, and say what they run.
class FreshProcessTest {
    private static final String WITH_VECTORS = FreshProcess.WITH_VECTORS;

    /// Leaves out what takes long, and minutes where loops are interpreted or instructions emulated.
    private static final String SHORT = "-Dglissade.test.large=false";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path outputs;

    @Test
    void everyChoiceOfLoopsGivesTheSameDigests() throws Exception {
        assumeOnModulePath();
        var printed = new Printed();
        printed.run("off", WITH_VECTORS, "-Dglissade.simd=off");
        printed.run("128", WITH_VECTORS, "-Dglissade.simd=128");
        printed.run("256", WITH_VECTORS, "-Dglissade.simd=256");
        printed.run("512", WITH_VECTORS, "-Dglissade.simd=512", SHORT);
        printed.run("auto", WITH_VECTORS);
        printed.run("without the module");

        printed.assertSameDigests();
        assertThat(printed.report("off")).startsWith("scalar").endsWith("(glissade.simd=off)");
        assertThat(printed.report("128")).startsWith("simd 128 bit, 4 float lanes");
        assertThat(printed.report("256")).startsWith("simd 256 bit, 8 float lanes");
        assertThat(printed.report("512")).startsWith("simd 512 bit, 16 float lanes");
        assertThat(printed.report("without the module"))
                .startsWith("scalar")
                .contains("the module jdk.incubator.vector is missing");
        assertThat(printed.errors("without the module"))
                .contains("scalar loops only: the module jdk.incubator.vector is missing");
        assertThat(printed.errors("off")).doesNotContain("scalar loops only");
    }

    /// Other processors, other compilers, and the module path. A flag that a processor lacks is ignored there.
    @Test
    void everyMachineGivesTheSameDigests() throws Exception {
        assumeOnModulePath();
        var printed = new Printed();
        printed.run("off", WITH_VECTORS, "-Dglissade.simd=off");
        printed.run("16-byte vectors", WITH_VECTORS, "-XX:MaxVectorSize=16", SHORT);
        printed.run("32-byte vectors", WITH_VECTORS, "-XX:MaxVectorSize=32");
        printed.run("UseAVX=0", WITH_VECTORS, "-XX:UseAVX=0", SHORT);
        printed.run("UseAVX=1", WITH_VECTORS, "-XX:UseAVX=1", SHORT);
        printed.run("UseAVX=2", WITH_VECTORS, "-XX:UseAVX=2", SHORT);
        printed.run("128 with UseAVX=1", WITH_VECTORS, "-XX:UseAVX=1", "-Dglissade.simd=128", SHORT);
        printed.run("512 with UseAVX=2", WITH_VECTORS, "-XX:UseAVX=2", "-Dglissade.simd=512", SHORT);
        printed.run("interpreter", WITH_VECTORS, "-Xint", SHORT);
        printed.run("128 interpreted", WITH_VECTORS, "-Xint", "-Dglissade.simd=128", SHORT);
        printed.run("C1", WITH_VECTORS, "-XX:TieredStopAtLevel=1");
        printed.run("256 in C1", WITH_VECTORS, "-XX:TieredStopAtLevel=1", "-Dglissade.simd=256", SHORT);
        printed.run("C2 alone", WITH_VECTORS, "-XX:-TieredCompilation", SHORT);
        printed.runOnModulePath("module path");

        printed.assertSameDigests();
        assertThat(printed.report("interpreter")).startsWith("scalar").contains("interpreter");
        assertThat(printed.report("C1")).startsWith("scalar").contains("C1");
        assertThat(printed.report("256 in C1")).startsWith("simd 256 bit").contains("C1");
        assertThat(printed.report("16-byte vectors")).startsWith("simd 128 bit");
    }

    @Test
    void aWrongSettingIsOneClearErrorAtEachUse() throws Exception {
        var run = FreshProcess.start(outputs, WrongSetting.class, "-Dglissade.simd=yes");
        assertThat(run.exitCode()).as(run.errors()).isZero();
        String error = "glissade.simd is 'yes'; allowed are auto, off, 128, 256 and 512";
        assertThat(run.lines()).containsExactly(error, error, error, error, error);
    }

    /// Prints what uses of the loops throw, direct ones and two of an operation on tensors.
    static final class WrongSetting {
        private WrongSetting() {}

        @SuppressWarnings("SystemOut") // what the parent process reads
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

    /// The processes are the same on whichever path this test runs, and take long.
    private static void assumeOnModulePath() {
        assumeTrue(Kernels.class.getModule().isNamed(), "tested once, where the tests run on the module path");
    }

    /// What differently set up processes print, each run to its end.
    private final class Printed {
        private final Map<String, FreshProcess> runs = new LinkedHashMap<>();

        void run(String setup, String... options) throws Exception {
            add(setup, FreshProcess.start(outputs, KernelDigest.class, options));
        }

        void runOnModulePath(String setup) throws Exception {
            String module = Kernels.class.getModule().getName();
            add(
                    setup,
                    FreshProcess.start(
                            outputs,
                            List.of(
                                    "-p",
                                    FreshProcess.classes().toString(),
                                    "--patch-module",
                                    module + "=" + FreshProcess.testClasses(),
                                    "-m",
                                    module + "/" + KernelDigest.class.getName())));
        }

        /// Lets no more processes run at a time than there are processors: their compilers would hold each other up.
        private void add(String setup, FreshProcess started) throws InterruptedException {
            runs.put(setup, started);
            var running = runs.values().stream()
                    .filter(run -> run.process().isAlive())
                    .toList();
            if (running.size() >= Runtime.getRuntime().availableProcessors()) {
                assertThat(running.getFirst().exitCode())
                        .as(running.getFirst().toString())
                        .isZero();
            }
        }

        void assertSameDigests() throws Exception {
            List<String> expected = List.of();
            for (var run : runs.entrySet()) {
                assertThat(run.getValue().exitCode())
                        .as("%s: %s", run.getKey(), run.getValue().errors())
                        .isZero();
                List<String> lines = run.getValue().lines();
                List<String> digests = lines.subList(1, lines.size());
                expected = expected.isEmpty() ? digests : expected;
                assertThat(digests)
                        .as("%s: %s", run.getKey(), lines.getFirst())
                        .isNotEmpty()
                        .isEqualTo(expected.subList(0, digests.size()));
            }
        }

        String report(String setup) throws IOException {
            return Objects.requireNonNull(runs.get(setup)).lines().getFirst();
        }

        String errors(String setup) throws IOException {
            return Objects.requireNonNull(runs.get(setup)).errors();
        }
    }
}
