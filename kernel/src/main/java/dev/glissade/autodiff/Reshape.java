package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The same elements in row-major order under another shape: a view of a dense operand, a copy of others.
record Reshape(Shape target) implements Primitive {

    static Variable of(Variable x, Shape target) {
        Primitive reshape = x.tape().expected() instanceof Reshape(Shape t) && t.equals(target)
                ? x.tape().expected()
                : new Reshape(target);
        return x.tape().record(reshape, x);
    }

    @Override
    public String operation() {
        return "reshape";
    }

    @Override
    public Shape shape(Instruction at) {
        if (at.shape(0).elements() != target.elements()) {
            throw new IllegalArgumentException("reshape: operand is " + at.shape(0) + " with "
                    + at.shape(0).elements() + " elements, target is " + target + " with " + target.elements()
                    + "; the numbers must be equal");
        }
        return target;
    }

    @Override
    public @Nullable Tensor view(Instruction at) {
        return at.tensor(0).dense() ? at.tensor(0).reshape(target) : null;
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
        return tangent == null ? null : tangent.reshape(target);
    }
}
