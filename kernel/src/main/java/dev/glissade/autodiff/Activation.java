package dev.glissade.autodiff;

import dev.glissade.tensor.ElementwiseOperation;
import org.jspecify.annotations.Nullable;

/// The function at the end of a fused linear operation.
public enum Activation {
    /// z itself
    IDENTITY(null, null),
    /// max(z, 0)
    RELU(ElementwiseOperation.RELU, Adjoint.RELU),
    /// 1/(1 + e⁻ᶻ)
    SIGMOID(ElementwiseOperation.SIGMOID, Adjoint.SIGMOID),
    /// tanh z
    TANH(ElementwiseOperation.TANH, Adjoint.TANH);

    private final @Nullable ElementwiseOperation loop;
    private final @Nullable Adjoint adjoint;

    Activation(@Nullable ElementwiseOperation loop, @Nullable Adjoint adjoint) {
        this.loop = loop;
        this.adjoint = adjoint;
    }

    /// The elementwise operation, or null for the identity.
    @Nullable
    ElementwiseOperation operation() {
        return loop;
    }

    /// The derivative at the result y, times v.
    Variable derivative(Variable y, Variable v) {
        return adjoint == null ? v : v.tape().record(adjoint, y, v);
    }
}
