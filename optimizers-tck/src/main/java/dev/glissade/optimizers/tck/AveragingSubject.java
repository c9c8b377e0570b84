package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Slot;
import java.util.Map;

/// An averaging under test, behind gradient descent.
record AveragingSubject(AveragingProvider provider) implements Subject {

    @Override
    public Recipe recipe(RuleWrapper wrapper, Map<String, Double> values) {
        Choice<AveragingProvider> choice = Choice.of(new Wrapped(provider, wrapper));
        for (Map.Entry<String, Double> value : values.entrySet()) {
            choice = choice.with(value.getKey(), value.getValue());
        }
        return Recipe.of(new PlainDescent()).average(choice);
    }

    /// The provider, with something around its rules.
    private static final class Wrapped extends WrappedProvider<AveragingProvider> implements AveragingProvider {
        Wrapped(AveragingProvider whole, RuleWrapper wrapper) {
            super(whole, wrapper);
        }

        @Override
        public Slot average() {
            return whole.average();
        }
    }
}
