package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The operand with a new axis of size 1 in a place of the result, as a view of a dense operand.
///
/// It holds the axis and not, as a [Reshape] does, the target, so that its repetition makes no shape.
record Unsqueeze(int axis) implements Primitive {

    static Variable of(Variable x, int axis) {
        Primitive unsqueeze = x.tape().expected() instanceof Unsqueeze(int a) && a == axis
                ? x.tape().expected()
                : new Unsqueeze(axis);
        return x.tape().record(unsqueeze, x);
    }

    @Override
    public String operation() {
        return "unsqueeze";
    }

    @Override
    public Shape shape(Instruction at) {
        Shape shape = at.shape(0);
        int rank = shape.rank() + 1;
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("unsqueeze: axis " + axis + " for an operand of " + shape
                    + "; it must be in −" + rank + ".." + (rank - 1));
        }
        int place = axis < 0 ? axis + rank : axis;
        int[] sizes = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = i == place ? 1 : shape.size(i < place ? i : i - 1);
        }
        return Shape.of(sizes);
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
        return tangent == null ? null : of(tangent, axis);
    }
}
