package dev.glissade.tensor;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;

/// Two-dimensional convolution of tensors, and its adjoints in input, weight and bias.
///
/// | operand | shape |
/// |---|---|
/// | input | batch × channels × rows × columns |
/// | weight | outputs × channels/groups × kernel rows × kernel columns |
/// | bias | outputs |
/// | output and its cotangent | batch × outputs × places of the window in rows × places in columns |
///
/// `output[n,o,i,j] = bias[o] + Σ weight[o,c,k,l] · input[n, c of the group, row, column]` with row and column under tap
/// (k, l) of the [Window] at place (i, j), and 0 where they are padding. The kernel is not flipped (cross-correlation),
/// as in V. Dumoulin and F. Visin, *A guide to convolution arithmetic for deep learning*, 2016.
///
/// Each element of a result is one chain of fused multiply-adds, in the order stated in
/// [dev.glissade.kernel.FloatConvolution]; an image of a batch has the bits of that image alone. Operands that are not
/// dense are copied to scratch memory first.
public final class Convolution {
    private Convolution() {}

    /// The shape of the output.
    ///
    /// @throws IllegalArgumentException if input or weight do not have 4 axes, the groups do not divide channels and
    ///     outputs, the weight has other channels or another kernel than input and window ask for, or the window does
    ///     not fit
    public static Shape shape(Shape input, Shape weight, Window window, int groups) {
        if (input.rank() != 4 || weight.rank() != 4) {
            throw new IllegalArgumentException("convolution: input is " + input + ", weight is " + weight
                    + "; both need 4 axes: batch, channels, rows and columns, and outputs, channels of a group, kernel"
                    + " rows and kernel columns");
        }
        int channels = input.size(1);
        int outputs = weight.size(0);
        if (groups < 1 || channels % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(
                    "convolution: input is " + input + ", weight is " + weight + ", groups are " + groups
                            + "; groups must divide the " + channels + " channels and the " + outputs + " outputs");
        }
        if (weight.size(1) != channels / groups) {
            throw new IllegalArgumentException("convolution: weight is " + weight + ", input has " + channels
                    + " channels in " + groups + " groups; axis 1 of the weight must be " + channels / groups);
        }
        if (weight.size(2) != window.kernelRows() || weight.size(3) != window.kernelColumns()) {
            throw new IllegalArgumentException("convolution: weight is " + weight + ", window has "
                    + window.kernelRows() + "×" + window.kernelColumns() + " taps; the kernels must be equal");
        }
        Windows.check("convolution", window, input);
        return Shape.of(input.size(0), outputs, window.rowPlaces(input.size(2)), window.columnPlaces(input.size(3)));
    }

    /// result = the convolution without a bias
    ///
    /// | operand | access |
    /// |---|---|
    /// | input, weight | read |
    /// | result | of the output's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, the result is not as stated, or it
    ///     lies over an operand in storage
    public static void forward(
            Tensor input, Tensor weight, Window window, int groups, Tensor result, Workspace workspace) {
        checkOutput("result", input.shape(), weight.shape(), window, groups, result);
        checkOperands("input", input, "weight", weight, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatConvolve.forward(input, weight, weight, false, window, groups, result, workspace);
            case FLOAT64 -> DoubleConvolve.forward(input, weight, weight, false, window, groups, result, workspace);
        }
    }

    /// result = the convolution with a bias
    ///
    /// | operand | access |
    /// |---|---|
    /// | input, weight, bias | read |
    /// | result | of the output's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as without a bias, or if there is not one bias for each output
    public static void forward(
            Tensor input, Tensor weight, Tensor bias, Window window, int groups, Tensor result, Workspace workspace) {
        checkOutput("result", input.shape(), weight.shape(), window, groups, result);
        checkOperands("input", input, "weight", weight, result);
        checkBias("bias", bias, weight.shape().size(0));
        checkOperands("weight", weight, "bias", bias, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatConvolve.forward(input, weight, bias, true, window, groups, result, workspace);
            case FLOAT64 -> DoubleConvolve.forward(input, weight, bias, true, window, groups, result, workspace);
        }
    }

