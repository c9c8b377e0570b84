package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Softmax;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// eˣ / Σ eˣ along an axis.
record SoftmaxAlong(int axis) implements Primitive {

    static Variable of(Variable x, int axis) {
        Primitive softmax = x.tape().expected() instanceof SoftmaxAlong(int a) && a == axis
                ? x.tape().expected()
                : new SoftmaxAlong(axis);
        return x.tape().record(softmax, x);
    }

    @Override
    public String operation() {
        return "softmax";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Softmax.softmax(at.tensor(0), axis, result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, derivative(at.result(), cotangent));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : derivative(at.result(), tangent);
    }

    /// y∘v − y·⟨y, v⟩: the Jacobian is symmetric, so it serves both passes.
    private Variable derivative(Variable y, Variable v) {
        Variable product = y.times(v);
        Variable sum = Reduce.of(product, Reduction.SUM, Axes.of(y.shape(), axis));
        return product.minus(y.times(sum));
    }
}
