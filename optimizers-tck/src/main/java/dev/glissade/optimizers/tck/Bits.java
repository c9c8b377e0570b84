package dev.glissade.optimizers.tck;

/// The bits of numbers, and two that are told from all others.
final class Bits {
    /// A NaN with bits that no arithmetic makes: what lies in gaps.
    static final float FLOAT_GAP = Float.intBitsToFloat(0x7fc0_5afe);

    /// As [#FLOAT_GAP].
    static final double DOUBLE_GAP = Double.longBitsToDouble(0x7ff8_0000_5afe_5afeL);

    private Bits() {}

    static boolean same(float left, float right) {
        return Float.floatToRawIntBits(left) == Float.floatToRawIntBits(right);
    }

    static boolean same(double left, double right) {
        return Double.doubleToRawLongBits(left) == Double.doubleToRawLongBits(right);
    }
}
