package dev.glissade.tensor;

import java.util.Arrays;

/// Elements chosen by class label, of checked float32 tensors; taken one by one, for lanes bring nothing there.
final class FloatClassLabels {
    private FloatClassLabels() {}

    /// Refuses the first label, row-major, that is neither a class nor ignored.
    static void check(String operation, Tensor labels, int classes, double ignored) {
        int count = labels.shape().elements();
        for (int i = 0; i < count; i++) {
            ClassLabels.check(operation, i, label(labels, i), classes, ignored);
        }
    }

    /// result[n, 0, …] = scores[n, labels[n, …], …]
    static void pick(Tensor scores, Tensor labels, double ignored, Tensor result) {
        float[] from = scores.floats();
        float[] to = result.floats();
        int places = places(result);
        int count = result.shape().elements();
        for (int i = 0; i < count; i++) {
            float label = label(labels, i);
            to[result.offset() + i] = label == ignored
                    ? 0
                    : from[
                            scores.offset()
                                    + i / places * scores.stride(0)
                                    + ((int) label) * scores.stride(1)
                                    + ClassLabels.along(scores, 2, i % places)];
        }
    }

    /// result[n, labels[n, …], …] = chosen[n, 0, …]
    static void place(Tensor labels, Tensor chosen, double ignored, Tensor result) {
        float[] from = chosen.floats();
        float[] to = result.floats();
        int places = places(chosen);
        int classes = result.shape().size(1);
        int count = chosen.shape().elements();
        Arrays.fill(to, result.offset(), result.offset() + result.shape().elements(), 0);
        for (int i = 0; i < count; i++) {
            float label = label(labels, i);
            if (label != ignored) {
                to[result.offset() + (i / places * classes + ((int) label)) * places + i % places] =
                        from[chosen.offset() + ClassLabels.along(chosen, 0, i)];
            }
        }
    }

    private static float label(Tensor labels, int position) {
        return labels.floats()[labels.offset() + ClassLabels.along(labels, 0, position)];
    }

    /// The number of elements of the axes after that of the classes.
    private static int places(Tensor chosen) {
        int samples = chosen.shape().size(0);
        return samples == 0 ? 1 : chosen.shape().elements() / samples;
    }
}
