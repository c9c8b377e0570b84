package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import dev.glissade.tensor.Seed;
import java.util.List;
import java.util.Optional;

/// Gradient noise: normal noise whose variance fades with the steps is added to each gradient.
///
/// > g ← g + N(0, σ²),  σ² = η / (1 + t)^γ, t = 0, 1, …
///
/// Source: Neelakantan et al. 2015, *Adding Gradient Noise Improves Learning for Very Deep Networks*, eq. (1), with η of 0.01, 0.3
/// or 1. The noise of an element depends on the seed, the step, the name of its segment and its place there alone: the same with
/// any number of threads, and after a resume, wherever the segments lie then. t counts the steps that reach the transform, also those that one behind it
/// ends.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `variance` | η | 0.01 |
/// | `decay` | γ | 0.55 |
/// | `seed` | | 0 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `deviation` | σ | 0 |
///
/// Elsewhere: optax's `add_noise` is the same, with numbers of its own.
public final class GradientNoise implements GradientTransformProvider {
    static final Hyperparameter VARIANCE =
            Hyperparameter.real("variance", 1e-2, Range.atLeast(0), "variance η of the noise in the first step");
    static final Hyperparameter DECAY =
            Hyperparameter.real("decay", 0.55, Range.atLeast(0), "exponent γ by which the variance fades");
    static final Hyperparameter SEED = Counts.of("seed", 0, 0, "whole number that the noise follows from");
    static final Slot DEVIATION = Slot.scalar("deviation");

    /// Called when it is looked up.
    public GradientNoise() {}

    @Override
    public String name() {
        return "gradient-noise";
    }

    @Override
    public String summary() {
        return "g ← g + N(0, η/(1+t)^γ), fading noise (Neelakantan et al. 2015)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(VARIANCE, DECAY, SEED);
    }

    @Override
    public List<Slot> slots() {
        return List.of(DEVIATION);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatGradientNoiseRule(seed(chosen));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleGradientNoiseRule(seed(chosen)));
    }

    private static Seed seed(Hyperparameters chosen) {
        return Seed.of(Counts.whole(chosen, SEED));
    }
}
