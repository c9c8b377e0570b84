package dev.glissade.autodiff;

/// Whether a number of a primitive is the one recorded before: equal bits, so that −0 is not 0 and NaN is NaN.
final class Same {
    private Same() {}

    static boolean bits(double left, double right) {
        return Double.doubleToRawLongBits(left) == Double.doubleToRawLongBits(right);
    }
}
