package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Scans;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The sums of the elements up to each one along an axis.
record CumulativeSum(int axis) implements Primitive {

    static Variable of(Variable x, int axis) {
        Primitive sums = x.tape().expected() instanceof CumulativeSum(int a) && a == axis
                ? x.tape().expected()
                : new CumulativeSum(axis);
        return x.tape().record(sums, x);
    }

    @Override
    public String operation() {
        return "cumulativeSum";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Scans.cumulativeSum(at.tensor(0), axis, result, workspace);
    }

    /// The sums from each one on.
    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Axes axes = Axes.of(cotangent.shape(), axis);
        cotangents.add(0, Flip.of(of(Flip.of(cotangent, axes), axis), axes));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, axis);
    }
}
