package dev.glissade.kernel;

import jdk.incubator.vector.VectorShape;

/// What the Vector API says about this machine; asked before a width is chosen.
final class SimdMachine {
    private SimdMachine() {}

    /// The vector width in bits that this virtual machine prefers; below 128 where it has no vector instructions.
    static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }
}
