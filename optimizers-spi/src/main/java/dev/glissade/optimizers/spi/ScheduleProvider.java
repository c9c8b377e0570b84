package dev.glissade.optimizers.spi;

/// A schedule as its author writes it: a declaration, and the schedule that follows from it.
///
/// The whole of a plugin:
///
/// ```java
/// public final class Hyperbolic implements ScheduleProvider {
///     static final Hyperparameter START = Hyperparameter.real("start", 1e-3, Range.atLeast(0), "value s of the first step");
///     public Hyperbolic() {}
///     public String name() { return "hyperbolic"; }
///     public String summary() { return "s ÷ t"; }
///     public List<Hyperparameter> hyperparameters() { return List.of(START); }
///     public Schedule schedule(Hyperparameters chosen) {
///         double start = chosen.value(START);
///         return step -> start / step;
///     }
/// }
/// ```
///
/// It is found as [NamedProvider] says. Its hyperparameters are fixed numbers; they cannot follow schedules themselves.
///
/// The schedules that come with Glissade are found by their names but for those that take a list or another schedule
/// ([Schedules#multiStep], [Schedules#piecewise], [Schedules#joined], and [Schedules#warmUp] before anything but a
/// constant), and [Plateau], which has to be told a metric: these are made by code only.
public interface ScheduleProvider extends NamedProvider {

    /// Makes the schedule.
    ///
    /// @param chosen the values the caller chose, all fixed
    /// @throws OptimizerException if they do not go together
    Schedule schedule(Hyperparameters chosen);
}
