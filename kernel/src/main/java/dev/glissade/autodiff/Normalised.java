package dev.glissade.autodiff;

import dev.glissade.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// weight · z + bias with z = normalise(x), a map whose Jacobian J is symmetric: pullback and pushforward of z are one
/// formula.
///
/// Operands: x, then the weight if there is one, then the bias if there is one.
interface Normalised extends Primitive {

    /// Whether there is a weight.
    boolean weighted();

    /// Whether there is a bias.
    boolean biased();

    /// z alone.
    Variable plain(Variable x);

    /// J · v at x, where v has the shape of x.
    Variable derivative(Variable x, Variable v);

    /// A weight or bias, or its tangent, ready to be broadcast to the shape of x.
    Variable repeated(Variable parameter, Shape shape);

    /// The transpose of [#repeated].
    Variable summed(Variable v, Shape parameter);

    /// Records it for operands that may be missing.
    static Variable record(Primitive primitive, Variable x, @Nullable Variable weight, @Nullable Variable bias) {
        return weight == null
                ? x.tape().record(primitive, x, bias, null)
                : x.tape().record(primitive, x, weight, bias);
    }

    @Override
    default Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    default void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Shape shape = at.shape(0);
        int bias = weighted() ? 2 : 1;
        if (biased() && cotangents.wanted(bias)) {
            cotangents.add(bias, summed(cotangent, at.shape(bias)));
        }
        if (weighted() && cotangents.wanted(1)) {
            cotangents.add(1, summed(cotangent.times(plain(at.operand(0))), at.shape(1)));
        }
        if (cotangents.wanted(0)) {
            Variable scaled = weighted() ? cotangent.times(repeated(at.operand(1), shape)) : cotangent;
            cotangents.add(0, derivative(at.operand(0), scaled));
        }
    }

    @Override
    default @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Shape shape = at.shape(0);
        Variable x = tangents.of(0);
        Variable weight = weighted() ? tangents.of(1) : null;
        Variable bias = biased() ? tangents.of(weighted() ? 2 : 1) : null;
        Variable moved = x == null ? null : derivative(at.operand(0), x);
        return Tangents.sum(
                Tangents.sum(
                        moved == null || !weighted() ? moved : moved.times(repeated(at.operand(1), shape)),
                        weight == null ? null : plain(at.operand(0)).times(repeated(weight, shape))),
                bias == null ? null : repeated(bias, shape).broadcastTo(shape));
    }
}
