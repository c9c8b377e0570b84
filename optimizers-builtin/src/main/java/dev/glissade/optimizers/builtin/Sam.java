package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// SAM, sharpness-aware minimization: descent with momentum by the gradient at the worst point nearby, so that it ends in wide minima.
///
/// > e = ρ g(w) / (‖g(w)‖ + ε)
/// >
/// > b ← β b + g(w + e) + λ w
/// >
/// > w ← w − η b
///
/// Source: Foret et al. 2021, *Sharpness-Aware Minimization for Efficiently Improving Generalization*, Algorithm 1, with p = 2. With `adaptive`, the neighbourhood scales with the parameters,
/// e = ρ w² g / (‖w g‖ + ε), element by element: Kwon et al. 2021, *ASAM: Adaptive Sharpness-Aware Minimization*, eq. (12), whose ρ is about 10 times larger.
///
/// Each step evaluates the loss twice, at w and at w + e. The norm is that of all parameters together.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.1 |
/// | `momentum` | β | 0.9 |
/// | `radius` | ρ | 0.05 |
/// | `epsilon` | ε | 1e-12 |
/// | `weightDecay` | λ | 0 |
/// | `adaptive` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `velocity` | b | 0 |
/// | `before` | w, for use within a step | |
///
/// **Elsewhere.** optax's `contrib.sam` wraps any optimizer, and can spread the two evaluations over two steps; here one step is both. The common PyTorch implementations have ε = 1e-12, the paper none. Weight decay acts at
/// w, as in the paper; where it is part of the loss, it also acts on e.
public final class Sam implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(0.1);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.9, Range.closed(0, 1), "friction factor β: the part of b that is kept");
    static final Hyperparameter RADIUS =
            Hyperparameter.real("radius", 0.05, Range.atLeast(0), "radius ρ of the neighbourhood");
    static final Hyperparameter EPSILON = Hyperparameter.real(
            "epsilon", 1e-12, Range.above(0), "smoothing term ε, keeps the norm of the gradient from 0");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "coupled weight decay λ");
    static final Hyperparameter ADAPTIVE =
            Hyperparameter.flag("adaptive", false, "whether the neighbourhood scales with the parameters");
    static final Slot VELOCITY = Slot.perElement("velocity");
    static final Slot BEFORE = Slot.scratch("before");

    /// Called when the optimizer is looked up.
    public Sam() {}

    @Override
    public String name() {
        return "sam";
    }

    @Override
    public String summary() {
        return "SAM: momentum by the gradient at w + ρ g/‖g‖, for wide minima (Foret et al. 2021)";
    }

    @Override
    public Scope scope() {
        return Scope.GLOBAL;
    }

    @Override
    public boolean evaluatesLoss() {
        return true;
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, MOMENTUM, RADIUS, EPSILON, WEIGHT_DECAY, ADAPTIVE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY, BEFORE);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatSamRule(chosen.flag(ADAPTIVE));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleSamRule(chosen.flag(ADAPTIVE)));
    }
}
