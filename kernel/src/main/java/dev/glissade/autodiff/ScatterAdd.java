package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Indexing;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A tensor plus elements added along an axis at the places of an index tensor; the transpose of [Gather].
///
/// Operands: target, index, and source of the shape of the index.
record ScatterAdd(int axis) implements Primitive {

    static Variable of(Variable target, Variable index, Variable source, int axis) {
        Primitive scatter = target.tape().expected() instanceof ScatterAdd(int a) && a == axis
                ? target.tape().expected()
                : new ScatterAdd(axis);
        return target.tape().record(scatter, target, index, source);
    }

    @Override
    public String operation() {
        return "scatterAdd";
    }

    @Override
    public Shape shape(Instruction at) {
        if (!at.shape(1).equals(at.shape(2))) {
            throw new IllegalArgumentException("scatterAdd: index is " + at.shape(1) + ", source is " + at.shape(2)
                    + "; the shapes must be equal");
        }
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(at.tensor(0), result, workspace);
        Indexing.scatterAdd(result, at.tensor(1), at.tensor(2), axis);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, cotangent);
        if (cotangents.wanted(2)) {
            cotangents.add(2, cotangent.gather(at.operand(1), axis));
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
