package dev.glissade.optimizers.tck;

/// A function to descend that is a sum over numbered elements, so that the slope at an element depends on nothing but its
/// number, the step and the parameter: not on where it lies, nor on what lies beside it.
interface Course {

    /// The parameter before the first step.
    double start(int element);

    /// The derivative of the [term][#height] of an element by its parameter.
    double slope(int element, long step, double parameter);

    /// The term of an element.
    double height(int element, long step, double parameter);

    /// Parabolas of many widths, ½ a (w − c)² + n w, of which n differs from step to step as in mini-batches.
    ///
    /// @param seed tells courses apart
    static Course hilly(long seed) {
        return new Course() {
            @Override
            public double start(int element) {
                return noise(seed, element, -1);
            }

            @Override
            public double slope(int element, long step, double parameter) {
                return width(element) * (parameter - noise(seed, element, -3)) + 0.5 * noise(seed, element, step);
            }

            @Override
            public double height(int element, long step, double parameter) {
                double distance = parameter - noise(seed, element, -3);
                return 0.5 * width(element) * distance * distance + 0.5 * noise(seed, element, step) * parameter;
            }

            private double width(int element) {
                return 0.6 + 0.5 * noise(seed, element, -2);
            }
        };
    }

    /// This course, but for the slopes of some elements in some steps.
    ///
    /// @param element the element, −1 for all
    /// @param first the first step
    /// @param last the last step
    /// @param slope the slope there
    default Course with(int element, long first, long last, double slope) {
        Course base = this;
        return new Course() {
            @Override
            public double start(int at) {
                return base.start(at);
            }

            @Override
            public double slope(int at, long step, double parameter) {
                return changes(at, step) ? slope : base.slope(at, step, parameter);
            }

            @Override
            public double height(int at, long step, double parameter) {
                return changes(at, step) ? slope * parameter : base.height(at, step, parameter);
            }

            private boolean changes(int at, long step) {
                return (element < 0 || element == at) && first <= step && step <= last;
            }
        };
    }

    /// A number in −1 … 1 for every element and step, as good as random: the finalizer of SplitMix64 (Steele et al. 2014).
    private static double noise(long seed, long element, long step) {
        long z = seed * 0x9E3779B97F4A7C15L + element * 0xD1B54A32D192ED03L + step * 0x8CB92BA72F3D8DD7L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >> 11) * 0x1p-52;
    }
}
