package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Adaptive gradient clipping: the gradient of each unit is shortened to a share λ of the length of the unit's weights.
///
/// > g ← g · min(1, λ max(‖w‖, ε) / ‖g‖), norms over the weights of one unit
///
/// Source: Brock, De, Smith and Simonyan 2021, *High-Performance Large-Scale Image Recognition Without Normalization*, eq. (3).
///
/// What one unit is follows from the shape: in a matrix (inputs × outputs) a column, in a segment with more axes (a convolution's
/// weights, output channels first) a slice of the first axis, otherwise the whole segment. Where the norm of a unit's gradient is
/// infinite, also because a square overflows, its finite elements become 0 and its infinite ones NaN; where it is NaN, all become NaN.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `limit` | λ | 0.01 |
/// | `epsilon` | ε | 1e-3 |
///
/// | slot | |
/// |---|---|
/// | `parameterSquares`, `gradientSquares` | Σ w² and Σ g² of each column |
///
/// Elsewhere: optax's `adaptive_grad_clip` is the same for vectors, matrices and four axes; it has the output axis last, takes a
/// matrix with an extent of 1 for a vector, and sums over the first axis alone where there are three.
public final class AdaptiveClip implements GradientTransformProvider {
    static final Hyperparameter LIMIT = Hyperparameter.real(
            "limit", 1e-2, Range.atLeast(0), "largest ratio λ of the norms of gradient and weights");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-3, Range.above(0), "ε, the least norm of weights that counts");
    static final Slot PARAMETER_SQUARES = Slot.perColumn("parameterSquares");
    static final Slot GRADIENT_SQUARES = Slot.perColumn("gradientSquares");

    /// Called when it is looked up.
    public AdaptiveClip() {}

    /// Shortens the gradient of each unit to a share of the norm of its weights.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if it is negative
    public static Choice<GradientTransformProvider> at(double limit) {
        return Choice.<GradientTransformProvider>of(new AdaptiveClip()).with("limit", limit);
    }

    @Override
    public String name() {
        return "adaptive-clip";
    }

    @Override
    public String summary() {
        return "the gradient of each unit to a norm of at most limit times that of its weights (Brock et al. 2021)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LIMIT, EPSILON);
    }

    @Override
    public List<Slot> slots() {
        return List.of(PARAMETER_SQUARES, GRADIENT_SQUARES);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdaptiveClipRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdaptiveClipRule());
    }
}
