package dev.glissade.optimizers.spi;

import java.util.Locale;

/// What a provider can be: the interfaces under which providers are looked for.
public enum ProviderKind {
    /// An [OptimizerProvider].
    OPTIMIZER(OptimizerProvider.class),
    /// A [GradientTransformProvider].
    GRADIENT_TRANSFORM(GradientTransformProvider.class),
    /// An [AveragingProvider].
    AVERAGING(AveragingProvider.class);

    private final Class<? extends RuleProvider> service;

    ProviderKind(Class<? extends RuleProvider> service) {
        this.service = service;
    }

    /// The interface.
    Class<? extends RuleProvider> service() {
        return service;
    }

    /// In words: `gradient transform`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
