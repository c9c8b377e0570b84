package dev.glissade.kernel;

import java.util.function.IntSupplier;

/// Which loops run, and why: the outcome of the property `glissade.simd` on a virtual machine.
///
/// @param vectorBits the width of the vectors; 0 for scalar loops
/// @param reason why the loops are not what `auto` finds on a good machine; empty if they are
/// @param steppedDown whether `auto` had to fall back to scalar loops
/// @param error why nothing could be chosen; empty if something was
/// @param machine the virtual machine it was chosen for
record KernelChoice(int vectorBits, String reason, boolean steppedDown, String error, VirtualMachine machine) {

    static final String PROPERTY = "glissade.simd";

    /// The choice for this process: the property is read here, once.
    static final KernelChoice CHOSEN =
            choose(System.getProperty(PROPERTY, "auto"), VirtualMachine.current(), () -> SimdMachine.preferredBits());

    /// The choice for a setting and a machine; `preferredBits` is asked only where the vector module is present.
    static KernelChoice choose(String setting, VirtualMachine machine, IntSupplier preferredBits) {
        return switch (setting) {
            case "auto" -> automatic(machine, preferredBits);
            case "off" -> new KernelChoice(0, PROPERTY + "=off", false, "", machine);
            case "128" -> forced(128, machine, preferredBits);
            case "256" -> forced(256, machine, preferredBits);
            case "512" -> forced(512, machine, preferredBits);
            default -> failed(PROPERTY + " is '" + setting + "'; allowed are auto, off, 128, 256 and 512", machine);
        };
    }

    /// The nearest width that the loops are written for.
    static int usableBits(int preferred) {
        return Math.clamp(Integer.highestOneBit(preferred), 128, 512);
    }

    private static KernelChoice automatic(VirtualMachine machine, IntSupplier preferredBits) {
        if (!machine.vectorModule()) {
            return steppedDown(
                    "the module jdk.incubator.vector is missing, add --add-modules jdk.incubator.vector", machine);
        }
        if (machine.jit().equals("interpreter") || machine.jit().equals("C1")) {
            return steppedDown("the Vector API needs C2", machine);
        }
        if (machine.jit().equals("JVMCI")) {
            return steppedDown(
                    "whether this JVMCI compiler (Graal) knows the Vector API cannot be told; force a width with "
                            + PROPERTY + "=256",
                    machine);
        }
        if (!machine.vectorSupport()) {
            return steppedDown("EnableVectorSupport is off", machine);
        }
        if (!machine.fma()) {
            return steppedDown("no FMA instructions", machine);
        }
        int preferred = preferredBits.getAsInt();
        if (preferred < 128) {
            return steppedDown("vectors have " + preferred + " bit, at least 128 are needed", machine);
        }
        String reason = machine.diagnosed() ? "" : "flags of the virtual machine unknown, FMA assumed";
        return new KernelChoice(usableBits(preferred), reason, false, "", machine);
    }

    private static KernelChoice forced(int bits, VirtualMachine machine, IntSupplier preferredBits) {
        String setting = PROPERTY + "=" + bits;
        if (!machine.vectorModule()) {
            return failed(
                    setting + " needs the module jdk.incubator.vector: add --add-modules jdk.incubator.vector,"
                            + " or allow auto or off",
                    machine);
        }
        int preferred = preferredBits.getAsInt();
        String reason = preferred < bits ? setting + ", emulated: the machine has " + preferred + " bit" : setting;
        return new KernelChoice(bits, reason, false, "", machine);
    }

    private static KernelChoice steppedDown(String reason, VirtualMachine machine) {
        return new KernelChoice(0, reason, true, "", machine);
    }

    private static KernelChoice failed(String error, VirtualMachine machine) {
        return new KernelChoice(0, "", false, error, machine);
    }
}
