package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The comparisons of two operands, with broadcasting: 1 where true, else 0. No derivative passes through them.
enum Comparison implements Primitive {
    LESS(ElementwiseOperation.LESS),
    LESS_OR_EQUAL(ElementwiseOperation.LESS_OR_EQUAL),
    GREATER(ElementwiseOperation.GREATER),
    GREATER_OR_EQUAL(ElementwiseOperation.GREATER_OR_EQUAL),
    EQUAL(ElementwiseOperation.EQUAL),
    NOT_EQUAL(ElementwiseOperation.NOT_EQUAL);

    private final ElementwiseOperation loop;

    Comparison(ElementwiseOperation loop) {
        this.loop = loop;
    }

    @Override
    public String operation() {
        return loop.toString();
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Shape shape(Instruction at) {
        return Shape.broadcast(operation(), at.shape(0), at.shape(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(loop, at.tensor(0), at.tensor(1), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {}

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        return null;
    }
}
