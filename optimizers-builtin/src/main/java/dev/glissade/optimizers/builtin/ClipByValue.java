package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import java.util.List;
import java.util.Optional;

/// Clipping by value: each gradient is brought into the interval from −c to c.
///
/// > g ← max(−c, min(c, g))
///
/// Source: Mikolov 2012, *Statistical Language Models Based on Neural Networks*, a thesis, which limits the errors of a recurrent
/// network so. The direction changes where an element is clipped. An infinity becomes ±c, a NaN stays NaN.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `limit` | c | 1 |
///
/// Elsewhere: PyTorch's `clip_grad_value_` and optax's `clip` are the same.
public final class ClipByValue implements GradientTransformProvider {
    static final Hyperparameter LIMIT =
            Hyperparameter.real("limit", 1, Range.atLeast(0), "largest magnitude c of an element");

    /// Called when it is looked up.
    public ClipByValue() {}

    /// Clips each gradient to within ± a limit.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if it is negative
    public static Choice<GradientTransformProvider> at(double limit) {
        return Choice.<GradientTransformProvider>of(new ClipByValue()).with("limit", limit);
    }

    @Override
    public String name() {
        return "clip-by-value";
    }

    @Override
    public String summary() {
        return "each gradient to within ±limit";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LIMIT);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatClipByValueRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleClipByValueRule());
    }
}
