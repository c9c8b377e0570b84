package dev.glissade.autodiff;

import dev.glissade.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// An elementwise function of one operand.
///
/// Its Jacobian is diagonal, so pullback and pushforward are one formula: the derivative at x times v.
interface Diagonal extends Primitive {

    /// f′(x) · v, where y = f(x); null if f′ is 0 wherever it is defined.
    @Nullable
    Variable derivative(Variable x, Variable y, Variable v);

    @Override
    default boolean inPlace() {
        return true;
    }

    @Override
    default Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    default void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Variable pulled = derivative(at.operand(0), at.result(), cotangent);
        if (pulled != null) {
            cotangents.add(0, pulled);
        }
    }

    @Override
    default @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : derivative(at.operand(0), at.result(), tangent);
    }
}
