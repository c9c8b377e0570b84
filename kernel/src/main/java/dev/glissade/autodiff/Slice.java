package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Every step-th slice along an axis from a start to before a stop, as a view.
record Slice(int axis, int start, int stop, int step) implements Primitive {

    static Variable of(Variable x, int axis, int start, int stop, int step) {
        Primitive slice = x.tape().expected() instanceof Slice(int a, int from, int to, int by)
                        && a == axis
                        && from == start
                        && to == stop
                        && by == step
                ? x.tape().expected()
                : new Slice(axis, start, stop, step);
        return x.tape().record(slice, x);
    }

    @Override
    public String operation() {
        return "slice";
    }

    @Override
    public Shape shape(Instruction at) {
        return view(at).shape();
    }

    @Override
    public Tensor view(Instruction at) {
        return at.tensor(0).slice(axis, start, stop, step);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(view(at), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(
                0, Insert.of(cotangent, axis, start, stop, step, at.shape(0).size(axis)));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : tangent.slice(axis, start, stop, step);
    }
}
