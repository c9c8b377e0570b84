package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import java.util.List;
import java.util.Optional;

/// Clipping by norm, tensor by tensor: the gradient of each segment is shortened to a length of at most c.
///
/// > g ← g · min(1, c / (‖g‖ + ε)), ‖g‖ over one segment
///
/// Source: Pascanu, Mikolov and Bengio 2013, *On the difficulty of training recurrent neural networks*, Algorithm 1, applied to
/// each tensor; ε as in PyTorch. Where the norm is infinite, also because a
/// square overflows, finite elements become 0 and infinite ones NaN; where it is NaN, all become NaN.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `limit` | c | 1 |
/// | `epsilon` | ε | 1e-6 |
///
/// Elsewhere: Keras's `clipnorm`, without ε.
public final class ClipByNorm implements GradientTransformProvider {
    static final Hyperparameter LIMIT =
            Hyperparameter.real("limit", 1, Range.atLeast(0), "largest norm c of a segment's gradient");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-6, Range.atLeast(0), "ε, added to the norm");

    /// Called when it is looked up.
    public ClipByNorm() {}

    /// Shortens the gradient of each segment to a norm of at most a limit.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if it is negative
    public static Choice<GradientTransformProvider> at(double limit) {
        return Choice.<GradientTransformProvider>of(new ClipByNorm()).with("limit", limit);
    }

    @Override
    public String name() {
        return "clip-by-norm";
    }

    @Override
    public String summary() {
        return "the gradient of each segment to a norm of at most limit (Pascanu et al. 2013)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LIMIT, EPSILON);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatClipByNormRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleClipByNormRule());
    }
}
