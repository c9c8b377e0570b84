package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Range;

/// What the hyperparameters of Adam and its kin have in common.
final class MomentNumbers {
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.9, Range.closedOpen(0, 1), "decay β₁ of the first moment");
    static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.999, Range.closedOpen(0, 1), "decay β₂ of the second moment");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-8, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Hyperparameter EPSILON_ROOT = Hyperparameter.real(
            "epsilonRoot", 0, Range.atLeast(0), "smoothing term ε̄ inside the root: √(v̂ + ε̄) + ε");
    static final Hyperparameter EPSILON_CORRECTED = Hyperparameter.flag(
            "epsilonCorrected", true, "whether v is corrected before ε is added: √v̂ + ε, not (√v + ε) / √(1 − β₂ᵗ)");

    private MomentNumbers() {}
}
