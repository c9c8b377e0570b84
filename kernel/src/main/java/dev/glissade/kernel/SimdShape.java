package dev.glissade.kernel;

import jdk.incubator.vector.VectorShape;

/// The widths of vectors, for both element types, and how many vector registers the machine has.
final class SimdShape {
    /*
     * Why there are two widths: the elements of a Java array begin 16 bytes behind an address that is a multiple of 8,
     * so a load of 64 bytes crosses a cache line every time, one of 32 bytes every other time. Loops that load and
     * store once per operation gain nothing from the wider vectors then: docs/decisions/0010.
     */

    /// The width that [KernelChoice] settled on; the machine's own where it settled on scalar loops, so that the SIMD
    /// loops can still be compared with them.
    static final VectorShape SHAPE = VectorShape.forBitSize(
            KernelChoice.CHOSEN.vectorBits() > 0
                    ? KernelChoice.CHOSEN.vectorBits()
                    : KernelChoice.usableBits(SimdMachine.preferredBits()));

    /// The width in loops that do little but load and store.
    static final VectorShape STREAMED = VectorShape.forBitSize(
            KernelChoice.CHOSEN.vectorBits() > 0
                    ? KernelChoice.CHOSEN.streamedBits()
                    : KernelChoice.streamedBits(SHAPE.vectorBitSize()));

    /// Whether there are 32 vector registers (AVX-512, 64-bit ARM) and not 16.
    static final boolean MANY_REGISTERS =
            SHAPE == VectorShape.S_512_BIT || System.getProperty("os.arch", "").equals("aarch64");

    private SimdShape() {}
}
