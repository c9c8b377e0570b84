package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Repetition of an operand to fill a larger shape, as a view.
record BroadcastTo(Shape target) implements Primitive {

    static Variable of(Variable x, Shape target) {
        Primitive broadcast = x.tape().expected() instanceof BroadcastTo(Shape t) && t.equals(target)
                ? x.tape().expected()
                : new BroadcastTo(target);
        return x.tape().record(broadcast, x);
    }

    @Override
    public String operation() {
        return "broadcastTo";
    }

    @Override
    public Shape shape(Instruction at) {
        return target;
    }

    @Override
    public Tensor view(Instruction at) {
        return at.tensor(0).broadcastTo(target);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(at.tensor(0), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, cotangent.sumTo(at.shape(0)));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : tangent.broadcastTo(target);
    }
}
