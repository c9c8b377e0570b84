package dev.glissade.optimizers.spi;

/// Triangles between two values, one after the other.
///
/// Source: Smith 2017, *Cyclical Learning Rates for Training Neural Networks*.
///
/// @param low where each triangle begins and ends
/// @param high the top of the first
/// @param up the steps up, at least 1
/// @param down the steps down, at least 1
/// @param height what becomes of the height
/// @param factor for [Height#EXPONENTIAL]: what the height is multiplied by each step
public record Cycle(double low, double high, long up, long down, Height height, double factor) {

    /// What becomes of the height of triangles.
    public enum Height {
        /// It stays.
        CONSTANT,
        /// Each triangle is half as high as the one before.
        HALVED,
        /// It is multiplied by a factor each step.
        EXPONENTIAL
    }

    /// Checks the numbers.
    ///
    /// @throws OptimizerException if there is no step up or down
    public Cycle {
        Schedules.atLeast("cycle", "up", up, 1);
        Schedules.atLeast("cycle", "down", down, 1);
    }

    /// Triangles of one height.
    public static Cycle of(double low, double high, long up, long down) {
        return new Cycle(low, high, up, down, Height.CONSTANT, 1);
    }

    /// The schedule of the learning rate.
    public Schedule rate() {
        return step -> low + (high - low) * share(step - 1);
    }

    /// A schedule of the momentum: highest where the rate is lowest.
    public Schedule momentum(double least, double most) {
        return step -> most - (most - least) * share(step - 1);
    }

    private double share(long k) {
        long length = up + down;
        long cycle = k / length;
        long within = k - cycle * length;
        double part = within <= up ? (double) within / up : (double) (length - within) / down;
        return part
                * switch (height) {
                    case CONSTANT -> 1;
                    case HALVED -> WholePower.of(0.5, cycle);
                    case EXPONENTIAL -> WholePower.of(factor, k);
                };
    }
}
