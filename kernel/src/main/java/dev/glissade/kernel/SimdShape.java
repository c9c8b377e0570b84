package dev.glissade.kernel;

import jdk.incubator.vector.VectorShape;

/// The width of every vector, for both element types, and how many vector registers the machine has.
final class SimdShape {
    /*
     * One width for all loops, although loops that only load and store would gain from a narrower one: where the
     * virtual machine has seen vectors of two widths, C2 no longer inlines everything, and boxes: docs/decisions/0010.
     */

    /// The width that [KernelChoice] settled on; the machine's own where it settled on scalar loops, so that the SIMD
    /// loops can still be compared with them.
    static final VectorShape SHAPE = VectorShape.forBitSize(
            KernelChoice.CHOSEN.vectorBits() > 0
                    ? KernelChoice.CHOSEN.vectorBits()
                    : KernelChoice.usableBits(SimdMachine.preferredBits()));

    /// Whether there are 32 vector registers (AVX-512, 64-bit ARM) and not 16.
    static final boolean MANY_REGISTERS =
            SHAPE == VectorShape.S_512_BIT || System.getProperty("os.arch", "").equals("aarch64");

    private SimdShape() {}
}
