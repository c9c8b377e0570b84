package dev.glissade.optimizers.spi;

/// A value as a function of the step number: what a hyperparameter follows when it changes over a run.
///
/// ```java
/// Schedule warmUp = step -> 1e-3 * Math.min(1, step / 100.0);
/// Optimizers.named("momentum").with("learningRate", warmUp).with("momentum", step -> 1 - 0.5 / step)
/// ```
///
/// The usual ones are in [Schedules], [OneCycle] and [Cycle]. A schedule is a pure function: asked again for the same step
/// it gives the same value, so that a resumed run repeats an uninterrupted one; [Plateau] alone depends on what is reported
/// to it. It must not allocate if steps are to allocate nothing.
@FunctionalInterface
public interface Schedule {

    /// The value at a step.
    ///
    /// @param step the number of the step, 1 for the first
    double at(long step);

    /// The same value at every step.
    static Schedule constant(double value) {
        return new Constant(value);
    }

    /// A value that never changes, told apart from other schedules so that it is checked once, when it is chosen.
    ///
    /// @param value the value at every step
    record Constant(double value) implements Schedule {
        @Override
        public double at(long step) {
            return value;
        }
    }
}
