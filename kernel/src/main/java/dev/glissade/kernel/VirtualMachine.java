package dev.glissade.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/// What this Java virtual machine says about itself, as far as it matters to loops.
///
/// @param vectorModule whether the module `jdk.incubator.vector` is present
/// @param vectorSupport whether the compiler turns the Vector API into vector instructions
/// @param fma whether fused multiply-add is an instruction, and not emulated
/// @param jit the best compiler: `C2`, `C1`, `JVMCI`, `interpreter` or `unknown JIT`
/// @param diagnosed whether HotSpot's flags could be read; where not, support and FMA are assumed
record VirtualMachine(boolean vectorModule, boolean vectorSupport, boolean fma, String jit, boolean diagnosed) {

    /// The one that runs this code.
    static VirtualMachine current() {
        boolean vectorModule =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        try {
            return diagnose(vectorModule);
        } catch (LinkageError | RuntimeException withoutDiagnostics) {
            String jit = interpreted() ? "interpreter" : "unknown JIT";
            return new VirtualMachine(vectorModule, true, true, jit, false);
        }
    }

    private static VirtualMachine diagnose(boolean vectorModule) {
        var flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return new VirtualMachine(
                vectorModule, !isOff(flags, "EnableVectorSupport"), !isOff(flags, "UseFMA"), jit(flags), true);
    }

    private static String jit(HotSpotDiagnosticMXBean flags) {
        if (interpreted()) {
            return "interpreter";
        }
        if (value(flags, "UseJVMCICompiler").equals("true")) {
            return "JVMCI";
        }
        if (value(flags, "CompilationMode").equals("quick-only")) {
            return "C1";
        }
        return switch (value(flags, "TieredStopAtLevel")) {
            case "0" -> "interpreter";
            case "1", "2", "3" -> value(flags, "TieredCompilation").equals("false") ? "C2" : "C1";
            default -> "C2";
        };
    }

    private static boolean interpreted() {
        return System.getProperty("java.vm.info", "").contains("interpreted mode");
    }

    /// Whether a flag is known and false; a machine that lacks the flag has nothing to turn off.
    private static boolean isOff(HotSpotDiagnosticMXBean flags, String name) {
        return value(flags, name).equals("false");
    }

    private static String value(HotSpotDiagnosticMXBean flags, String name) {
        try {
            return flags.getVMOption(name).getValue();
        } catch (IllegalArgumentException unknownFlag) {
            return "";
        }
    }
}
