package dev.glissade.optimizers.spi;

import java.util.Objects;
import java.util.Optional;

/// Asks a provider for its rule in either type in the same way.
final class Rules {
    private Rules() {}

    static Optional<FloatUpdateRule> floatRule(RuleProvider provider, Hyperparameters chosen) {
        return Optional.of(Objects.requireNonNull(provider.floatRule(chosen), "the provider made no rule"));
    }

    static Optional<DoubleUpdateRule> doubleRule(RuleProvider provider, Hyperparameters chosen) {
        return provider.doubleRule(chosen);
    }
}
