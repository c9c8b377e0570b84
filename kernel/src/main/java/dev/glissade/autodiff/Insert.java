package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Arrangements;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Zeros with the operand in the place of a slice: the transpose of [Slice].
///
/// @param size that of the result along the axis
record Insert(int axis, int start, int stop, int step, int size) implements Primitive {

    static Variable of(Variable x, int axis, int start, int stop, int step, int size) {
        Primitive insert = x.tape().expected() instanceof Insert(int a, int from, int to, int by, int s)
                        && a == axis
                        && from == start
                        && to == stop
                        && by == step
                        && s == size
                ? x.tape().expected()
                : new Insert(axis, start, stop, step, size);
        return x.tape().record(insert, x);
    }

    @Override
    public String operation() {
        return "insert";
    }

    @Override
    public Shape shape(Instruction at) {
        int[] sizes = at.shape(0).sizes();
        sizes[at.shape(0).axis(axis)] = size;
        return Shape.of(sizes);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Arrangements.insert(at.tensor(0), axis, start, step, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, cotangent.slice(axis, start, stop, step));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, axis, start, stop, step, size);
    }
}
