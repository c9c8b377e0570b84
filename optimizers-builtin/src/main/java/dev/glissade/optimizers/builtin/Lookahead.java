package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Lookahead: slow parameters go a share α of the way to where k steps of the optimizer led, and the optimizer starts from there
/// again.
///
/// > every k steps: a ← a + α (w − a), w ← a
///
/// Source: Zhang, Lucas, Hinton and Ba 2019, *Lookahead Optimizer: k steps forward, 1 step back*, Algorithm 1. The optimizer's state
/// is kept. The slow parameters begin where the first step begins.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `every` | k | 5 |
/// | `share` | α | 0.5 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `average` | a | the parameters |
///
/// Elsewhere: optax's `lookahead`, which keeps both in a pair of parameters.
public final class Lookahead implements AveragingProvider {
    static final Hyperparameter EVERY = Counts.of("every", 5, 1, "whole number k of steps of the fast parameters");
    static final Hyperparameter SHARE =
            Hyperparameter.real("share", 0.5, Range.closed(0, 1), "share α of the way that the slow parameters go");
    static final Slot AVERAGE = Slot.perElement("average").startingAtParameters();

    /// Called when it is looked up.
    public Lookahead() {}

    @Override
    public String name() {
        return "lookahead";
    }

    @Override
    public String summary() {
        return "slow parameters follow the fast ones every k steps (Zhang et al. 2019)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(EVERY, SHARE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(AVERAGE);
    }

    @Override
    public Slot average() {
        return AVERAGE;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, EVERY);
        return new FloatLookaheadRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, EVERY);
        return Optional.of(new DoubleLookaheadRule());
    }
}
