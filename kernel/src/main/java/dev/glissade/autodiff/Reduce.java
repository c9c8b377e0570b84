package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reduction over some axes, which stay with size 1: one of those that have a derivative here.
record Reduce(Reduction reduction, Axes axes) implements Primitive {
    static final Set<Reduction> DIFFERENTIABLE =
            Collections.unmodifiableSet(EnumSet.of(Reduction.SUM, Reduction.MAX, Reduction.LOG_SUM_EXP));

    Reduce {
        if (!DIFFERENTIABLE.contains(reduction)) {
            throw new IllegalArgumentException(
                    "reduce: " + reduction + " has no derivative on a tape; only " + DIFFERENTIABLE + " have one");
        }
    }

    static Variable of(Variable x, Reduction reduction, Axes axes) {
        Primitive reduce =
                x.tape().expected() instanceof Reduce(Reduction r, Axes a) && r == reduction && a.equals(axes)
                        ? x.tape().expected()
                        : new Reduce(reduction, axes);
        return x.tape().record(reduce, x);
    }

    @Override
    public String operation() {
        return reduction.toString();
    }

    @Override
    public Shape shape(Instruction at) {
        return Reductions.shape(reduction, at.shape(0), axes, true);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Reductions.reduce(reduction, at.tensor(0), axes, result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Variable x = at.operand(0);
        cotangents.add(
                0,
                switch (reduction) {
                    case SUM -> cotangent.broadcastTo(x.shape());
                    case MAX -> x.tape().record(MaxShare.of(x, axes), x, at.result(), cotangent);
                    case LOG_SUM_EXP -> cotangent.times(x.minus(at.result()).exp());
                    default -> throw new AssertionError(reduction);
                });
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        if (tangent == null) {
            return null;
        }
        Variable x = at.operand(0);
        return switch (reduction) {
            case SUM -> of(tangent, Reduction.SUM, axes);
            case MAX -> of(tangent.times(MaxShare.ofOne(x, at.result(), axes)), Reduction.SUM, axes);
            case LOG_SUM_EXP -> of(tangent.times(x.minus(at.result()).exp()), Reduction.SUM, axes);
            default -> throw new AssertionError(reduction);
        };
    }
}
