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

/// RAdam: Adam whose division begins once the second moment is known well enough; until then, momentum alone.
///
/// > m, v, m̂ as in [Adam]
/// >
/// > r∞ = 2 / (1 − β₂) − 1,  r = r∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
/// >
/// > w ← w − η m̂ √((r − 4)(r − 2) r∞ / ((r∞ − 4)(r∞ − 2) r)) · √(1 − β₂ᵗ) / (√v + ε)  if r > 5
/// >
/// > w ← w − η m̂  else
///
/// Source: Liu et al. 2020, *On the Variance of the Adaptive Learning Rate and Beyond*, Algorithm 2, which divides from r > 4 on.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `beta1Product` | β₁ᵗ | 1 |
///
/// Elsewhere: PyTorch's `RAdam` is the same, with the same defaults.
public final class Radam implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.9, Range.closedOpen(0, 1), "decay β₁ of the first moment");
    static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.999, Range.closedOpen(0, 1), "decay β₂ of the second moment");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-8, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);

    /// Called when the optimizer is looked up.
    public Radam() {}

    @Override
    public String name() {
        return "radam";
    }

    @Override
    public String summary() {
        return "RAdam: Adam with a rectified rate, momentum alone at first (Liu et al. 2020)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatRadamRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleRadamRule());
    }
}
