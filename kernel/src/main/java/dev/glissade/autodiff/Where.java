package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// One of two operands, element by element, with broadcasting: the second where the first is not 0, else the third.
///
/// The one that is not taken gets a cotangent of 0, even where it is NaN.
record Where() implements Primitive {
    static final Where INSTANCE = new Where();

    @Override
    public String operation() {
        return "where";
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Shape shape(Instruction at) {
        Shape chosen = Shape.broadcast("where", at.shape(1), at.shape(2));
        return Shape.broadcast("where", at.shape(0), chosen);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(ElementwiseOperation.WHERE, at.tensor(0), at.tensor(1), at.tensor(2), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(1)) {
            cotangents.add(1, at.operand(0).where(cotangent, 0).sumTo(at.shape(1)));
        }
        if (cotangents.wanted(2)) {
            cotangents.add(2, at.operand(0).where(0, cotangent).sumTo(at.shape(2)));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Shape shape = at.result().shape();
        Variable x = tangents.of(1);
        Variable y = tangents.of(2);
        return Tangents.sum(
                x == null ? null : at.operand(0).where(x.broadcastTo(shape), 0),
                y == null ? null : at.operand(0).where(0, y.broadcastTo(shape)));
    }
}
