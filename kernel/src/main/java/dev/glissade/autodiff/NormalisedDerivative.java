package dev.glissade.autodiff;

import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// D(v) = J(x)·v, the derivative of a normalisation z(x) = (x − mean x)·s, s = 1/√(variance x + ε), in a direction v.
///
/// J is symmetric, so D is its own transpose in v. Its derivative in x in a direction h is the second derivative of z,
///
/// `−s · (mean(z·h) · D(v) + mean(z·v) · D(h) + z · mean(v·D(h)))`,
///
/// which stays the same number when it is multiplied by a third direction and any two of the three are exchanged: it is
/// its own transpose as well.
///
/// Operands: x and v.
interface NormalisedDerivative extends Primitive {

    /// ε
    double epsilon();

    /// D(v) at x.
    Variable derivative(Variable x, Variable v);

    /// The axes over which means are taken.
    Axes averaged(Shape shape);

    @Override
    default Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    default void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, second(at, cotangent));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(1, derivative(at.operand(0), cotangent));
        }
    }

    @Override
    default @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable x = tangents.of(0);
        Variable v = tangents.of(1);
        return Tangents.sum(x == null ? null : second(at, x), v == null ? null : derivative(at.operand(0), v));
    }

    private Variable second(Instruction at, Variable h) {
        Variable x = at.operand(0);
        Variable v = at.operand(1);
        Variable centred = x.minus(mean(x));
        Variable scale = mean(centred.square()).plus(epsilon()).reciprocalSqrt();
        Variable z = centred.times(scale);
        Variable moved = derivative(x, h);
        return at.result()
                .times(mean(z.times(h)))
                .plus(moved.times(mean(z.times(v))))
                .plus(z.times(mean(v.times(moved))))
                .times(scale)
                .negate();
    }

    /// The mean, with the axes kept.
    private Variable mean(Variable y) {
        Variable sum = Reduce.of(y, Reduction.SUM, averaged(y.shape()));
        return sum.dividedBy((double) y.shape().elements() / sum.shape().elements());
    }
}
