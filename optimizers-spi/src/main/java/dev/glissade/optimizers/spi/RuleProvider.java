package dev.glissade.optimizers.spi;

import java.util.List;
import java.util.Optional;

/// What does a part of a step: an optimizer, a gradient transform before it, or an averaging behind it. A declaration, and
/// the rule that follows from it.
///
/// The three differ in what their rule writes.
///
/// | | parameters | gradients | own slots |
/// |---|---|---|---|
/// | [GradientTransformProvider] | read | written | written |
/// | [OptimizerProvider] | written | read | written |
/// | [AveragingProvider] | written | not to be read | written |
public interface RuleProvider extends NamedProvider {

    /// What the rule remembers from step to step. Names are unique. None by default.
    default List<Slot> slots() {
        return List.of();
    }

    /// Those of [#slots()] that the rule needs with these values: an author may leave out what a flag or a constant makes
    /// useless, to save memory. All by default.
    ///
    /// @param chosen as for [#floatRule]
    default List<Slot> slots(Hyperparameters chosen) {
        return slots();
    }

    /// How much the rule has to see at once. [Scope#ELEMENTWISE] by default.
    default Scope scope() {
        return Scope.ELEMENTWISE;
    }

    /// What the rule does with a gradient that is NaN. [NanPolicy#PROPAGATES] by default.
    default NanPolicy nan() {
        return NanPolicy.PROPAGATES;
    }

    /// Makes the rule for `float[]` parameters. Called once for each group of parameters.
    ///
    /// @param chosen the values the caller chose; to be read here only for what never changes, such as a flag that
    ///     selects a form: what may follow a schedule is read from the step
    FloatUpdateRule floatRule(Hyperparameters chosen);

    /// Makes the rule for `double[]` parameters, or nothing where there is one for `float[]` only (the default).
    ///
    /// @param chosen as for [#floatRule]
    default Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.empty();
    }
}
