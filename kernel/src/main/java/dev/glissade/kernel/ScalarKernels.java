package dev.glissade.kernel;

/// The reference loops of both element types.
final class ScalarKernels {
    private static final FloatKernels FLOATS = new FloatKernels(
            new ScalarFloatArithmetic(),
            new ScalarFloatExponentials(),
            new ScalarFloatComparisons(),
            new ScalarFloatActivations(),
            new ScalarFloatTrigonometry(),
            new ScalarFloatErrorFunctions(),
            new ScalarFloatPowers(),
            new ScalarFloatAdjoints(),
            new ScalarFloatReductions(),
            new ScalarFloatExtrema(),
            new ScalarFloatSoftmax(),
            new ScalarFloatScans(),
            new ScalarFloatNormalisation(),
            new ScalarFloatMatrixProduct(),
            new ScalarFloatConvolution(),
            new ScalarFloatPooling());

    private static final DoubleKernels DOUBLES = new DoubleKernels(
            new ScalarDoubleArithmetic(),
            new ScalarDoubleExponentials(),
            new ScalarDoubleComparisons(),
            new ScalarDoubleActivations(),
            new ScalarDoubleTrigonometry(),
            new ScalarDoubleErrorFunctions(),
            new ScalarDoublePowers(),
            new ScalarDoubleAdjoints(),
            new ScalarDoubleReductions(),
            new ScalarDoubleExtrema(),
            new ScalarDoubleSoftmax(),
            new ScalarDoubleScans(),
            new ScalarDoubleNormalisation(),
            new ScalarDoubleMatrixProduct(),
            new ScalarDoubleConvolution(),
            new ScalarDoublePooling());

    private ScalarKernels() {}

    static FloatKernels floats() {
        return FLOATS;
    }

    static DoubleKernels doubles() {
        return DOUBLES;
    }
}
