package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the provider of a rule declares, found consistent.
///
/// @param description what it declares as every provider does
/// @param slots       what the rule remembers from step to step
/// @param scope       how much the rule has to see at once
public record RuleDescription(Description description, List<Slot> slots, Scope scope) {

    /// Copies the slots and checks that they agree with the rest.
    ///
    /// @throws OptimizerException if a name occurs twice, a slot refers to a hyperparameter that is not declared, or its
    ///     kind does not go with the scope
    public RuleDescription {
        slots = List.copyOf(slots);
        String name = description.name();
        Description.requireDistinct(name, "slots", slots, Slot::name);
        for (Slot slot : slots) {
            if (slot.initial() instanceof Slot.Initial.OfHyperparameter(String source)) {
                description.hyperparameter(source);
            }
            if (slot.count().isPresent()) {
                description.hyperparameter(slot.count().get());
            }
            boolean bySegment = slot.kind() == Slot.Kind.PER_ROW || slot.kind() == Slot.Kind.PER_COLUMN;
            if (bySegment && scope != Scope.SEGMENT) {
                throw new OptimizerException(name + ": slot " + slot.name() + " is " + slot.kind() + ", the scope is "
                        + scope + "; a slot per row or column goes with scope SEGMENT");
            }
        }
    }

    /// Reads the declaration of a provider. That of an optimizer gets the hyperparameters that the host offers with every
    /// one, `weightDecay` and `maximize`, unless it declares them itself.
    ///
    /// @throws OptimizerException if the declaration is inconsistent
    public static RuleDescription of(RuleProvider provider) {
        var hyperparameters = new ArrayList<>(provider.hyperparameters());
        if (provider instanceof OptimizerProvider optimizer) {
            addHostHyperparameters(optimizer, hyperparameters);
        }
        return new RuleDescription(Description.of(provider, hyperparameters), provider.slots(), provider.scope());
    }

    /// What the provider that was chosen declares.
    static RuleDescription of(Choice<? extends RuleProvider> choice) {
        RuleProvider provider = choice.provider();
        return new RuleDescription(choice.description(), provider.slots(), provider.scope());
    }

    private static void addHostHyperparameters(OptimizerProvider optimizer, List<Hyperparameter> hyperparameters) {
        if (optimizer.evaluatesLoss() && optimizer.scope() != Scope.GLOBAL) {
            throw new OptimizerException(optimizer.name() + " evaluates the loss, its scope is " + optimizer.scope()
                    + "; it must be GLOBAL");
        }
        if (optimizer.updatesRows() && optimizer.scope() != Scope.ELEMENTWISE) {
            throw new OptimizerException(
                    optimizer.name() + " updates rows, its scope is " + optimizer.scope() + "; it must be ELEMENTWISE");
        }
        if (optimizer.evaluatesLoss()) {
            return;
        }
        var own = Set.copyOf(hyperparameters.stream().map(Hyperparameter::name).toList());
        for (Hyperparameter offered : Direction.HYPERPARAMETERS) {
            if (!own.contains(offered.name())) {
                hyperparameters.add(offered);
            }
        }
    }

    /// The name the provider is asked for by.
    public String name() {
        return description.name();
    }

    /// What a caller may choose.
    public List<Hyperparameter> hyperparameters() {
        return description.hyperparameters();
    }

    /// The hyperparameter of this name.
    ///
    /// @throws OptimizerException if there is none; the message lists near names and all that are declared
    public Hyperparameter hyperparameter(String wanted) {
        return description.hyperparameter(wanted);
    }
}
