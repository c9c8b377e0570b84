package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The operand with its axes in another order, as a view.
final class Permute implements Primitive {
    private final int[] axes;

    /// @param axes from each axis of the result to that of the operand
    Permute(int... axes) {
        this.axes = axes.clone();
    }

    static Variable of(Variable x, int... axes) {
        Primitive permute = x.tape().expected() instanceof Permute other && Arrays.equals(other.axes, axes)
                ? other
                : new Permute(axes);
        return x.tape().record(permute, x);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permute permute && Arrays.equals(axes, permute.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    @Override
    public String operation() {
        return "permute";
    }

    @Override
    public Shape shape(Instruction at) {
        return view(at).shape();
    }

    @Override
    public Tensor view(Instruction at) {
        return at.tensor(0).permute(axes);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(view(at), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        int[] back = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            back[axes[i] < 0 ? axes[i] + axes.length : axes[i]] = i;
        }
        cotangents.add(0, of(cotangent, back));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, axes);
    }
}
