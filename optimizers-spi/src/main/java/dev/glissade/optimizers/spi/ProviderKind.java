package dev.glissade.optimizers.spi;

import java.util.Locale;

/// What a provider can be: the interfaces under which providers are looked for.
public enum ProviderKind {
    /// An [OptimizerProvider].
    OPTIMIZER(OptimizerProvider.class),
    /// A [GradientTransformProvider].
    GRADIENT_TRANSFORM(GradientTransformProvider.class),
    /// An [AveragingProvider].
    AVERAGING(AveragingProvider.class),
    /// A [ScheduleProvider].
    SCHEDULE(ScheduleProvider.class);

    private final Class<? extends NamedProvider> service;

    ProviderKind(Class<? extends NamedProvider> service) {
        this.service = service;
    }

    /// The interface.
    Class<? extends NamedProvider> service() {
        return service;
    }

    /// In words: `gradient transform`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
