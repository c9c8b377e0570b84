package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The operand itself, through which no derivative passes.
record Detach() implements Primitive {
    static final Detach INSTANCE = new Detach();

    @Override
    public String operation() {
        return "detach";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public Tensor view(Instruction at) {
        return at.tensor(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {}

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {}

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        return null;
    }
}
