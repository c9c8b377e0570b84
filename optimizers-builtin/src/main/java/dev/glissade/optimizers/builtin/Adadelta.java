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

/// ADADELTA: steps that keep the size of earlier steps, so that no learning rate needs to be chosen.
///
/// > v ← ρ v + (1 − ρ) g²
/// >
/// > d = √(u + ε) / √(v + ε) · g
/// >
/// > u ← ρ u + (1 − ρ) d²
/// >
/// > w ← w − η d
///
/// Source: Zeiler 2012, *ADADELTA: An Adaptive Learning Rate Method*, Algorithm 1, which has η = 1.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1.0 |
/// | `rho` | ρ | 0.9 |
/// | `epsilon` | ε | 1e-6 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `squareAverage` | v | 0 |
/// | `stepAverage` | u | 0 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | PyTorch's defaults: η = 1, ρ = 0.9, ε = 1e-6 |
/// | `optax` | optax's defaults: ρ = 0.9, ε = 1e-6, none for η |
/// | `keras` | Keras's defaults: η = 0.001, ρ = 0.95, ε = 1e-7 |
///
/// The paper has ρ = 0.95, ε = 1e-6.
public final class Adadelta implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1.0);
    static final Hyperparameter RHO =
            Hyperparameter.real("rho", 0.9, Range.closedOpen(0, 1), "decay ρ of both averages");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-6, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Slot SQUARE_AVERAGE = Slot.perElement("squareAverage");
    static final Slot STEP_AVERAGE = Slot.perElement("stepAverage");

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults: η = 1, ρ = 0.9, ε = 1e-6",
            Map.of("learningRate", 1.0, "rho", 0.9, "epsilon", 1e-6));
    private static final Preset OPTAX =
            new Preset("optax", "optax's defaults: ρ = 0.9, ε = 1e-6", Map.of("rho", 0.9, "epsilon", 1e-6));
    private static final Preset KERAS = new Preset(
            "keras",
            "Keras's defaults: η = 0.001, ρ = 0.95, ε = 1e-7",
            Map.of("learningRate", 1e-3, "rho", 0.95, "epsilon", 1e-7));

    /// Called when the optimizer is looked up.
    public Adadelta() {}

    @Override
    public String name() {
        return "adadelta";
    }

    @Override
    public String summary() {
        return "ADADELTA: d = √(u+ε)/√(v+ε) g with averages u of d² and v of g² (Zeiler 2012)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, RHO, EPSILON);
    }

    @Override
    public List<Slot> slots() {
        return List.of(SQUARE_AVERAGE, STEP_AVERAGE);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdadeltaRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdadeltaRule());
    }
}
