package dev.glissade.optimizers.spi;

import java.util.List;

/// What is found by its name, and has hyperparameters that a caller may choose.
///
/// It is found when its jar names the class, public and with a public constructor without parameters, in
/// `META-INF/services/` or in a `provides` of its `module-info`, under the interface that says what it is:
/// [OptimizerProvider], [GradientTransformProvider], [AveragingProvider] or [ScheduleProvider]. Everything declared is
/// constant; it is read once and checked when the provider is found.
public interface NamedProvider {

    /// The name it is asked for by, in kebab-case: `adam`, `sign-descent`.
    String name();

    /// One line for listings: what it computes, in symbols, and its source.
    String summary();

    /// What a caller may choose, in the order of listings. Names are unique.
    List<Hyperparameter> hyperparameters();

    /// Named choices of hyperparameters. None by default.
    default List<Preset> presets() {
        return List.of();
    }
}
