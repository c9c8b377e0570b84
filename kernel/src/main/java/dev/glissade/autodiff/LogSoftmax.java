package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Softmax;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// x − ln Σ eˣ along an axis.
record LogSoftmax(int axis) implements Primitive {

    static Variable of(Variable x, int axis) {
        Primitive logSoftmax = x.tape().expected() instanceof LogSoftmax(int a) && a == axis
                ? x.tape().expected()
                : new LogSoftmax(axis);
        return x.tape().record(logSoftmax, x);
    }

    @Override
    public String operation() {
        return "logSoftmax";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Softmax.logSoftmax(at.tensor(0), axis, result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Variable sum = Reduce.of(cotangent, Reduction.SUM, Axes.of(cotangent.shape(), axis));
        cotangents.add(0, cotangent.minus(at.result().exp().times(sum)));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        if (tangent == null) {
            return null;
        }
        Variable weighted = at.result().exp().times(tangent);
        return tangent.minus(Reduce.of(weighted, Reduction.SUM, Axes.of(tangent.shape(), axis)));
    }
}
