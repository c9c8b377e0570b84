package dev.glissade.optimizers.spi;

import java.util.List;
import java.util.Optional;

/// An optimizer as its author writes it: a declaration, and the rule that follows from it.
///
/// The whole of a plugin:
///
/// ```java
/// public final class SignDescent implements OptimizerProvider {
///     public SignDescent() {}
///     public String name() { return "sign-descent"; }
///     public String summary() { return "w ← w − η sign(g)"; }
///     public List<Hyperparameter> hyperparameters() { return List.of(LEARNING_RATE.withDefault(1e-3)); }
///     public FloatUpdateRule floatRule(Hyperparameters chosen) {
///         return (step, from, to) -> {
///             float[] w = step.parameters(), g = step.gradients();
///             float rate = step.rate();
///             for (int i = from; i < to; i++) w[i] -= rate * Math.signum(g[i]);
///         };
///     }
/// }
/// ```
///
/// It is found when its jar names the class, public and with a public constructor without parameters, in
/// `META-INF/services/dev.glissade.optimizers.spi.OptimizerProvider` or in a `provides` of its `module-info`.
/// Everything declared is constant; it is read once and checked when the provider is found.
public interface OptimizerProvider {

    /// The name it is asked for by, in kebab-case: `adam`, `sign-descent`.
    String name();

    /// One line for listings: the update in symbols, and its source.
    String summary();

    /// What a caller may choose, in the order of listings. Names are unique.
    List<Hyperparameter> hyperparameters();

    /// What the rule remembers from step to step. Names are unique. None by default.
    default List<Slot> slots() {
        return List.of();
    }

    /// Named choices of hyperparameters. None by default.
    default List<Preset> presets() {
        return List.of();
    }

    /// Makes the rule for `float[]` parameters. Called once for each optimizer.
    ///
    /// @param chosen the values the caller chose; to be read here only for what never changes, such as a flag that
    ///     selects a form: what may follow a schedule is read from the step
    FloatUpdateRule floatRule(Hyperparameters chosen);

    /// Makes the rule for `double[]` parameters, or nothing where the optimizer is for `float[]` only (the default).
    ///
    /// @param chosen as for [#floatRule]
    default Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.empty();
    }
}
