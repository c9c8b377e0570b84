package dev.glissade.autodiff;

import dev.glissade.kernel.DoubleKernels;

/// The library's functions of single numbers, with the bits that the tape gives.
final class ScalarFunctions {
    private static final DoubleKernels LOOPS = DoubleKernels.scalar();

    private ScalarFunctions() {}

    @FunctionalInterface
    private interface Loop {
        void run(double[] input, int inputOffset, double[] result, int resultOffset, int length);
    }

    private static double of(Loop loop, double x) {
        double[] cell = {x};
        loop.run(cell, 0, cell, 0, 1);
        return cell[0];
    }

    static double reciprocalSqrt(double x) {
        return of(LOOPS.arithmetic()::reciprocalSqrt, x);
    }

    static double exp(double x) {
        return of(LOOPS.exponentials()::exp, x);
    }

    static double expm1(double x) {
        return of(LOOPS.exponentials()::expm1, x);
    }

    static double log(double x) {
        return of(LOOPS.exponentials()::log, x);
    }

    static double log1p(double x) {
        return of(LOOPS.exponentials()::log1p, x);
    }

    static double log2(double x) {
        return of(LOOPS.exponentials()::log2, x);
    }

    static double log10(double x) {
        return of(LOOPS.exponentials()::log10, x);
    }

    static double sinh(double x) {
        return of(LOOPS.exponentials()::sinh, x);
    }

    static double cosh(double x) {
        return of(LOOPS.exponentials()::cosh, x);
    }

    static double tanh(double x) {
        return of(LOOPS.exponentials()::tanh, x);
    }

    static double sin(double x) {
        return of(LOOPS.trigonometry()::sin, x);
    }

    static double cos(double x) {
        return of(LOOPS.trigonometry()::cos, x);
    }

    static double tan(double x) {
        return of(LOOPS.trigonometry()::tan, x);
    }

    static double asin(double x) {
        return of(LOOPS.trigonometry()::asin, x);
    }

    static double acos(double x) {
        return of(LOOPS.trigonometry()::acos, x);
    }

    static double atan(double x) {
        return of(LOOPS.trigonometry()::atan, x);
    }

    static double atan2(double y, double x) {
        double[] result = {0};
        LOOPS.trigonometry().atan2(new double[] {y}, 0, new double[] {x}, 0, result, 0, 1);
        return result[0];
    }

    static double pow(double base, double exponent) {
        double[] result = {0};
        LOOPS.powers().pow(new double[] {base}, 0, new double[] {exponent}, 0, result, 0, 1);
        return result[0];
    }

    static double erf(double x) {
        return of(LOOPS.errorFunctions()::erf, x);
    }

    static double gelu(double x) {
        return of(LOOPS.errorFunctions()::gelu, x);
    }

    static double geluTanh(double x) {
        return of(LOOPS.activations()::geluTanh, x);
    }

    static double sigmoid(double x) {
        return of(LOOPS.activations()::sigmoid, x);
    }

    static double logSigmoid(double x) {
        return of(LOOPS.activations()::logSigmoid, x);
    }

    static double silu(double x) {
        return of(LOOPS.activations()::silu, x);
    }

    static double elu(double x, double alpha) {
        double[] cell = {x};
        LOOPS.activations().elu(alpha, cell, 0, cell, 0, 1);
        return cell[0];
    }

    static double softplus(double x, double beta, double threshold) {
        double[] cell = {x};
        LOOPS.activations().softplus(beta, threshold, cell, 0, cell, 0, 1);
        return cell[0];
    }
}
