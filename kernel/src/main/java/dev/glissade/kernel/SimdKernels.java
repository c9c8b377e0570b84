package dev.glissade.kernel;

/// The SIMD loops of both element types: the only door to them, opened only where `jdk.incubator.vector` is present.
final class SimdKernels {
    private static final FloatKernels FLOATS = new FloatKernels(
            new SimdFloatArithmetic(),
            new SimdFloatExponentials(),
            new SimdFloatComparisons(),
            new SimdFloatActivations(),
            new SimdFloatTrigonometry(),
            new SimdFloatErrorFunctions(),
            new SimdFloatPowers(),
            new SimdFloatAdjoints(),
            new SimdFloatReductions(),
            new SimdFloatExtrema(),
            new SimdFloatSoftmax(),
            new SimdFloatScans(),
            new SimdFloatNormalisation(),
            new SimdFloatMatrixProduct(),
            new SimdFloatConvolution(),
            new SimdFloatPooling());

    private static final DoubleKernels DOUBLES = new DoubleKernels(
            new SimdDoubleArithmetic(),
            new SimdDoubleExponentials(),
            new SimdDoubleComparisons(),
            new SimdDoubleActivations(),
            new SimdDoubleTrigonometry(),
            new SimdDoubleErrorFunctions(),
            new SimdDoublePowers(),
            new SimdDoubleAdjoints(),
            new SimdDoubleReductions(),
            new SimdDoubleExtrema(),
            new SimdDoubleSoftmax(),
            new SimdDoubleScans(),
            new SimdDoubleNormalisation(),
            new SimdDoubleMatrixProduct(),
            new SimdDoubleConvolution(),
            new SimdDoublePooling());

    private SimdKernels() {}

    static FloatKernels floats() {
        return FLOATS;
    }

    static DoubleKernels doubles() {
        return DOUBLES;
    }
}
