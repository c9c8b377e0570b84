package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// Softmax cross-entropy of checked float32 tensors.
final class FloatCrossEntropy {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatCrossEntropy() {}

    static void forward(Tensor logits, Tensor labels, Tensor result, Workspace workspace) {
        int rows = logits.shape().size(0);
        int classes = logits.shape().size(1);
        Tensor dense = dense(logits, workspace);
        float[] x = dense.floats();
        float[] losses = workspace.floats(Purpose.SECOND, rows);
        KERNELS.reductions().logSumExpRows(x, dense.offset(), rows, classes, losses, 0, workspace);
        for (int row = 0; row < rows; row++) {
            losses[row] -= x[dense.offset() + row * classes + label(labels, row, classes)];
        }
        result.floats()[result.offset()] = KERNELS.reductions().sum(losses, 0, rows) / rows;
    }

    static void backward(Tensor logits, Tensor labels, Tensor cotangent, Tensor result, Workspace workspace) {
        int rows = logits.shape().size(0);
        int classes = logits.shape().size(1);
        for (int row = 0; row < rows; row++) {
            label(labels, row, classes);
        }
        Tensor dense = dense(logits, workspace);
        float[] normalisers = workspace.floats(Purpose.SECOND, rows);
        KERNELS.reductions().logSumExpRows(dense.floats(), dense.offset(), rows, classes, normalisers, 0, workspace);
        float[] r = result.floats();
        int start = result.offset();
        float scale = cotangent.floats()[cotangent.offset()] / rows;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < classes; column++) {
                int i = row * classes + column;
                r[start + i] = dense.floats()[dense.offset() + i] - normalisers[row];
            }
        }
        KERNELS.functions().exp(r, start, r, start, rows * classes);
        for (int row = 0; row < rows; row++) {
            r[start + row * classes + label(labels, row, classes)] -= 1;
        }
        KERNELS.arithmetic().scale(scale, r, start, r, start, rows * classes);
    }

    private static int label(Tensor labels, int row, int classes) {
        return CrossEntropy.label(labels.floats()[labels.offset() + row * labels.stride(0)], row, classes);
    }

    private static Tensor dense(Tensor logits, Workspace workspace) {
        if (logits.dense()) {
            return logits;
        }
        Tensor copy = Tensor.over(workspace.floats(Purpose.FIRST, logits.shape().elements()), 0, logits.shape());
        FloatElementwise.copy(logits, copy, workspace);
        return copy;
    }
}
