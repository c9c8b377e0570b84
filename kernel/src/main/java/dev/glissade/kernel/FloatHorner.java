package dev.glissade.kernel;

/// Horner's rule with one fused multiply-add a step: the reference for the same loop inside the SIMD loops.
final class FloatHorner {
    private FloatHorner() {}

    /// The polynomial of those coefficients, the lowest power first, at x
    static float at(float x, float[] coefficients) {
        float sum = coefficients[coefficients.length - 1];
        for (int power = coefficients.length - 2; power >= 0; power--) {
            sum = Math.fma(sum, x, coefficients[power]);
        }
        return sum;
    }
}
