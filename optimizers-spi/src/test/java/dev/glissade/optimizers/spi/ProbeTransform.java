package dev.glissade.optimizers.spi;

import java.util.List;
import java.util.Optional;

/// A gradient transform for tests of the host, over `double`.
///
/// @param name its name
/// @param scope its scope
/// @param slots its slots
/// @param rule what it does
record ProbeTransform(String name, Scope scope, List<Slot> slots, DoubleUpdateRule rule)
        implements GradientTransformProvider {

    static Choice<GradientTransformProvider> of(String name, Scope scope, DoubleUpdateRule rule, Slot... slots) {
        return Choice.of(new ProbeTransform(name, scope, List.of(slots), rule));
    }

    @Override
    public String summary() {
        return "does what a test wants";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of();
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return (_, _, _) -> {};
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(rule);
    }
}
