package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// The convolution of checked float32 tensors: operands with gaps are made dense.
final class FloatConvolve {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatConvolve() {}

    static void forward(
            Tensor input,
            Tensor weight,
            Tensor bias,
            boolean biased,
            Window window,
            int groups,
            Tensor result,
            Workspace workspace) {
        Shape shape = input.shape();
        KERNELS.convolution()
                .convolve(
                        window,
                        groups,
                        shape.size(0),
                        shape.size(1),
                        shape.size(2),
                        shape.size(3),
                        weight.shape().size(0),
                        dense(input, Purpose.FIRST, workspace),
                        denseOffset(input),
                        dense(weight, Purpose.SECOND, workspace),
                        denseOffset(weight),
                        biased,
                        dense(bias, Purpose.THIRD, workspace),
                        denseOffset(bias),
                        result.floats(),
                        result.offset(),
                        workspace);
    }

    static void inputAdjoint(
            Tensor cotangent, Tensor weight, Window window, int groups, Tensor result, Workspace workspace) {
        Shape shape = result.shape();
        KERNELS.convolution()
                .inputAdjoint(
                        window,
                        groups,
                        shape.size(0),
                        shape.size(1),
                        shape.size(2),
                        shape.size(3),
                        weight.shape().size(0),
                        dense(cotangent, Purpose.FIRST, workspace),
                        denseOffset(cotangent),
                        dense(weight, Purpose.SECOND, workspace),
                        denseOffset(weight),
                        result.floats(),
                        result.offset(),
                        workspace);
    }

    static void weightAdjoint(
            Tensor input, Tensor cotangent, Window window, int groups, Tensor result, Workspace workspace) {
        Shape shape = input.shape();
        KERNELS.convolution()
                .weightAdjoint(
                        window,
                        groups,
                        shape.size(0),
                        shape.size(1),
                        shape.size(2),
                        shape.size(3),
                        result.shape().size(0),
                        dense(input, Purpose.FIRST, workspace),
                        denseOffset(input),
                        dense(cotangent, Purpose.SECOND, workspace),
                        denseOffset(cotangent),
                        result.floats(),
                        result.offset(),
                        workspace);
    }

    static void biasAdjoint(Tensor cotangent, Tensor result, Workspace workspace) {
        Shape shape = cotangent.shape();
        int batch = shape.size(0);
        int outputs = shape.size(1);
        float[] sums = workspace.floats(Purpose.SECOND, batch * outputs);
        KERNELS.reductions()
                .sumRows(
                        dense(cotangent, Purpose.FIRST, workspace),
                        denseOffset(cotangent),
                        batch * outputs,
                        shape.size(2) * shape.size(3),
                        sums,
                        0);
        KERNELS.reductions().sumColumns(sums, 0, batch, outputs, result.floats(), result.offset(), workspace);
    }

    /// The storage of a dense tensor, else its elements in scratch memory from index 0.
    static float[] dense(Tensor tensor, Purpose purpose, Workspace workspace) {
        if (tensor.dense()) {
            return tensor.floats();
        }
        float[] elements = workspace.floats(purpose, tensor.shape().elements());
        FloatElementwise.flatten(tensor, elements, 0);
        return elements;
    }

    /// Where the elements begin in [#dense].
    static int denseOffset(Tensor tensor) {
        return tensor.dense() ? tensor.offset() : 0;
    }
}
