package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.RuleProvider;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// A provider with something around its rules.
///
/// @param <P> its kind
abstract class WrappedProvider<P extends RuleProvider> implements RuleProvider {
    final P whole;
    private final RuleWrapper wrapper;

    WrappedProvider(P whole, RuleWrapper wrapper) {
        this.whole = whole;
        this.wrapper = wrapper;
    }

    @Override
    public final String name() {
        return whole.name();
    }

    @Override
    public final String summary() {
        return whole.summary();
    }

    @Override
    public final List<Hyperparameter> hyperparameters() {
        return whole.hyperparameters();
    }

    @Override
    public final List<Preset> presets() {
        return whole.presets();
    }

    @Override
    public final List<Slot> slots() {
        return whole.slots();
    }

    @Override
    public final List<Slot> slots(Hyperparameters chosen) {
        return whole.slots(chosen);
    }

    @Override
    public final Scope scope() {
        return whole.scope();
    }

    @Override
    public final NanPolicy nan() {
        return whole.nan();
    }

    @Override
    public final FloatUpdateRule floatRule(Hyperparameters chosen) {
        return wrapper.floats(whole.floatRule(chosen), whole, chosen);
    }

    @Override
    public final Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return whole.doubleRule(chosen).map(rule -> wrapper.doubles(rule, whole, chosen));
    }
}
