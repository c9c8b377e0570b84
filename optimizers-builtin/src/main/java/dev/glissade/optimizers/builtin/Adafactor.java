package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adafactor: Adam's division by the root of the second moment, with the second moment of a matrix kept as one number for each
/// row and each column, and with steps in proportion to the parameters.
///
/// For a segment of n rows and m columns with at least two axes, in step t:
///
/// > β̂ = 1 − t^(−γ)
/// >
/// > rᵢ ← β̂ rᵢ + (1 − β̂) (meanⱼ gᵢⱼ² + ε₁),  cⱼ ← β̂ cⱼ + (1 − β̂) (meanᵢ gᵢⱼ² + ε₁)
/// >
/// > v̂ᵢⱼ = rᵢ cⱼ / mean r,  u = g / √v̂,  û = u / max(1, RMS(u) / d)
/// >
/// > α = ρ max(ε₂, RMS(w)),  ρ = min(η, 1/√t)
/// >
/// > w ← w (1 − η λ) − α û
///
/// RMS(x) is ‖x‖ / √(number of elements). For vectors and single numbers v̂ ← β̂ v̂ + (1 − β̂) (g² + ε₁), kept in `columnMoment`.
///
/// Source: Shazeer and Stern 2018, *Adafactor: Adaptive Learning Rates with Sublinear Memory Cost*, Algorithms 4 and 5. The paper
/// has sums where means stand here, which gives the same v̂; no weight decay; and the default of η for all η.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.01 |
/// | `decayPower` | γ | 0.8 |
/// | `clippingThreshold` | d | 1 |
/// | `epsilon` | ε₁ | 1e-30 |
/// | `parameterEpsilon` | ε₂ | 1e-3 |
/// | `beta1` | β₁ | 0 |
/// | `weightDecay` | λ | 0 |
/// | `relativeStep` | | true |
/// | `scaleByParameter` | | true |
/// | `epsilonClamped` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `rowMoment` | r | 0 |
/// | `columnMoment` | c | 0 |
/// | `rowBuffer` | a row of u | within a step |
/// | `firstMoment` | M | 0; used unless `beta1` is 0 throughout |
/// | `freshShare` | 1 − β̂ | 0; computed in every step |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | ε clamped, with PyTorch's defaults for `float32`: η = 0.01, ε₁ = 2⁻²³, λ = 0 |
/// | `optax` | ρ = η, with optax's defaults: ε₁ = 1e-30, λ = 0, none for η |
/// | `keras` | the equations above, with Keras's defaults: η = 0.001, ε₁ = 1e-30, λ = 0 |
///
/// Without `relativeStep` ρ is η; without `scaleByParameter` α is ρ. With β₁ above 0, M ← β₁ M + (1 − β₁) α û takes the place of
/// α û. With `epsilonClamped`, PyTorch's form, ε₁ is not added to the squares: v̂ = r c / max(mean r, ε₁), u = g / max(√v̂, ε₁).
///
/// Elsewhere: PyTorch's ε₁ is the distance from 1 to the next number of the element type; for `double` that is 2.2e-16. A segment of
/// more than two axes is here one matrix of all axes but the last against the last; PyTorch and Keras factor the last two axes for each
/// index of the others, optax the two largest, and only where both are 128 or more. optax does not multiply weight decay by η.
public final class Adafactor implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter DECAY_POWER = Hyperparameter.real(
            "decayPower", 0.8, Range.atLeast(0), "power γ in the decay 1 − t^(−γ) of the second moment");
    static final Hyperparameter CLIPPING =
            Hyperparameter.real("clippingThreshold", 1, Range.above(0), "largest root mean square d of an update");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-30, Range.above(0), "smoothing term ε₁ of squared gradients");
    static final Hyperparameter PARAMETER_EPSILON = Hyperparameter.real(
            "parameterEpsilon", 1e-3, Range.atLeast(0), "ε₂, the size that parameters count for at least");
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0, Range.closedOpen(0, 1), "decay β₁ of the first moment; 0 for none");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "decoupled weight decay λ");
    static final Hyperparameter RELATIVE_STEP =
            Hyperparameter.flag("relativeStep", true, "whether the rate is at most 1/√t");
    static final Hyperparameter SCALE_BY_PARAMETER = Hyperparameter.flag(
            "scaleByParameter", true, "whether the rate is multiplied by the root mean square of the parameters");
    static final Hyperparameter EPSILON_CLAMPED = Hyperparameter.flag(
            "epsilonClamped", false, "whether ε₁ is the least divisor, not added to squared gradients");
    static final Slot ROW_MOMENT = Slot.perRow("rowMoment");
    static final Slot COLUMN_MOMENT = Slot.perColumn("columnMoment");
    static final Slot ROW_BUFFER = Slot.perColumn("rowBuffer");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SHARE = Slot.scalar("freshShare");

    private static final double FLOAT_EPSILON = 0x1p-23;

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "ε clamped, with PyTorch's defaults for float32: η = 0.01",
            Map.of(
                    "learningRate", 1e-2,
                    "decayPower", 0.8,
                    "clippingThreshold", 1.0,
                    "epsilon", FLOAT_EPSILON,
                    "parameterEpsilon", 1e-3,
                    "beta1", 0.0,
                    "weightDecay", 0.0,
                    "relativeStep", 1.0,
                    "scaleByParameter", 1.0,
                    "epsilonClamped", 1.0));
    private static final Preset OPTAX = new Preset(
            "optax",
            "ρ = η, with optax's defaults",
            Map.of(
                    "decayPower", 0.8,
                    "clippingThreshold", 1.0,
                    "epsilon", 1e-30,
                    "parameterEpsilon", 1e-3,
                    "beta1", 0.0,
                    "weightDecay", 0.0,
                    "relativeStep", 0.0,
                    "scaleByParameter", 1.0,
                    "epsilonClamped", 0.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "Keras's defaults: η = 0.001",
            Map.of(
                    "learningRate", 1e-3,
                    "decayPower", 0.8,
                    "clippingThreshold", 1.0,
                    "epsilon", 1e-30,
                    "parameterEpsilon", 1e-3,
                    "beta1", 0.0,
                    "weightDecay", 0.0,
                    "relativeStep", 1.0,
                    "scaleByParameter", 1.0,
                    "epsilonClamped", 0.0));

    /// Called when the optimizer is looked up.
    public Adafactor() {}

    @Override
    public String name() {
        return "adafactor";
    }

    @Override
    public String summary() {
        return "Adafactor: a second moment of rows and columns, steps relative to w (Shazeer and Stern 2018)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(
                LEARNING_RATE,
                DECAY_POWER,
                CLIPPING,
                EPSILON,
                PARAMETER_EPSILON,
                BETA1,
                WEIGHT_DECAY,
                RELATIVE_STEP,
                SCALE_BY_PARAMETER,
                EPSILON_CLAMPED);
    }

    @Override
    public List<Slot> slots() {
        return List.of(ROW_MOMENT, COLUMN_MOMENT, ROW_BUFFER, FIRST_MOMENT, SHARE);
    }

    @Override
    public List<Slot> slots(Hyperparameters chosen) {
        return hasMomentum(chosen) ? slots() : List.of(ROW_MOMENT, COLUMN_MOMENT, ROW_BUFFER, SHARE);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdafactorRule(
                chosen.flag(EPSILON_CLAMPED),
                chosen.flag(RELATIVE_STEP),
                chosen.flag(SCALE_BY_PARAMETER),
                hasMomentum(chosen));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdafactorRule(
                chosen.flag(EPSILON_CLAMPED),
                chosen.flag(RELATIVE_STEP),
                chosen.flag(SCALE_BY_PARAMETER),
                hasMomentum(chosen)));
    }

    private static boolean hasMomentum(Hyperparameters chosen) {
        return !chosen.schedule(BETA1).equals(Schedule.constant(0));
    }
}
