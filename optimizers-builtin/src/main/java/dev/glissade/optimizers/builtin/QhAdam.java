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

/// QHAdam, quasi-hyperbolic Adam: Adam mixed with the plain gradient and its plain square.
///
/// > m, v, m̂, v̂ as in [Adam]
/// >
/// > w ← w − η ((1 − ν₁) g + ν₁ m̂) / (√((1 − ν₂) g² + ν₂ v̂) + ε)
///
/// Source: Ma and Yarats 2019, *Quasi-hyperbolic momentum and Adam for deep learning*, the rule of QHAdam, whose advice for ν₁ and ν₂
/// are the defaults. ν₁ = ν₂ = 1 is Adam; ν₁ = 0, ν₂ = 1 is RMSprop with a correction.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `nu1` | ν₁ | 0.7 |
/// | `nu2` | ν₂ | 1.0 |
/// | `epsilon` | ε | 1e-8 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `beta1Product` | β₁ᵗ | 1 |
/// | `beta2Product` | β₂ᵗ | 1 |
public final class QhAdam implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter NU1 =
            Hyperparameter.real("nu1", 0.7, Range.closed(0, 1), "share ν₁ of the first moment");
    static final Hyperparameter NU2 =
            Hyperparameter.real("nu2", 1.0, Range.closed(0, 1), "share ν₂ of the second moment");
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    /// Called when the optimizer is looked up.
    public QhAdam() {}

    @Override
    public String name() {
        return "qhadam";
    }

    @Override
    public String summary() {
        return "QHAdam: Adam mixed with the plain gradient (Ma and Yarats 2019)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, NU1, NU2, EPSILON);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatQhAdamRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleQhAdamRule());
    }
}
