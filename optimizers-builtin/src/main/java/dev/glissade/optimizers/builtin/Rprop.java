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

/// Rprop, resilient propagation: a step size for each parameter, which grows while the sign of its gradient stays and shrinks when it turns.
///
/// > s = sign(g g′),  g′ the gradient before
/// >
/// > Δ ← clamp(Δ η₊) if s > 0,  clamp(Δ η₋) if s < 0
/// >
/// > g ← 0 if s < 0
/// >
/// > w ← w − Δ sign(g),  g′ ← g
///
/// For full batches: it looks at signs alone.
///
/// Source: Riedmiller and Braun 1993, *A direct adaptive method for faster backpropagation learning: the RPROP algorithm*; without the step back, as Igel
/// and Hüsken 2000, *Improving the Rprop Learning Algorithm*, call iRprop⁻.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-2 |
/// | `shrink` | η₋ | 0.5 |
/// | `grow` | η₊ | 1.2 |
/// | `leastStep` | Δmin | 1e-6 |
/// | `largestStep` | Δmax | 50 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `stepSize` | Δ | `learningRate` |
/// | `gradientBefore` | g′ | 0 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | PyTorch's defaults: η = 0.01, and the others as above |
/// | `optax` | optax's defaults: all as above, none for η |
///
/// The learning rate counts at the first step only. optax brings step sizes within their bounds only where they change; the same, unless η is out of them.
public final class Rprop implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter SHRINK =
            Hyperparameter.real("shrink", 0.5, Range.openClosed(0, 1), "factor η₋ when the sign turns");
    static final Hyperparameter GROW =
            Hyperparameter.real("grow", 1.2, Range.above(1), "factor η₊ while the sign stays");
    static final Hyperparameter LEAST_STEP =
            Hyperparameter.real("leastStep", 1e-6, Range.above(0), "the smallest step size");
    static final Hyperparameter LARGEST_STEP =
            Hyperparameter.real("largestStep", 50, Range.above(0), "the largest step size");
    static final Slot STEP_SIZE = Slot.perElement("stepSize").startingAt(LEARNING_RATE);
    static final Slot GRADIENT_BEFORE = Slot.perElement("gradientBefore");

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults",
            Map.of("learningRate", 1e-2, "shrink", 0.5, "grow", 1.2, "leastStep", 1e-6, "largestStep", 50.0));
    private static final Preset OPTAX = new Preset(
            "optax", "optax's defaults", Map.of("shrink", 0.5, "grow", 1.2, "leastStep", 1e-6, "largestStep", 50.0));

    /// Called when the optimizer is looked up.
    public Rprop() {}

    @Override
    public String name() {
        return "rprop";
    }

    @Override
    public String summary() {
        return "Rprop: a step size for each parameter, by the signs of its gradients (Riedmiller and Braun 1993)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, SHRINK, GROW, LEAST_STEP, LARGEST_STEP);
    }

    @Override
    public List<Slot> slots() {
        return List.of(STEP_SIZE, GRADIENT_BEFORE);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatRpropRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleRpropRule());
    }
}
