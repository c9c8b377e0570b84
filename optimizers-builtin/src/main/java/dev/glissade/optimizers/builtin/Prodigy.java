package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prodigy: Adam that finds its own step size, from an estimate d of the distance between the start w₀ and the solution.
///
/// > m ← β₁ m + (1 − β₁) d g,  v ← β₂ v + (1 − β₂) d² g²
/// >
/// > r ← β₃ r + d/d₀ · η d ⟨g, w₀ − w⟩,  s ← β₃ s + d/d₀ · η d g,  β₃ = √β₂
/// >
/// > w ← (1 − η d λ) w − η d m / (√v + d′ ε),  d′ = max(d, κ r / ‖s‖₁)
/// >
/// > d ← d′
///
/// Source: Mishchenko and Defazio 2023, *Prodigy: An Expeditiously Adaptive Parameter-Free Learner*, Algorithm 4, in the form of the authors' package: the factor 1/d₀ in r and s, the new d
/// with ε, decoupled weight decay. r and ‖s‖₁ are of all parameters of a group together, so each group has its own d. The learning rate η is a schedule's factor: 1, or what falls from 1.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `weightDecay` | λ | 0 |
/// | `initialDistance` | d₀ | 1e-6 |
/// | `coefficient` | κ | 1 |
/// | `growthRate` | | 1e30: no bound |
/// | `biasCorrection` | | false |
/// | `safeguardWarmUp` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment`, `secondMoment` | m, v | 0 |
/// | `gradientSum` | s | 0 |
/// | `start` | w₀ | the parameters |
/// | `numerator` | r | 0 |
/// | `distance` | d | `initialDistance` |
/// | `largestDistance` | the largest estimate | `initialDistance` |
/// | `stepSize` | η d | 0 |
/// | `beta1Product`, `beta2Product` | β₁ᵗ, β₂ᵗ | 1 |
///
/// With `growthRate` a, d′ is at most a d; values such as 1.02 make a warm-up. It does not hold as long as d is d₀. With `biasCorrection`, η d √(1 − β₂ᵗ) / (1 − β₁ᵗ) stands for η d, everywhere. With `safeguardWarmUp`, s has
/// d in place of η d, so that a small η at first does not make d too large. While ‖s‖₁ or η d is 0, d stays.
///
/// | preset | form |
/// |---|---|
/// | `optax` | optax's `prodigy` with its defaults: with bias correction |
///
/// **Elsewhere.** The authors' package has one d for all groups. The paper has d, not d′, with ε.
public final class Prodigy implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-8, Range.above(0), "smoothing term ε, times d: keeps the divisor from 0");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "decoupled weight decay λ");
    static final Hyperparameter INITIAL_DISTANCE = Hyperparameter.real(
            "initialDistance", 1e-6, Range.above(0), "d₀, the first and too low estimate of the distance d");
    static final Hyperparameter COEFFICIENT =
            Hyperparameter.real("coefficient", 1, Range.above(0), "factor κ of every estimate of d");
    static final Hyperparameter GROWTH_RATE =
            Hyperparameter.real("growthRate", 1e30, Range.atLeast(1), "the largest factor by which d grows in a step");
    static final Hyperparameter BIAS_CORRECTION =
            Hyperparameter.flag("biasCorrection", false, "whether Adam's moments are corrected for their start at 0");
    static final Hyperparameter SAFEGUARD_WARM_UP = Hyperparameter.flag(
            "safeguardWarmUp", false, "whether s leaves the learning rate out, for schedules that start low");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot GRADIENT_SUM = Slot.perElement("gradientSum");
    static final Slot START = Slot.perElement("start").startingAtParameters();
    static final Slot NUMERATOR = Slot.scalar("numerator");
    static final Slot DISTANCE = Slot.scalar("distance").startingAt(INITIAL_DISTANCE);
    static final Slot LARGEST_DISTANCE = Slot.scalar("largestDistance").startingAt(INITIAL_DISTANCE);
    static final Slot STEP_SIZE = Slot.scalar("stepSize");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    private static final Preset OPTAX = new Preset(
            "optax",
            "optax's defaults: with bias correction",
            Map.of(
                    "learningRate", 1.0,
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-8,
                    "weightDecay", 0.0,
                    "initialDistance", 1e-6,
                    "coefficient", 1.0,
                    "growthRate", 1e30,
                    "biasCorrection", 1.0,
                    "safeguardWarmUp", 0.0));

    /// Called when the optimizer is looked up.
    public Prodigy() {}

    @Override
    public String name() {
        return "prodigy";
    }

    @Override
    public String summary() {
        return "Prodigy: Adam with a step size found from the distance to the start (Mishchenko and Defazio 2023)";
    }

    @Override
    public Scope scope() {
        return Scope.GLOBAL;
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(
                LEARNING_RATE,
                BETA1,
                BETA2,
                EPSILON,
                WEIGHT_DECAY,
                INITIAL_DISTANCE,
                COEFFICIENT,
                GROWTH_RATE,
                BIAS_CORRECTION,
                SAFEGUARD_WARM_UP);
    }

    @Override
    public List<Slot> slots() {
        return List.of(
                FIRST_MOMENT,
                SECOND_MOMENT,
                GRADIENT_SUM,
                START,
                NUMERATOR,
                DISTANCE,
                LARGEST_DISTANCE,
                STEP_SIZE,
                BETA1_PRODUCT,
                BETA2_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatProdigyRule(chosen.flag(BIAS_CORRECTION), chosen.flag(SAFEGUARD_WARM_UP));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleProdigyRule(chosen.flag(BIAS_CORRECTION), chosen.flag(SAFEGUARD_WARM_UP)));
    }
}
