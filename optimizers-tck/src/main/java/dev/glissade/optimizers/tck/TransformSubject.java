package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Recipe;
import java.util.Map;

/// A gradient transform under test, before gradient descent.
record TransformSubject(GradientTransformProvider provider) implements Subject {

    @Override
    public Recipe recipe(RuleWrapper wrapper, Map<String, Double> values) {
        Choice<GradientTransformProvider> choice = Choice.of(new Wrapped(provider, wrapper));
        for (Map.Entry<String, Double> value : values.entrySet()) {
            choice = choice.with(value.getKey(), value.getValue());
        }
        return Recipe.of(new PlainDescent()).transform(choice);
    }

    /// The provider, with something around its rules.
    private static final class Wrapped extends WrappedProvider<GradientTransformProvider>
            implements GradientTransformProvider {
        Wrapped(GradientTransformProvider whole, RuleWrapper wrapper) {
            super(whole, wrapper);
        }
    }
}
