package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// x·y + z, elementwise and rounded once.
record Fma() implements Primitive {
    static final Fma INSTANCE = new Fma();

    @Override
    public String operation() {
        return "fma";
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Shape shape(Instruction at) {
        return Shape.broadcast("fma", Shape.broadcast("fma", at.shape(0), at.shape(1)), at.shape(2));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(ElementwiseOperation.FMA, at.tensor(0), at.tensor(1), at.tensor(2), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, cotangent.times(at.operand(1)).sumTo(at.shape(0)));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(1, cotangent.times(at.operand(0)).sumTo(at.shape(1)));
        }
        if (cotangents.wanted(2)) {
            cotangents.add(2, cotangent.sumTo(at.shape(2)));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Shape shape = at.result().shape();
        Variable x = tangents.of(0);
        Variable y = tangents.of(1);
        Variable z = tangents.of(2);
        return Tangents.sum(
                Tangents.sum(
                        x == null ? null : x.times(at.operand(1)).broadcastTo(shape),
                        y == null ? null : y.times(at.operand(0)).broadcastTo(shape)),
                z == null ? null : z.broadcastTo(shape));
    }
}
