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

/// Averaged SGD: descent whose learning rate falls, and beside it the mean of all parameters from some step on.
///
/// > ηₜ = η / (1 + λ η (t − 1))^α
/// >
/// > w ← w (1 − λ ηₜ) − ηₜ g
/// >
/// > a ← a + (w − a) / max(1, t − t₀)
///
/// Source: Polyak and Juditsky 1992, *Acceleration of stochastic approximation by averaging*; decay and rate as in Bottou 2010, *Large-Scale Machine Learning with
/// Stochastic Gradient Descent*. The mean a is the slot to evaluate with.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-2 |
/// | `decay` | λ | 1e-4 |
/// | `power` | α | 0.75 |
/// | `averageFrom` | t₀ | 1e6 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `average` | a | a copy of w |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | PyTorch's `ASGD`, the equations above, with its defaults: η = 0.01, λ = 1e-4, α = 0.75, t₀ = 1e6 |
///
/// Elsewhere: PyTorch makes the mean with the divisor of the step before, so that it begins one step later: a is w until step t₀ + 2.
public final class Asgd implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter DECAY =
            Hyperparameter.real("decay", 1e-4, Range.atLeast(0), "decay λ of parameters and rate");
    static final Hyperparameter POWER =
            Hyperparameter.real("power", 0.75, Range.atLeast(0), "power α of the falling rate");
    static final Hyperparameter AVERAGE_FROM = Hyperparameter.real(
            "averageFrom", 1e6, Range.atLeast(0), "the step t₀ from which on parameters are averaged");
    static final Slot AVERAGE = Slot.perElement("average").startingAtParameters();

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults",
            Map.of("learningRate", 1e-2, "decay", 1e-4, "power", 0.75, "averageFrom", 1e6));

    /// Called when the optimizer is looked up.
    public Asgd() {}

    @Override
    public String name() {
        return "asgd";
    }

    @Override
    public String summary() {
        return "averaged SGD: ηₜ = η/(1+λη(t−1))^α, and the mean of w from t₀ on (Polyak and Juditsky 1992)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, DECAY, POWER, AVERAGE_FROM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(AVERAGE);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAsgdRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAsgdRule());
    }
}
