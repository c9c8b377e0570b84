package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Indexing;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Slices picked along an axis by a vector of indices.
///
/// Operands: x, index. Nothing is differentiated with respect to the index.
record IndexSelect(int axis) implements Primitive {

    static Variable of(Variable x, Variable index, int axis) {
        Primitive select = x.tape().expected() instanceof IndexSelect(int a) && a == axis
                ? x.tape().expected()
                : new IndexSelect(axis);
        return x.tape().record(select, x, index);
    }

    @Override
    public String operation() {
        return "indexSelect";
    }

    @Override
    public Shape shape(Instruction at) {
        Shape index = at.shape(1);
        if (index.rank() != 1) {
            throw new IllegalArgumentException(
                    "indexSelect: index is " + index + " of rank " + index.rank() + "; a vector of indices is needed");
        }
        int[] sizes = at.shape(0).sizes();
        sizes[at.shape(0).axis(axis)] = index.size(0);
        return Shape.of(sizes);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Indexing.indexSelect(at.tensor(0), at.tensor(1), axis, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            Variable zeros = cotangent.tape().constant(0, cotangent.dtype(), at.shape(0));
            cotangents.add(0, zeros.indexAdd(at.operand(1), cotangent, axis));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, at.operand(1), axis);
    }
}
