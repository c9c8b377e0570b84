package dev.glissade.optimizers.spi;

/// The optimizers on the class path and the module path, by name.
///
/// ```java
/// Optimizer optimizer = Optimizers.named("adam").with("learningRate", 1e-3).over(layout);
/// ```
///
/// Other places are searched by an [OptimizerLookup].
public final class Optimizers {
    private Optimizers() {}

    /// The optimizer of this name, matched exactly, with its hyperparameters at their defaults.
    ///
    /// @throws OptimizerException if there is none, listing near names and all that were found; or if there are two,
    ///     naming both places
    public static Recipe named(String name) {
        return OptimizerLookup.standard().named(name);
    }

    /// The gradient transform of this name, with its hyperparameters at their defaults.
    ///
    /// @throws OptimizerException as for [#named]
    public static Choice<GradientTransformProvider> transform(String name) {
        return OptimizerLookup.standard().transform(name);
    }

    /// The averaging of this name, with its hyperparameters at their defaults.
    ///
    /// @throws OptimizerException as for [#named]
    public static Choice<AveragingProvider> averaging(String name) {
        return OptimizerLookup.standard().averaging(name);
    }

    /// The schedule of this name, with its hyperparameters at their defaults.
    ///
    /// ```java
    /// Optimizers.named("adam").with("learningRate", Optimizers.schedule("cosine-decay").with("steps", 10_000))
    /// ```
    ///
    /// @throws OptimizerException as for [#named]
    public static Choice<ScheduleProvider> schedule(String name) {
        return OptimizerLookup.standard().schedule(name);
    }

    /// Everything that can be found, with its place, and what is broken.
    public static Discovery discover() {
        return OptimizerLookup.standard().discover();
    }
}
