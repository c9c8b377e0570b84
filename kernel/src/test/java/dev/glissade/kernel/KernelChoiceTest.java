package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the property `glissade.simd` leads to on machines of all kinds.
class KernelChoiceTest {
    private static final VirtualMachine GOOD = new VirtualMachine(true, true, true, "C2", true);

    @Test
    void autoTakesTheMachinesWidth() {
        assertThat(report("auto", GOOD, 256)).isEqualTo("simd 256 bit, 8 float lanes, FMA, C2");
        assertThat(report("auto", GOOD, 512)).isEqualTo("simd 512 bit, 16 float lanes, FMA, C2");
        assertThat(report("auto", GOOD, 2048)).isEqualTo("simd 512 bit, 16 float lanes, FMA, C2");
    }

    @Test
    void autoStepsDownAndSaysWhy() {
        assertThat(report("auto", new VirtualMachine(false, true, true, "C2", true), 256))
                .isEqualTo("scalar, FMA, C2 (the module jdk.incubator.vector is missing,"
                        + " add --add-modules jdk.incubator.vector)");
        assertThat(report("auto", new VirtualMachine(true, true, true, "interpreter", true), 256))
                .isEqualTo("scalar, FMA, interpreter (the Vector API needs C2)");
        assertThat(report("auto", new VirtualMachine(true, true, true, "C1", true), 256))
                .isEqualTo("scalar, FMA, C1 (the Vector API needs C2)");
        assertThat(report("auto", new VirtualMachine(true, false, true, "C2", true), 256))
                .isEqualTo("scalar, FMA, C2 (EnableVectorSupport is off)");
        assertThat(report("auto", new VirtualMachine(true, true, false, "C2", true), 128))
                .isEqualTo("scalar, no FMA, C2 (no FMA instructions)");
        assertThat(report("auto", new VirtualMachine(true, true, true, "JVMCI", true), 256))
                .isEqualTo(
                        "scalar, FMA, JVMCI (whether this JVMCI compiler (Graal) knows the Vector API cannot be told;"
                                + " force a width with glissade.simd=256)");
        assertThat(report("auto", GOOD, 64))
                .isEqualTo("scalar, FMA, C2 (vectors have 64 bit, at least 128 are needed)");
        assertThat(KernelChoice.choose("auto", GOOD, () -> 64).steppedDown()).isTrue();
    }

    @Test
    void withoutManagementTheReportSaysSo() {
        assertThat(report("auto", new VirtualMachine(true, true, true, "unknown JIT", false), 256))
                .isEqualTo("simd 256 bit, 8 float lanes, FMA, unknown JIT"
                        + " (flags of the virtual machine unknown, FMA assumed)");
    }

    @Test
    void aWidthIsForcedAndEmulatedIfNeedBe() {
        assertThat(report("128", GOOD, 256)).isEqualTo("simd 128 bit, 4 float lanes, FMA, C2 (glissade.simd=128)");
        assertThat(report("512", GOOD, 256))
                .isEqualTo("simd 512 bit, 16 float lanes, FMA, C2"
                        + " (glissade.simd=512, emulated: the machine has 256 bit)");
    }

    @Test
    void offIsAWishAndNoStepDown() {
        var choice = KernelChoice.choose("off", GOOD, () -> 256);
        assertThat(choice.steppedDown()).isFalse();
        assertThat(KernelReport.of(choice)).hasToString("scalar, FMA, C2 (glissade.simd=off)");
    }

    @Test
    void whatCannotBeSatisfiedIsAnError() {
        assertThat(KernelChoice.choose("1024", GOOD, () -> 256).error())
                .isEqualTo("glissade.simd is '1024'; allowed are auto, off, 128, 256 and 512");
        assertThat(KernelChoice.choose("256", new VirtualMachine(false, true, true, "C2", true), () -> 256)
                        .error())
                .isEqualTo("glissade.simd=256 needs the module jdk.incubator.vector:"
                        + " add --add-modules jdk.incubator.vector, or allow auto or off");
    }

    private static String report(String setting, VirtualMachine machine, int preferredBits) {
        return KernelReport.of(KernelChoice.choose(setting, machine, () -> preferredBits))
                .toString();
    }
}
