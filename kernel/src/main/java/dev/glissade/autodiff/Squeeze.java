package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The operand without some axes of size 1.
///
/// It holds the axes and not, as a [Reshape] does, the target, so that its repetition makes no shape.
record Squeeze(Axes axes) implements Primitive {

    static Variable of(Variable x, Axes axes) {
        Primitive squeeze = x.tape().expected() instanceof Squeeze(Axes a) && a.equals(axes)
                ? x.tape().expected()
                : new Squeeze(axes);
        return x.tape().record(squeeze, x);
    }

    @Override
    public String operation() {
        return "squeeze";
    }

    @Override
    public Shape shape(Instruction at) {
        for (int axis = 0; axis < at.shape(0).rank(); axis++) {
            if (axes.contains(axis) && at.shape(0).size(axis) != 1) {
                throw new IllegalArgumentException("squeeze: axis " + axis + " of " + at.shape(0) + " has size "
                        + at.shape(0).size(axis) + "; only axes of size 1 can go");
            }
        }
        return at.shape(0).reduced(axes, false);
    }

    @Override
    public @Nullable Tensor view(Instruction at) {
        return at.tensor(0).dense() ? at.tensor(0).reshape(shape(at)) : null;
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.flatten(at.tensor(0), result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, cotangent.reshape(at.shape(0)));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, axes);
    }
}
