package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private record Wrapped(AveragingProvider whole, RuleWrapper wrapper) implements AveragingProvider {

        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public String summary() {
            return whole.summary();
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return whole.hyperparameters();
        }

        @Override
        public List<Preset> presets() {
            return whole.presets();
        }

        @Override
        public List<Slot> slots() {
            return whole.slots();
        }

        @Override
        public List<Slot> slots(Hyperparameters chosen) {
            return whole.slots(chosen);
        }

        @Override
        public Scope scope() {
            return whole.scope();
        }

        @Override
        public NanPolicy nan() {
            return whole.nan();
        }

        @Override
        public Slot average() {
            return whole.average();
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return wrapper.floats(whole.floatRule(chosen), whole, chosen);
        }

        @Override
        public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
            return whole.doubleRule(chosen).map(rule -> wrapper.doubles(rule, whole, chosen));
        }
    }
}
