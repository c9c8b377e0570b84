package dev.glissade.kernel;

/// Two-dimensional convolution of images in `float[]`, and both its adjoints.
///
/// As everywhere in machine learning the kernel is not flipped (cross-correlation). All operands are dense, row-major:
///
/// | operand | shape |
/// |---|---|
/// | input | batch × channels × rows × columns |
/// | weight | outputs × channels/groups × kernel rows × kernel columns |
/// | bias | outputs |
/// | output and its cotangent | batch × outputs × places of the window in rows × places in columns |
///
/// Channels and outputs are cut into `groups` equal parts; an output sees the channels of its own group.
///
/// **Order.** Each element of a result is one chain of fused multiply-adds `c = fma(weight or cotangent, input or
/// cotangent, c)` in the order that its method states, so that neither blocks nor lanes nor threads nor the other images
/// of a batch can be seen in it. Padding takes part as +0: an infinite weight times padding is NaN.
///
/// The result shares no element with an operand. Sizes are those of tensors: the elements of each operand, and of an
/// image with its padding, are fewer than 2³¹; `groups` divides channels and outputs; the window fits at least once.
public interface FloatConvolution {

    /// The output: chains over (channel of the group, kernel row, kernel column), ascending, from the bias where `biased`, else
    /// from +0; the bias is then not read.
    void convolve(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] weight,
            int weightOffset,
            boolean biased,
            float[] bias,
            int biasOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// The adjoint in the input, of its shape: chains over (output of the group, kernel row, kernel column), ascending,
    /// from +0.
    ///
    /// A tap takes part if the element of the image lies on it for some place of the window, inside the output or
    /// beyond its edge: between places, where the stride passes over, it does not; beyond the edge the cotangent is +0.
    void inputAdjoint(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] cotangent,
            int cotangentOffset,
            float[] weight,
            int weightOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// The adjoint in the weight, of its shape: chains over (image, row, column) of the output, ascending, from +0.
    void weightAdjoint(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);
}