    /// result = the adjoint in the input: what a cotangent of the output is for the input
    ///
    /// | operand | access |
    /// |---|---|
    /// | cotangent | of the output's shape, read |
    /// | weight | read |
    /// | result | of the input's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, shapes are not as stated, or the
    ///     result lies over an operand in storage
    public static void inputAdjoint(
            Tensor cotangent, Tensor weight, Window window, int groups, Tensor result, Workspace workspace) {
        checkOutput("cotangent", result.shape(), weight.shape(), window, groups, cotangent);
        checkDense(result);
        checkOperands("cotangent", cotangent, "weight", weight, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatConvolve.inputAdjoint(cotangent, weight, window, groups, result, workspace);
            case FLOAT64 -> DoubleConvolve.inputAdjoint(cotangent, weight, window, groups, result, workspace);
        }
    }

    /// result = the adjoint in the weight: what a cotangent of the output is for the weight
    ///
    /// | operand | access |
    /// |---|---|
    /// | input | read |
    /// | cotangent | of the output's shape, read |
    /// | result | of the weight's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, shapes are not as stated, or the
    ///     result lies over an operand in storage
    public static void weightAdjoint(
            Tensor input, Tensor cotangent, Window window, int groups, Tensor result, Workspace workspace) {
        checkOutput("cotangent", input.shape(), result.shape(), window, groups, cotangent);
        checkDense(result);
        checkOperands("input", input, "cotangent", cotangent, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatConvolve.weightAdjoint(input, cotangent, window, groups, result, workspace);
            case FLOAT64 -> DoubleConvolve.weightAdjoint(input, cotangent, window, groups, result, workspace);
        }
    }

    /// result = the adjoint in the bias: the sum of the cotangent over images, rows and columns
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | cotangent | batch × outputs × rows × columns | read |
    /// | result | outputs, dense | written |
    ///
    /// Each image is summed on its own, then these sums are, both in the order of
    /// [dev.glissade.kernel.FloatReductions].
    ///
    /// @throws IllegalArgumentException if the element types differ, shapes are not as stated, or the result lies over
    ///     the cotangent in storage
    public static void biasAdjoint(Tensor cotangent, Tensor result, Workspace workspace) {
        if (cotangent.shape().rank() != 4) {
            throw new IllegalArgumentException("convolution: cotangent is " + cotangent.shape()
                    + "; 4 axes are needed: batch, outputs, rows and columns");
        }
        checkBias("result", result, cotangent.shape().size(1));
        checkDense(result);
        checkOperands("cotangent", cotangent, "cotangent", cotangent, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatConvolve.biasAdjoint(cotangent, result, workspace);
            case FLOAT64 -> DoubleConvolve.biasAdjoint(cotangent, result, workspace);
        }
    }

    /// Checks a tensor that must have the shape of the output; a result must be dense, too.
    private static void checkOutput(String name, Shape input, Shape weight, Window window, int groups, Tensor output) {
        Shape shape = output.shape();
        // The shape is spelled out, so that a call that is right allocates nothing.
        boolean fits = input.rank() == 4
                && weight.rank() == 4
                && shape.rank() == 4
                && groups >= 1
                && input.size(1) % groups == 0
                && weight.size(0) % groups == 0
                && weight.size(1) == input.size(1) / groups
                && weight.size(2) == window.kernelRows()
                && weight.size(3) == window.kernelColumns()
                && Windows.fits(window, input)
                && shape.size(0) == input.size(0)
                && shape.size(1) == weight.size(0)
                && shape.size(2) == window.rowPlaces(input.size(2))
                && shape.size(3) == window.columnPlaces(input.size(3));
        if (!fits) {
            throw new IllegalArgumentException("convolution: the output of " + input + " by " + weight + " is "
                    + shape(input, weight, window, groups) + ", " + name + " is " + shape
                    + "; the shapes must be equal");
        }
        if (name.equals("result")) {
            checkDense(output);
        }
    }

    private static void checkDense(Tensor result) {
        if (!result.dense()) {
            throw new IllegalArgumentException("convolution: result is " + result.shape() + " with gaps, from element "
                    + result.offset() + "; a dense result is needed");
        }
    }

    private static void checkBias(String name, Tensor bias, int outputs) {
        if (bias.shape().rank() != 1 || bias.shape().size(0) != outputs) {
            throw new IllegalArgumentException("convolution: " + name + " is " + bias.shape() + ", outputs are "
                    + outputs + "; one bias for each output is needed");
        }
    }

    private static void checkOperands(String leftName, Tensor left, String rightName, Tensor right, Tensor result) {
        Windows.checkOperand("convolution", leftName, left, result);
        Windows.checkOperand("convolution", rightName, right, result);
    }
}
