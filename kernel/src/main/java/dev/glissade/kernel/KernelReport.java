package dev.glissade.kernel;

/// Which loops run on this machine, and why; prints as one line such as `simd 256 bit, 8 float lanes, FMA, C2`.
///
/// @param provider `simd` or `scalar`
/// @param vectorBits the width of a vector in bits; 0 for scalar loops
/// @param floatLanes the number of `float` lanes in a vector; 1 for scalar loops
/// @param fma whether fused multiply-add is an instruction; without it results hold their bits but take far longer
/// @param jit the best compiler of the virtual machine: `C2`, `C1`, `JVMCI`, `interpreter` or `unknown JIT`
/// @param reason why this is not what a machine with vector instructions gets by default; empty if it is
public record KernelReport(String provider, int vectorBits, int floatLanes, boolean fma, String jit, String reason) {

    static KernelReport of(KernelChoice choice) {
        boolean simd = choice.vectorBits() > 0;
        return new KernelReport(
                simd ? "simd" : "scalar",
                choice.vectorBits(),
                simd ? choice.vectorBits() / Float.SIZE : 1,
                choice.machine().fma(),
                choice.machine().jit(),
                choice.reason());
    }

    @Override
    public String toString() {
        String width = vectorBits > 0 ? " " + vectorBits + " bit, " + floatLanes + " float lanes" : "";
        String why = reason.isEmpty() ? "" : " (" + reason + ")";
        return provider + width + (fma ? ", FMA, " : ", no FMA, ") + jit + why;
    }
}
