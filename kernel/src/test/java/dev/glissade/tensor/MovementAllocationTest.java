package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Warm calls that only move elements, by index or by place, allocate nothing, whatever axis and layout.
class MovementAllocationTest {
    private static final int ROUNDS = 10;

    @ParameterizedTest
    @EnumSource
    void nothingIsAllocated(DType dtype) {
        var samples = new Samples(6, 0);
        var workspace = new Workspace();
        Shape shape = Shape.of(6, 9, 17);
        var calls = new LinkedHashMap<String, Runnable>();
        for (boolean strided : new boolean[] {false, true}) {
            Tensor x = strided ? samples.strided(dtype, shape) : samples.signed(dtype, shape);
            String layout = strided ? " strided" : " dense";
            for (int i = 0; i < 3; i++) {
                addAlong(i, layout, x, calls);
            }
            int[] pads = {1, 0, 2};
            Tensor padded = Tensor.zeros(dtype, Arrangements.paddedShape(shape, pads, pads));
            calls.put("pad" + layout, () -> Arrangements.pad(x, pads, pads, -1, padded));
            Tensor moved = Tensor.zeros(dtype, shape);
            var ends = Axes.of(shape, 0, 2);
            calls.put("flip" + layout, () -> Arrangements.flip(x, ends, moved));
            calls.put("copy" + layout, () -> Elementwise.copy(x, moved, workspace));
        }
        Tensor weight = samples.signed(dtype, Shape.of(11, 17));
        Tensor words = indices(dtype, Shape.of(4, 5), 11);
        Tensor vectors = Tensor.zeros(dtype, Shape.of(4, 5, 17));
        calls.put("embedding", () -> Indexing.embedding(weight, words, vectors));
        assertThat(WarmAllocations.of(calls, ROUNDS))
                .as("bytes allocated by %d rounds of each face that allocates, %s", ROUNDS, dtype)
                .isEmpty();
    }

    private static void addAlong(int axis, String layout, Tensor x, LinkedHashMap<String, Runnable> calls) {
        DType dtype = x.dtype();
        Shape shape = x.shape();
        String where = " axis " + axis + layout;
        Tensor places = indices(dtype, shape, shape.size(axis));
        Tensor result = Tensor.zeros(dtype, shape);
        calls.put("gather" + where, () -> Indexing.gather(x, places, axis, result));
        calls.put("scatterAdd" + where, () -> Indexing.scatterAdd(result, places, x, axis));
        Tensor chosen = indices(dtype, Shape.of(shape.size(axis)), shape.size(axis));
        calls.put("indexSelect" + where, () -> Indexing.indexSelect(x, chosen, axis, result));
        calls.put("indexAdd" + where, () -> Indexing.indexAdd(result, chosen, x, axis));
        var parts = List.of(x, x);
        Tensor both = Tensor.zeros(dtype, Arrangements.concatenatedShape(List.of(shape, shape), axis));
        calls.put("concatenate" + where, () -> Arrangements.concatenate(parts, axis, both));
        Tensor stacked = Tensor.zeros(dtype, Arrangements.stackedShape(shape, 2, axis));
        calls.put("stack" + where, () -> Arrangements.stack(parts, axis, stacked));
    }

    private static Tensor indices(DType dtype, Shape shape, int bound) {
        Tensor indices = Tensor.zeros(dtype, shape);
        for (int i = 0; i < shape.elements(); i++) {
            Samples.put(indices, i, i % bound);
        }
        return indices;
    }
}
