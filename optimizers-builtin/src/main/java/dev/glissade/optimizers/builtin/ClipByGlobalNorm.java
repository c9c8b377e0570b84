package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import java.util.List;
import java.util.Optional;

/// Clipping by global norm: all gradients together are shortened to a length of at most c, which keeps their direction.
///
/// > g ← g · min(1, c / (‖g‖ + ε)), ‖g‖ over all segments that are not frozen
///
/// Source: Pascanu, Mikolov and Bengio 2013, *On the difficulty of training recurrent neural networks*, Algorithm 1; ε as in
/// PyTorch. Costs one more reading of the gradients. Where the norm is infinite, also because a square overflows,
/// finite elements become 0 and infinite ones NaN; where it is NaN, all become NaN.
///
/// | hyperparameter | symbol | default | meaning |
/// |---|---|---|---|
/// | `limit` | c | 1 | |
/// | `order` | | 2 | 1: the sum of magnitudes; 2: the Euclidean norm |
/// | `largest` | | false | true: the norm is the largest magnitude, whatever the order |
/// | `epsilon` | ε | 1e-6 | |
///
/// Elsewhere: PyTorch's `clip_grad_norm_` is the same, with `norm_type` for the order; optax's `clip_by_global_norm` has no ε.
public final class ClipByGlobalNorm implements GradientTransformProvider {
    static final Hyperparameter LIMIT =
            Hyperparameter.real("limit", 1, Range.atLeast(0), "largest norm c of all gradients together");
    static final Hyperparameter ORDER = Hyperparameter.real(
            "order", 2, Range.closed(1, 2), "1 for the sum of magnitudes, 2 for the Euclidean norm");
    static final Hyperparameter LARGEST =
            Hyperparameter.flag("largest", false, "whether the norm is the largest magnitude");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-6, Range.atLeast(0), "ε, added to the norm");

    /// Called when it is looked up.
    public ClipByGlobalNorm() {}

    /// Shortens all gradients together to a norm of at most a limit.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if it is negative
    public static Choice<GradientTransformProvider> at(double limit) {
        return Choice.<GradientTransformProvider>of(new ClipByGlobalNorm()).with("limit", limit);
    }

    @Override
    public String name() {
        return "clip-by-global-norm";
    }

    @Override
    public String summary() {
        return "all gradients together to a norm of at most limit (Pascanu et al. 2013)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LIMIT, ORDER, LARGEST, EPSILON);
    }

    @Override
    public Scope scope() {
        return Scope.GLOBAL;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatClipByGlobalNormRule(norm(chosen));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleClipByGlobalNormRule(norm(chosen)));
    }

    private static NormKind norm(Hyperparameters chosen) {
        double order = chosen.value(ORDER);
        if (order != 1 && order != 2) {
            throw new OptimizerException("order is " + order + "; it must be 1 or 2");
        }
        if (chosen.flag(LARGEST)) {
            return NormKind.LARGEST;
        }
        return order == 1 ? NormKind.MAGNITUDES : NormKind.EUCLIDEAN;
    }
}
