package dev.glissade.optimizers.builtin;

/// A function to descend, with its gradient written out. Evaluated in `double`; for `float` parameters the gradient
/// is rounded once.
interface Objective {

    /// The value at `x`.
    double value(double[] x);

    /// The gradient at `x`.
    double[] gradient(double[] x);

    /// Σ 100 (x[i+1] − x[i]²)² + (1 − x[i])² (Rosenbrock 1960). Minimum 0 at (1, …, 1).
    static Objective rosenbrock() {
        return new Objective() {
            @Override
            public double value(double[] x) {
                double sum = 0;
                for (int i = 0; i + 1 < x.length; i++) {
                    double valley = x[i + 1] - x[i] * x[i];
                    sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
                }
                return sum;
            }

            @Override
            public double[] gradient(double[] x) {
                var gradient = new double[x.length];
                for (int i = 0; i + 1 < x.length; i++) {
                    double valley = x[i + 1] - x[i] * x[i];
                    gradient[i] += -400 * x[i] * valley - 2 * (1 - x[i]);
                    gradient[i + 1] += 200 * valley;
                }
                return gradient;
            }
        };
    }

    /// Beale's function of two variables. Minimum 0 at (3, 0.5).
    static Objective beale() {
        return new Objective() {
            private static final double[] TARGETS = {1.5, 2.25, 2.625};

            @Override
            public double value(double[] x) {
                double sum = 0;
                double power = 1;
                for (double target : TARGETS) {
                    power *= x[1];
                    double residual = target - x[0] + x[0] * power;
                    sum += residual * residual;
                }
                return sum;
            }

            @Override
            public double[] gradient(double[] x) {
                var gradient = new double[2];
                double lower = 1;
                for (int n = 1; n <= TARGETS.length; n++) {
                    double power = lower * x[1];
                    double residual = TARGETS[n - 1] - x[0] + x[0] * power;
                    gradient[0] += 2 * residual * (power - 1);
                    gradient[1] += 2 * residual * x[0] * n * lower;
                    lower = power;
                }
                return gradient;
            }
        };
    }

    /// (x² + y − 11)² + (x + y² − 7)² (Himmelblau 1972). Four minima of value 0, one at (3, 2).
    static Objective himmelblau() {
        return new Objective() {
            @Override
            public double value(double[] x) {
                double first = x[0] * x[0] + x[1] - 11;
                double second = x[0] + x[1] * x[1] - 7;
                return first * first + second * second;
            }

            @Override
            public double[] gradient(double[] x) {
                double first = x[0] * x[0] + x[1] - 11;
                double second = x[0] + x[1] * x[1] - 7;
                return new double[] {4 * x[0] * first + 2 * second, 2 * first + 4 * x[1] * second};
            }
        };
    }

    /// ½ xᵀA x − bᵀx, with a symmetric `a` in row-major order.
    static Objective quadratic(double[] a, double[] b) {
        return new Objective() {
            @Override
            public double value(double[] x) {
                double[] product = product(x);
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                    sum += 0.5 * x[i] * product[i] - b[i] * x[i];
                }
                return sum;
            }

            @Override
            public double[] gradient(double[] x) {
                double[] gradient = product(x);
                for (int i = 0; i < x.length; i++) {
                    gradient[i] -= b[i];
                }
                return gradient;
            }

            private double[] product(double[] x) {
                var product = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    for (int j = 0; j < x.length; j++) {
                        product[i] += a[i * x.length + j] * x[j];
                    }
                }
                return product;
            }
        };
    }
}
