package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Indexing;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Elements picked along an axis by an index tensor of the same rank: result[i][j] = x[index[i][j]][j] for axis 0.
///
/// Operands: x, index. Nothing is differentiated with respect to the index.
record Gather(int axis) implements Primitive {

    static Variable of(Variable x, Variable index, int axis) {
        Primitive gather = x.tape().expected() instanceof Gather(int a) && a == axis
                ? x.tape().expected()
                : new Gather(axis);
        return x.tape().record(gather, x, index);
    }

    @Override
    public String operation() {
        return "gather";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(1);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Indexing.gather(at.tensor(0), at.tensor(1), axis, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            Variable zeros = cotangent.tape().constant(0, cotangent.dtype(), at.shape(0));
            cotangents.add(0, ScatterAdd.of(zeros, at.operand(1), cotangent, axis));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, at.operand(1), axis);
    }
}
