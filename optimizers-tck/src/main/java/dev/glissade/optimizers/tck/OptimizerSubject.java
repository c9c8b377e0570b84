package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Recipe;
import java.util.Map;

/// An optimizer under test, as it is.
record OptimizerSubject(OptimizerProvider provider) implements Subject {

    @Override
    public Recipe recipe(RuleWrapper wrapper, Map<String, Double> values) {
        Recipe recipe = Recipe.of(new Wrapped(provider, wrapper));
        for (Map.Entry<String, Double> value : values.entrySet()) {
            recipe = recipe.with(value.getKey(), value.getValue());
        }
        return recipe;
    }

    @Override
    public boolean evaluatesLoss() {
        return provider.evaluatesLoss();
    }

    /// The provider, with something around its rules.
    private static final class Wrapped extends WrappedProvider<OptimizerProvider> implements OptimizerProvider {
        Wrapped(OptimizerProvider whole, RuleWrapper wrapper) {
            super(whole, wrapper);
        }

        @Override
        public boolean evaluatesLoss() {
            return whole.evaluatesLoss();
        }

        @Override
        public boolean updatesRows() {
            return whole.updatesRows();
        }
    }
}
