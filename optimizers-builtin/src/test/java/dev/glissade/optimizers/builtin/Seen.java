package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Gradient descent that keeps the gradients it saw, behind the transforms of a test.
final class Seen implements OptimizerProvider {
    private static final Slot SEEN = Slot.perElement("seen");

    @SafeVarargs
    static Recipe behind(Choice<GradientTransformProvider>... transforms) {
        Recipe recipe = Recipe.of(new Seen());
        for (Choice<GradientTransformProvider> transform : transforms) {
            recipe = recipe.transform(transform);
        }
        return recipe;
    }

    @Override
    public String name() {
        return "seen";
    }

    @Override
    public String summary() {
        return "w ← w − η g, and keeps g";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(Hyperparameter.LEARNING_RATE.withDefault(0.125));
    }

    @Override
    public List<Slot> slots() {
        return List.of(SEEN);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return (step, from, to) -> {
            for (int i = from; i < to; i++) {
                step.slot(SEEN)[i] = step.gradients()[i];
                step.parameters()[i] -= step.rate() * step.gradients()[i];
            }
        };
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of((step, from, to) -> {
            for (int i = from; i < to; i++) {
                step.slot(SEEN)[i] = step.gradients()[i];
                step.parameters()[i] -= step.rate() * step.gradients()[i];
            }
        });
    }
}
