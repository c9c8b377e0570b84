package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An optimizer for tests of the host: its declaration is given, and it hands each step to the test.
final class Probe implements OptimizerProvider {
    final List<Hyperparameter> hyperparameters = new ArrayList<>(List.of(Hyperparameter.LEARNING_RATE));
    final List<Slot> slots = new ArrayList<>();
    final List<Preset> presets = new ArrayList<>();
    String name = "probe";
    FloatUpdateRule floatRule = (step, from, to) -> {};
    Optional<DoubleUpdateRule> doubleRule = Optional.of((step, from, to) -> {});

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return "does what a test wants";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return hyperparameters;
    }

    @Override
    public List<Slot> slots() {
        return slots;
    }

    @Override
    public List<Preset> presets() {
        return presets;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return floatRule;
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return doubleRule;
    }
}
