package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// FTRL-Proximal, follow the regularised leader: descent for sparse linear models, that keeps unimportant weights at 0.
///
/// > σ = (√(n + g²) − √n) / η
/// >
/// > z ← z + g − σ w,  n ← n + g²
/// >
/// > w ← 0 if |z| ≤ λ₁,  else −(z − sign(z) λ₁) / ((β + √n) / η + λ₂)
///
/// Source: McMahan et al. 2013, *Ad Click Prediction: a View from the Trenches*, Algorithm 1, whose α is our η. The weights follow from z alone: what they
/// were before the first step is forgotten where the gradient is 0.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.1 |
/// | `beta` | β | 1.0 |
/// | `l1` | λ₁ | 0 |
/// | `l2` | λ₂ | 0 |
/// | `initialSum` | n₀ | 0 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `linear` | z | 0 |
/// | `squareSum` | n | `initialSum` |
///
/// | preset | form |
/// |---|---|
/// | `keras` | Keras's defaults: η = 0.001, β = 0, n₀ = 0.1, no penalties |
///
/// Keras's `l2_regularization_strength` counts twice: it is half of our λ₂. Its `learning_rate_power` is −½ here; its `l2_shrinkage_regularization_strength`,
/// 0 by default, has no counterpart.
public final class Ftrl implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(0.1);
    static final Hyperparameter BETA =
            Hyperparameter.real("beta", 1.0, Range.atLeast(0), "how slowly the rate falls at first, β");
    static final Hyperparameter L1 = Hyperparameter.real("l1", 0, Range.atLeast(0), "L1 penalty λ₁");
    static final Hyperparameter L2 = Hyperparameter.real("l2", 0, Range.atLeast(0), "L2 penalty λ₂");
    static final Hyperparameter INITIAL_SUM =
            Hyperparameter.real("initialSum", 0, Range.atLeast(0), "n₀, the sum before the first step");
    static final Slot LINEAR = Slot.perElement("linear");
    static final Slot SQUARE_SUM = Slot.perElement("squareSum").startingAt(INITIAL_SUM);

    private static final Preset KERAS = new Preset(
            "keras",
            "Keras's defaults: η = 0.001, β = 0, n₀ = 0.1",
            Map.of("learningRate", 1e-3, "beta", 0.0, "l1", 0.0, "l2", 0.0, "initialSum", 0.1));

    /// Called when the optimizer is looked up.
    public Ftrl() {}

    @Override
    public String name() {
        return "ftrl";
    }

    @Override
    public String summary() {
        return "FTRL-Proximal: z ← z + g − σ w, w from z with L1 and L2 (McMahan et al. 2013)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA, L1, L2, INITIAL_SUM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(LINEAR, SQUARE_SUM);
    }

    @Override
    public List<Preset> presets() {
        return List.of(KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatFtrlRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleFtrlRule());
    }
}
