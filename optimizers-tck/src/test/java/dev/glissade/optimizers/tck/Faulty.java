package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Gradient descent with a fault, as an author might make it.
class Faulty implements OptimizerProvider {
    static final Slot VELOCITY = Slot.perElement("velocity");

    private final Supplier<FloatUpdateRule> rule;

    Faulty(Supplier<FloatUpdateRule> rule) {
        this.rule = rule;
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public String summary() {
        return "w ← w − η g, nearly";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(Hyperparameter.LEARNING_RATE.withDefault(0.1));
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY, Slot.scalar("norm"));
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return rule.get();
    }

    /// Gradient descent with another rule over `double`.
    static final class InTwoTypes extends Faulty {
        private final Supplier<DoubleUpdateRule> twin;

        InTwoTypes(Supplier<FloatUpdateRule> rule, Supplier<DoubleUpdateRule> twin) {
            super(rule);
            this.twin = twin;
        }

        @Override
        public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
            return Optional.of(twin.get());
        }
    }
}
