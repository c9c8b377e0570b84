package dev.glissade.optimizers.tck;

/// A function that every optimizer descends: how far, and in how many steps, is meant for any optimizer at a good learning
/// rate, not for the best.
///
/// The parameters are one segment: a vector, or for an optimizer of scope SEGMENT a matrix of one row. Evaluated in `double`;
/// for `float` parameters the gradient is rounded once.
public enum Problem {
    /// ½ (x − 3)² + 2 (y + 1)², from (−2, 2): minimum 0 at (3, −1). Falls below 1% in 500 steps.
    PARABOLA(500, 0.01) {
        private static final double[] WIDTHS = {1, 4};
        private static final double[] MINIMUM = {3, -1};

        @Override
        public double[] start() {
            return new double[] {-2, 2};
        }

        @Override
        public double evaluate(double[] parameters, double[] gradients) {
            return quadratic(WIDTHS, MINIMUM, parameters, gradients);
        }
    },

    /// ½ Σ λᵢ (xᵢ − cᵢ)² with λ = 1, 3, 10, 30, 100: condition number 100. Falls below 5% in 1,000 steps.
    ILL_CONDITIONED(1000, 0.05) {
        private static final double[] WIDTHS = {1, 3, 10, 30, 100};
        private static final double[] MINIMUM = {0.5, -1, 1.5, -0.25, 2};

        @Override
        public double[] start() {
            return new double[] {3, 1, -0.5, -1.5, 1};
        }

        @Override
        public double evaluate(double[] parameters, double[] gradients) {
            return quadratic(WIDTHS, MINIMUM, parameters, gradients);
        }
    },

    /// 100 (y − x²)² + (1 − x)², from (−1.2, 1) (Rosenbrock 1960). Falls below half, into the valley, in 1,000 steps.
    ROSENBROCK(1000, 0.5) {
        @Override
        public double[] start() {
            return new double[] {-1.2, 1};
        }

        @Override
        public double evaluate(double[] parameters, double[] gradients) {
            double x = parameters[0];
            double valley = parameters[1] - x * x;
            gradients[0] = -400 * x * valley - 2 * (1 - x);
            gradients[1] = 200 * valley;
            return 100 * valley * valley + (1 - x) * (1 - x);
        }
    },

    /// Logistic regression of 12 points in the plane on two classes, one point on the wrong side, with an L2 penalty of
    /// 0.005: from ln 2 at weights of 0 to 0.241. Falls below half in 500 steps.
    LOGISTIC_REGRESSION(500, 0.5) {
        private static final double PENALTY = 0.005;

        // x, y, and the class, −1 or 1.
        private static final double[][] POINTS = {
            {2.0, 1.0, 1}, {1.5, 2.5, 1}, {3.0, 0.5, 1}, {2.5, 2.0, 1}, {0.5, 1.5, 1}, {-0.5, -1.0, 1},
            {-2.0, -1.0, -1}, {-1.0, -2.5, -1}, {-3.0, 0.5, -1}, {0.5, -2.0, -1}, {-1.5, 1.0, -1}, {-0.5, -0.5, -1}
        };

        @Override
        public double[] start() {
            return new double[3];
        }

        @Override
        public double evaluate(double[] parameters, double[] gradients) {
            double loss = 0;
            for (int k = 0; k < gradients.length; k++) {
                loss += 0.5 * PENALTY * parameters[k] * parameters[k];
                gradients[k] = PENALTY * parameters[k];
            }
            for (double[] point : POINTS) {
                double margin = point[2] * (parameters[0] * point[0] + parameters[1] * point[1] + parameters[2]);
                double tail = StrictMath.exp(-Math.abs(margin));
                loss += (StrictMath.log1p(tail) + Math.max(-margin, 0)) / POINTS.length;
                double missing = (margin > 0 ? tail : 1) / (1 + tail);
                double slope = -point[2] * missing / POINTS.length;
                gradients[0] += slope * point[0];
                gradients[1] += slope * point[1];
                gradients[2] += slope;
            }
            return loss;
        }
    };

    private final int steps;
    private final double share;

    Problem(int steps, double share) {
        this.steps = steps;
        this.share = share;
    }

    /// Where to start from.
    public abstract double[] start();

    /// The loss at some parameters.
    ///
    /// @param parameters as many as at the [start][#start]; not modified
    /// @param gradients of the same length; overwritten with the gradients there
    public abstract double evaluate(double[] parameters, double[] gradients);

    /// In how many steps an optimizer has to descend.
    public int steps() {
        return steps;
    }

    /// To what share of the loss at the start it has to descend.
    public double share() {
        return share;
    }

    private static double quadratic(double[] widths, double[] minimum, double[] parameters, double[] gradients) {
        double loss = 0;
        for (int i = 0; i < widths.length; i++) {
            double distance = parameters[i] - minimum[i];
            gradients[i] = widths[i] * distance;
            loss += 0.5 * widths[i] * distance * distance;
        }
        return loss;
    }
}
