package dev.glissade.kernel;

/// The families of loops for `float[]`, by one implementation.
public record FloatKernels(
        FloatArithmetic arithmetic,
        FloatExponentials exponentials,
        FloatComparisons comparisons,
        FloatActivations activations,
        FloatTrigonometry trigonometry,
        FloatErrorFunctions errorFunctions,
        FloatPowers powers,
        FloatAdjoints adjoints,
        FloatReductions reductions,
        FloatExtrema extrema,
        FloatSoftmax softmax,
        FloatScans scans,
        FloatNormalisation normalisation,
        FloatMatrixProduct matrixProduct,
        FloatConvolution convolution,
        FloatPooling pooling) {

    /// The readable reference, always present.
    public static FloatKernels scalar() {
        return ScalarKernels.floats();
    }

    /// The implementation that [Kernels] chose for this machine when the class was initialised.
    public static FloatKernels selected() {
        return Kernels.floats();
    }
}
