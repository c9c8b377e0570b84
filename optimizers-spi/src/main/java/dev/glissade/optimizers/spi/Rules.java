package dev.glissade.optimizers.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Asks a provider for its rule and slots, in either type in the same way.
final class Rules {
    private Rules() {}

    static Optional<FloatUpdateRule> floatRule(RuleProvider provider, Hyperparameters chosen) {
        return Optional.of(Objects.requireNonNull(provider.floatRule(chosen), "the provider made no rule"));
    }

    static Optional<DoubleUpdateRule> doubleRule(RuleProvider provider, Hyperparameters chosen) {
        return provider.doubleRule(chosen);
    }

    /// The slots that one of some groups needs, in the order of declaration.
    static List<Slot> neededSlots(RuleProvider provider, List<Hyperparameters> ofGroups) {
        var needed = new HashSet<Slot>();
        for (Hyperparameters chosen : ofGroups) {
            needed.addAll(provider.slots(chosen));
        }
        return provider.slots().stream().filter(needed::contains).toList();
    }

    /// The rule, if there is one.
    ///
    /// @throws OptimizerException if there is none
    static <R> R required(String provider, ElementType type, Optional<R> rule) {
        return rule.orElseThrow(() -> new OptimizerException(
                provider + " has no rule for " + type + " parameters; the layout must be FLOAT32"));
    }
}
