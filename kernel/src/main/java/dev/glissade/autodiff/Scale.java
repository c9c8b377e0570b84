package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// factor · x, elementwise.
record Scale(double factor) implements Primitive {

    static Variable of(Variable x, double factor) {
        Primitive scale = x.tape().expected() instanceof Scale(double f)
                        && Double.doubleToRawLongBits(f) == Double.doubleToRawLongBits(factor)
                ? x.tape().expected()
                : new Scale(factor);
        return x.tape().record(scale, x);
    }

    @Override
    public String operation() {
        return "scale";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.scale(factor, at.tensor(0), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, cotangent.times(factor));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : tangent.times(factor);
    }
}
