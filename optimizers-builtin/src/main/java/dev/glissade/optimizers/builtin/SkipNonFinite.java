package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Skipping of non-finite gradients: where one is infinite or NaN, the step ends, and neither parameters nor the optimizer's state
/// change. Costs one more reading of the gradients.
///
/// > all g finite: g ← g; else the step ends here
///
/// Source: Micikevicius et al. 2018, *Mixed Precision Training*, section 3.2, which skips steps whose gradients overflow.
///
/// | slot | |
/// |---|---|
/// | `skipped` | how many steps have ended so |
/// | `skippedInARow` | how many of them since the last that did not |
///
/// `Optimizer.step` then returns false.
///
/// Elsewhere: optax's `apply_if_finite`, which gives up after a number of steps in a row.
public final class SkipNonFinite implements GradientTransformProvider {
    static final Slot SKIPPED = Slot.scalar("skipped");
    static final Slot SKIPPED_IN_A_ROW = Slot.scalar("skippedInARow");

    /// Called when it is looked up.
    public SkipNonFinite() {}

    @Override
    public String name() {
        return "skip-non-finite";
    }

    @Override
    public String summary() {
        return "ends a step in which a gradient is infinite or NaN";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of();
    }

    @Override
    public List<Slot> slots() {
        return List.of(SKIPPED, SKIPPED_IN_A_ROW);
    }

    @Override
    public Scope scope() {
        return Scope.GLOBAL;
    }

    @Override
    public NanPolicy nan() {
        return NanPolicy.IGNORES;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatSkipNonFiniteRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleSkipNonFiniteRule());
    }
}
