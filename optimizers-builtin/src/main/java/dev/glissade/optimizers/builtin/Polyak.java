package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Polyak averaging: the mean of the parameters after each step, from some step on.
///
/// > n ← n + 1, a ← a + (w − a) / n
///
/// Source: Polyak and Juditsky 1992, *Acceleration of Stochastic Approximation by Averaging*; Ruppert 1988, *Efficient
/// Estimations from a Slowly Convergent Robbins-Monro Process*.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `from` | the first step that counts | 1 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `average` | a; before step `from`, the parameters | 0 |
/// | `averaged` | n | 0 |
///
/// Elsewhere: the average of PyTorch's `ASGD`, which begins after its step `t0` + 2.
public final class Polyak implements AveragingProvider {
    static final Hyperparameter FROM =
            Counts.of("from", 1, 1, "number of the first step whose parameters are averaged");
    static final Slot AVERAGE = Slot.perElement("average");
    static final Slot AVERAGED = Slot.scalar("averaged");

    /// Called when it is looked up.
    public Polyak() {}

    @Override
    public String name() {
        return "polyak";
    }

    @Override
    public String summary() {
        return "mean of the parameters of all steps (Polyak and Juditsky 1992)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(FROM);
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
        Counts.requireWhole(chosen, FROM);
        return new FloatPolyakRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, FROM);
        return Optional.of(new DoublePolyakRule());
    }
}
