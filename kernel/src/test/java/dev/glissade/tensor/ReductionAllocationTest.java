package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.Workspace;
import java.util.LinkedHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Warm reductions, softmax, scans and normalisations allocate nothing, whatever axis and layout.
class ReductionAllocationTest {
    private static final int ROUNDS = 10;

    private volatile double sink;

    @ParameterizedTest
    @EnumSource
    void nothingIsAllocated(DType dtype) {
        var samples = new Samples(5, 0);
        var workspace = new Workspace();
        Shape shape = Shape.of(6, 45, 37);
        Shape channels = Shape.of(45);
        var calls = new LinkedHashMap<String, Runnable>();
        Tensor result = Tensor.zeros(dtype, shape);
        Tensor mean = Tensor.zeros(dtype, channels);
        Tensor variance = Tensor.zeros(dtype, channels);
        for (boolean strided : new boolean[] {false, true}) {
            Tensor x = strided ? samples.strided(dtype, shape) : samples.signed(dtype, shape);
            String layout = strided ? " strided" : " dense";
            for (int mask = 1; mask < 8; mask++) {
                var axes = new Axes(mask);
                for (Reduction reduction : Reduction.values()) {
                    if (axes.count() == 1 || !reduction.isIndex()) {
                        Tensor reduced = Tensor.zeros(dtype, Reductions.shape(reduction, shape, axes, true));
                        calls.put(
                                reduction + " axes " + axes + layout,
                                () -> Reductions.reduce(reduction, x, axes, reduced, workspace));
                    }
                }
            }
            for (int i = 0; i < 3; i++) {
                int axis = i;
                Tensor values = Tensor.zeros(dtype, shape.reduced(Axes.of(shape, axis), false));
                Tensor indices = values.copy();
                calls.put(
                        "maxWithIndex axis " + axis + layout,
                        () -> Reductions.maxWithIndex(x, axis, values, indices, workspace));
                calls.put("softmax axis " + axis + layout, () -> Softmax.softmax(x, axis, result, workspace));
                calls.put("logSoftmax axis " + axis + layout, () -> Softmax.logSoftmax(x, axis, result, workspace));
                calls.put("cumulativeSum axis " + axis + layout, () -> Scans.cumulativeSum(x, axis, result, workspace));
                calls.put(
                        "layer axis " + axis + layout,
                        () -> Normalisation.layer(x, axis + 1, null, null, 1e-5, result, workspace));
            }
            Tensor y = samples.signed(dtype, shape);
            Tensor product = Tensor.zeros(dtype, Shape.SCALAR);
            calls.put("dot" + layout, () -> Reductions.dot(x, y, product, workspace));
            calls.put("dot of a number" + layout, () -> sink = Reductions.dot(y, x, workspace));
            calls.put(
                    "batchTraining" + layout,
                    () -> Normalisation.batchTraining(
                            x, null, null, mean, variance, 0.1, 1e-5, result, mean, variance, workspace));
            calls.put(
                    "batchInference" + layout,
                    () -> Normalisation.batchInference(x, variance, null, mean, mean, 1e-5, result, workspace));
        }
        assertThat(WarmAllocations.of(calls, ROUNDS))
                .as("bytes allocated by %d rounds of each face that allocates, %s", ROUNDS, dtype)
                .isEmpty();
    }
}
