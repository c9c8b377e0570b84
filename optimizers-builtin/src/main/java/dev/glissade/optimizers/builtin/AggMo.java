package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// AggMo, aggregated momentum: three velocities with different friction, and their mean.
///
/// > mₖ ← βₖ mₖ − g,  k = 0, 1, 2
/// >
/// > w ← w + η / 3 · (m₀ + m₁ + m₂)
///
/// Source: Lucas et al. 2019, *Aggregated Momentum: Stability Through Passive Damping*, Algorithm 1, with its usual βₖ = 1 − 0.1ᵏ.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-2 |
/// | `beta0` | β₀ | 0.0 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.99 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `velocity0` | m₀ | 0 |
/// | `velocity1` | m₁ | 0 |
/// | `velocity2` | m₂ | 0 |
public final class AggMo implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter BETA0 =
            Hyperparameter.real("beta0", 0.0, Range.closedOpen(0, 1), "friction factor β₀ of the first velocity");
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.9, Range.closedOpen(0, 1), "friction factor β₁ of the second");
    static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.99, Range.closedOpen(0, 1), "friction factor β₂ of the third");
    static final Slot VELOCITY0 = Slot.perElement("velocity0");
    static final Slot VELOCITY1 = Slot.perElement("velocity1");
    static final Slot VELOCITY2 = Slot.perElement("velocity2");

    /// Called when the optimizer is looked up.
    public AggMo() {}

    @Override
    public String name() {
        return "aggmo";
    }

    @Override
    public String summary() {
        return "AggMo: the mean of three velocities with β = 0, 0.9, 0.99 (Lucas et al. 2019)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA0, BETA1, BETA2);
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY0, VELOCITY1, VELOCITY2);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAggMoRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAggMoRule());
    }
}
