package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The operand with two axes exchanged, as a view.
record Transpose(int first, int second) implements Primitive {

    static Variable of(Variable x, int first, int second) {
        Primitive transpose = x.tape().expected() instanceof Transpose(int f, int s) && f == first && s == second
                ? x.tape().expected()
                : new Transpose(first, second);
        return x.tape().record(transpose, x);
    }

    @Override
    public String operation() {
        return "transpose";
    }

    @Override
    public Shape shape(Instruction at) {
        return view(at).shape();
    }

    @Override
    public Tensor view(Instruction at) {
        return at.tensor(0).transpose(first, second);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(view(at), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, cotangent.transpose(first, second));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : tangent.transpose(first, second);
    }
}
