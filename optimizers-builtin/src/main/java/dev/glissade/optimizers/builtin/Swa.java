package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Stochastic weight averaging: the mean of the parameters at the end of each cycle, from some step on.
///
/// > after steps s, s + k, s + 2k, …: n ← n + 1, a ← a + (w − a) / n
///
/// Source: Izmailov et al. 2018, *Averaging Weights Leads to Wider Optima and Better Generalization*, Algorithm 1. It goes with a
/// constant or cyclic learning rate; a network with batch normalisation needs its statistics anew for the averaged weights.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `from` | s, the first step that counts | 1 |
/// | `every` | k | 1 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `average` | a; before step `from`, the parameters | 0 |
/// | `averaged` | n | 0 |
///
/// Elsewhere: PyTorch's `AveragedModel`, which the user calls at these steps.
public final class Swa implements AveragingProvider {
    static final Hyperparameter FROM =
            Counts.of("from", 1, 1, "number of the first step whose parameters are averaged");
    static final Hyperparameter EVERY = Counts.of("every", 1, 1, "whole number k of steps in a cycle");
    static final Slot AVERAGE = Slot.perElement("average");
    static final Slot AVERAGED = Slot.scalar("averaged");

    /// Called when it is looked up.
    public Swa() {}

    @Override
    public String name() {
        return "swa";
    }

    @Override
    public String summary() {
        return "mean of the parameters of every k-th step (Izmailov et al. 2018)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(FROM, EVERY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(AVERAGE, AVERAGED);
    }

    @Override
    public Slot average() {
        return AVERAGE;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, FROM, EVERY);
        return new FloatSwaRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, FROM, EVERY);
        return Optional.of(new DoubleSwaRule());
    }
}
