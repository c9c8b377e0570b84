package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Arrangements;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The operand with some axes reversed.
record Flip(Axes axes) implements Primitive {

    static Variable of(Variable x, Axes axes) {
        Primitive flip = x.tape().expected() instanceof Flip(Axes a) && a.equals(axes)
                ? x.tape().expected()
                : new Flip(axes);
        return x.tape().record(flip, x);
    }

    @Override
    public String operation() {
        return "flip";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Arrangements.flip(at.tensor(0), axes, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, of(cotangent, axes));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, axes);
    }
}
