package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Accumulation: gradients of k steps are collected, and the optimizer moves along their mean at the last of them only. So small
/// batches do the work of a large one.
///
/// > a ← a + g
/// >
/// > at every k-th step: g ← a / k, a ← 0; at the others the step ends here
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `steps` | k | 1 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `sum` | a | 0 |
/// | `collected` | the number of gradients in a | 0 |
/// | `share` | 1 / (that number, this gradient included) | 0 |
///
/// Transforms before it see every gradient, those behind it the mean. The optimizer's schedules count the steps that it does; one
/// of k counts the gradients. A gradient that is infinite or NaN spoils the mean that it is in, and no other.
///
/// Elsewhere: optax's `MultiSteps`, which keeps a running mean by default.
public final class Accumulation implements GradientTransformProvider {
    static final Hyperparameter STEPS =
            Hyperparameter.real("steps", 1, Range.closed(1, 1e9), "whole number k of gradients that make one step");
    static final Slot SUM = Slot.perElement("sum");
    static final Slot COLLECTED = Slot.scalar("collected");
    static final Slot SHARE = Slot.scalar("share");

    /// Called when it is looked up.
    public Accumulation() {}

    /// The mean gradient of every so many steps.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if `steps` is below 1
    public static Choice<GradientTransformProvider> over(int steps) {
        return Choice.<GradientTransformProvider>of(new Accumulation()).with("steps", steps);
    }

    @Override
    public String name() {
        return "accumulation";
    }

    @Override
    public String summary() {
        return "the mean gradient of every k steps, which are then one";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(STEPS);
    }

    @Override
    public List<Slot> slots() {
        return List.of(SUM, COLLECTED, SHARE);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, STEPS);
        return new FloatAccumulationRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, STEPS);
        return Optional.of(new DoubleAccumulationRule());
    }
}
