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

/// Schedule-free gradient descent: a running average of the path stands for a falling learning rate, and gradients are taken between the path and its
/// average.
///
/// > z ← z − η g(y)
/// >
/// > c = η² / Σ η² over all steps up to this one
/// >
/// > x ← (1 − c) x + c z
/// >
/// > y ← (1 − β) z + β x
///
/// Source: Defazio et al. 2024, *The Road Less Scheduled*, eq. (9)–(11), with the weights of its section on warm-up.
///
/// The parameters are y, where gradients are taken. **Evaluate and keep x, the slot `average`**, which is what the method converges by:
///
/// ```java
/// float[] trained = optimizer.floatSlot("average");
/// ```
///
/// A warm-up is a schedule of η; with c its small steps count little in x. The rate should not fall, that is the point. The parameters are made from z and x in every step, so what
/// else changes them in between is lost. Weight decay is the host's: λ y is added to g, as in the paper.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1 |
/// | `beta` | β | 0.9 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `base` | z | the parameters |
/// | `average` | x | the parameters |
/// | `weightSum` | Σ η² | 0 |
///
/// | preset | form |
/// |---|---|
/// | `optax` | optax's `schedule_free_sgd` with its defaults: η = 1, β = 0.9 |
///
/// **Elsewhere.** The authors' package and optax keep z and y only, find x from them, and so need β > 0; they weigh with the largest η so far, which differs where η falls.
public final class ScheduleFreeSgd implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1);
    static final Hyperparameter BETA = Hyperparameter.real(
            "beta", 0.9, Range.closed(0, 1), "share β of the average in the point where gradients are taken");
    static final Slot BASE = Slot.perElement("base").startingAtParameters();
    static final Slot AVERAGE = Slot.perElement("average").startingAtParameters();
    static final Slot WEIGHT_SUM = Slot.scalar("weightSum");

    private static final Preset OPTAX =
            new Preset("optax", "optax's defaults: η = 1, β = 0.9", Map.of("learningRate", 1.0, "beta", 0.9));

    /// Called when the optimizer is looked up.
    public ScheduleFreeSgd() {}

    @Override
    public String name() {
        return "schedule-free-sgd";
    }

    @Override
    public String summary() {
        return "schedule-free descent: z ← z − η g, x averages z, w = (1−β) z + β x; use x (Defazio et al. 2024)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA);
    }

    @Override
    public List<Slot> slots() {
        return List.of(BASE, AVERAGE, WEIGHT_SUM);
    }

    @Override
    public List<Preset> presets() {
        return List.of(OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatScheduleFreeSgdRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleScheduleFreeSgdRule());
    }
}
