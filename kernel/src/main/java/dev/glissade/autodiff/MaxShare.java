package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The pullback of a maximum over axes: elements equal to the maximum get equal shares of the cotangent v.
///
/// Operands: x, its maximum with the axes kept, and v of the shape of the maximum, in which it is linear.
record MaxShare(Axes axes) implements Primitive {

    static Primitive of(Variable x, Axes axes) {
        Primitive expected = x.tape().expected();
        return expected instanceof MaxShare(Axes a) && a.equals(axes) ? expected : new MaxShare(axes);
    }

    /// The shares of a cotangent of 1.
    static Variable ofOne(Variable x, Variable maximum, Axes axes) {
        Variable one = x.tape().constant(1, x.dtype(), maximum.shape());
        return x.tape().record(of(x, axes), x, maximum, one);
    }

    @Override
    public String operation() {
        return "maxShare";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Reductions.maxShare(at.tensor(0), at.tensor(1), at.tensor(2), result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(2)) {
            cotangents.add(
                    2, Reduce.of(cotangent.times(ofOne(at.operand(0), at.operand(1), axes)), Reduction.SUM, axes));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable v = tangents.of(2);
        return v == null ? null : v.tape().record(of(v, axes), at.operand(0), at.operand(1), v);
    }
}
