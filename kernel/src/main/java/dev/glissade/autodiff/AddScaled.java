package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// x + factor · y, elementwise and rounded once.
record AddScaled(double factor) implements Primitive {

    static Variable of(Variable x, double factor, Variable y) {
        Primitive addScaled = x.tape().expected() instanceof AddScaled(double f) && Same.bits(f, factor)
                ? x.tape().expected()
                : new AddScaled(factor);
        return x.tape().record(addScaled, x, y);
    }

    @Override
    public String operation() {
        return "addScaled";
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Shape shape(Instruction at) {
        return Shape.broadcast("addScaled", at.shape(0), at.shape(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.addScaled(at.tensor(0), factor, at.tensor(1), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, cotangent.sumTo(at.shape(0)));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(1, cotangent.times(factor).sumTo(at.shape(1)));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Shape shape = at.result().shape();
        Variable x = tangents.of(0);
        Variable y = tangents.of(1);
        return Tangents.sum(
                x == null ? null : x.broadcastTo(shape),
                y == null ? null : y.times(factor).broadcastTo(shape));
    }
}
