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
        float[] z = workspace.floats(Purpose.FIRST, rows * classes);
        float[] losses = workspace.floats(Purpose.SECOND, rows);
        float[] chosen = workspace.floats(Purpose.THIRD, rows);
        shift(logits, z, 0, losses);
        for (int row = 0; row < rows; row++) {
            chosen[row] = z[row * classes + label(labels, row, classes)];
        }
        KERNELS.exponentials().exp(z, 0, z, 0, rows * classes);
        KERNELS.reductions().sumRows(z, 0, rows, classes, losses, 0);
        KERNELS.exponentials().log(losses, 0, losses, 0, rows);
        KERNELS.arithmetic().subtract(losses, 0, chosen, 0, losses, 0, rows);
        result.floats()[result.offset()] = KERNELS.reductions().sum(losses, 0, rows) / rows;
    }

    static void backward(Tensor logits, Tensor labels, Tensor cotangent, Tensor result, Workspace workspace) {
        int rows = logits.shape().size(0);
        int classes = logits.shape().size(1);
        for (int row = 0; row < rows; row++) {
            label(labels, row, classes);
        }
        float scale = cotangent.floats()[cotangent.offset()] / rows;
        float[] p = result.floats();
        int start = result.offset();
        float[] sums = workspace.floats(Purpose.SECOND, rows);
        shift(logits, p, start, sums);
        KERNELS.exponentials().exp(p, start, p, start, rows * classes);
        KERNELS.reductions().sumRows(p, start, rows, classes, sums, 0);
        for (int row = 0; row < rows; row++) {
            for (int i = start + row * classes; i < start + (row + 1) * classes; i++) {
                p[i] /= sums[row];
            }
            p[start + row * classes + label(labels, row, classes)] -= 1;
        }
        KERNELS.arithmetic().scale(scale, p, start, p, start, rows * classes);
    }

    /// z = logits less the largest of their row, dense from `start` on
    private static void shift(Tensor logits, float[] z, int start, float[] largest) {
        int rows = logits.shape().size(0);
        int classes = logits.shape().size(1);
        FloatElementwise.flatten(logits, z, start);
        KERNELS.extrema().maxRows(z, start, rows, classes, largest, 0);
        for (int row = 0; row < rows; row++) {
            for (int i = start + row * classes; i < start + (row + 1) * classes; i++) {
                z[i] -= largest[row];
            }
        }
    }

    private static int label(Tensor labels, int row, int classes) {
        return CrossEntropy.label(labels.floats()[labels.offset() + row * labels.stride(0)], row, classes);
    }
}
