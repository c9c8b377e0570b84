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

/// Adan: Nesterov momentum for Adam by the differences of gradients.
///
/// > d = g − g′,  g′ the gradient before
/// >
/// > m ← (1 − β₁) m + β₁ g
/// >
/// > v ← (1 − β₂) v + β₂ d
/// >
/// > n ← (1 − β₃) n + β₃ (g + (1 − β₂) d)²
/// >
/// > w ← (w − η (m + (1 − β₂) v) / (√n + ε)) / (1 + λ η)
///
/// In the first step d = 0, m = g, v = 0 and n = g².
///
/// Source: Xie et al. 2022, *Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models*, Algorithm 1.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `beta1` | β₁ | 0.02 |
/// | `beta2` | β₂ | 0.08 |
/// | `beta3` | β₃ | 0.01 |
/// | `epsilon` | ε | 1e-8 |
/// | `weightDecay` | λ | 0 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `difference` | v | 0 |
/// | `square` | n | 0 |
/// | `gradientBefore` | g′ | 0 |
///
/// Elsewhere: the authors' code writes β for our 1 − β, and corrects all three averages for their start. optax's `adan` does the same, and has the factor
/// 1 − 0.92 where our equations have 1 − β₂ = 0.92, and an ε of its own inside the root; its numbers differ, so there is no preset for it.
public final class Adan implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.02, Range.openClosed(0, 1), "share β₁ of the gradient in m");
    static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.08, Range.openClosed(0, 1), "share β₂ of the difference in v");
    static final Hyperparameter BETA3 =
            Hyperparameter.real("beta3", 0.01, Range.openClosed(0, 1), "share β₃ of the square in n");
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "decoupled weight decay λ");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot DIFFERENCE = Slot.perElement("difference");
    static final Slot SQUARE = Slot.perElement("square");
    static final Slot GRADIENT_BEFORE = Slot.perElement("gradientBefore");

    /// Called when the optimizer is looked up.
    public Adan() {}

    @Override
    public String name() {
        return "adan";
    }

    @Override
    public String summary() {
        return "Adan: Nesterov momentum for Adam by differences of gradients (Xie et al. 2022)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, BETA3, EPSILON, WEIGHT_DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, DIFFERENCE, SQUARE, GRADIENT_BEFORE);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdanRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdanRule());
    }
}
