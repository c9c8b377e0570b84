package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.RuleDescription;
import dev.glissade.optimizers.spi.RuleProvider;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The provider under test, with an optimizer around it if it is none itself.
interface Subject {

    RuleProvider provider();

    /// The recipe of a whole optimizer.
    ///
    /// @param wrapper goes around the rule under test
    /// @param values of hyperparameters of the provider, where they are not to be the defaults
    Recipe recipe(RuleWrapper wrapper, Map<String, Double> values);

    /// Whether it is to be driven with an objective.
    default boolean evaluatesLoss() {
        return false;
    }

    default Recipe recipe() {
        return recipe(RuleWrapper.NONE, Map.of());
    }

    default String name() {
        return provider().name();
    }

    default Scope scope() {
        return provider().scope();
    }

    default RuleDescription description() {
        return RuleDescription.of(provider());
    }

    /// The types for which it has a rule.
    default List<ElementType> types() {
        Hyperparameters defaults = Hyperparameters.defaults(description().hyperparameters());
        return provider().doubleRule(defaults).isPresent()
                ? List.of(ElementType.values())
                : List.of(ElementType.FLOAT32);
    }

    /// A run at its start.
    default Run run(Recipe recipe, Placement placement, Course course, ElementType elementType) {
        return Run.of(recipe.over(placement.layout(elementType)), evaluatesLoss(), placement, course);
    }

    /// A run of the defaults over the standard placement, at its start.
    default Run run(ElementType elementType) {
        return run(recipe(), elementType);
    }

    /// A run over the standard placement, at its start.
    default Run run(Recipe recipe, ElementType elementType) {
        return run(recipe, Placement.standard(), Course.hilly(1), elementType);
    }

    /// The names of the scalar slots.
    default Set<String> scalarSlots() {
        var names = new HashSet<String>();
        for (Slot slot : provider().slots()) {
            if (slot.kind() == Slot.Kind.SCALAR) {
                names.add(slot.name());
            }
        }
        return names;
    }

    /// A recipe with something changed, for a line of its own.
    default Recipe recipe(UnaryOperator<Recipe> change) {
        return change.apply(recipe());
    }
}
