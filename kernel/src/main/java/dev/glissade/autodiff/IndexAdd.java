package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Indexing;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A tensor plus slices added along an axis at a vector of indices; the transpose of [IndexSelect].
///
/// Operands: target, index, source.
record IndexAdd(int axis) implements Primitive {

    static Variable of(Variable target, Variable index, Variable source, int axis) {
        Primitive add = target.tape().expected() instanceof IndexAdd(int a) && a == axis
                ? target.tape().expected()
                : new IndexAdd(axis);
        return target.tape().record(add, target, index, source);
    }

    @Override
    public String operation() {
        return "indexAdd";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(at.tensor(0), result, workspace);
        Indexing.indexAdd(result, at.tensor(1), at.tensor(2), axis);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, cotangent);
        if (cotangents.wanted(2)) {
            cotangents.add(2, cotangent.indexSelect(at.operand(1), axis));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable target = tangents.of(0);
        Variable source = tangents.of(2);
        if (source == null) {
            return target;
        }
        Variable start = target == null ? source.tape().constant(0, source.dtype(), at.shape(0)) : target;
        return of(start, at.operand(1), source, axis);
    }
}
