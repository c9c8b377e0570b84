package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A reduction over some axes, which stay with size 1.
///
/// No derivative passes through an index.
///
/// @param correction of a variance or standard deviation; 1 for all others
record Reduce(Reduction reduction, int correction, Axes axes) implements Primitive {

    static Variable of(Variable x, Reduction reduction, Axes axes) {
        return of(x, reduction, 1, axes);
    }

    static Variable of(Variable x, Reduction reduction, int correction, Axes axes) {
        Primitive reduce = x.tape().expected() instanceof Reduce(Reduction r, int c, Axes a)
                        && r == reduction
                        && c == correction
                        && a.equals(axes)
                ? x.tape().expected()
                : new Reduce(reduction, correction, axes);
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
        if (corrected()) {
            Reductions.reduce(reduction, correction, at.tensor(0), axes, result, workspace);
        } else {
            Reductions.reduce(reduction, at.tensor(0), axes, result, workspace);
        }
    }

    private boolean corrected() {
        return reduction == Reduction.VARIANCE || reduction == Reduction.STANDARD_DEVIATION;
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Variable x = at.operand(0);
        Variable y = at.result();
        switch (reduction) {
            case SUM -> cotangents.add(0, cotangent.broadcastTo(x.shape()));
            case MEAN -> cotangents.add(0, cotangent.dividedBy(count(at)).broadcastTo(x.shape()));
            case MAX, MIN -> cotangents.add(0, x.tape().record(MaxShare.of(x, axes), x, y, cotangent));
            case NORM_MAX -> {
                Variable magnitude = x.abs();
                Variable share = x.tape().record(MaxShare.of(magnitude, axes), magnitude, y, cotangent);
                cotangents.add(0, share.times(x.sign()));
            }
            case ARG_MAX, ARG_MIN -> {}
            default -> cotangents.add(0, factor(at).times(cotangent));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        if (tangent == null) {
            return null;
        }
        Variable x = at.operand(0);
        return switch (reduction) {
            case SUM, MEAN -> of(tangent, reduction, axes);
            case MAX, MIN -> of(tangent.times(MaxShare.ofOne(x, at.result(), axes)), Reduction.SUM, axes);
            case NORM_MAX -> {
                Variable share = MaxShare.ofOne(x.abs(), at.result(), axes).times(x.sign());
                yield of(tangent.times(share), Reduction.SUM, axes);
            }
            case ARG_MAX, ARG_MIN -> null;
            default -> of(tangent.times(factor(at)), Reduction.SUM, axes);
        };
    }

    /// The derivative of the result by each element.
    private Variable factor(Instruction at) {
        Variable x = at.operand(0);
        Variable y = at.result();
        return switch (reduction) {
            case LOG_SUM_EXP -> x.minus(y).exp();
            case PRODUCT -> ProductOfOthers.of(x, axes);
            case VARIANCE -> deviation(x).times(2.0 / (count(at) - correction));
            // Where the deviation is 0 so is that of every element, and 0 is taken for the derivative.
            case STANDARD_DEVIATION ->
                deviation(x).dividedBy(y.equal(0).where(1, y).times(count(at) - correction));
            case NORM_1 -> x.sign();
            // Where the norm is 0 so is every element, and 0 is taken for the derivative.
            case NORM_2 -> x.dividedBy(y.equal(0).where(1, y));
            default -> throw new AssertionError(reduction);
        };
    }

    private Variable deviation(Variable x) {
        return x.minus(of(x, Reduction.MEAN, axes));
    }

    /// How many elements become one.
    private int count(Instruction at) {
        int count = 1;
        for (int axis = 0; axis < at.shape(0).rank(); axis++) {
            count *= axes.contains(axis) ? at.shape(0).size(axis) : 1;
        }
        return count;
    }
}
