package dev.glissade.optimizers.spi;

/// A value that is lowered when a metric has stopped improving.
///
/// Unlike other schedules it depends on what is reported to it between steps; a run that is resumed gives back its
/// [state][State].
public final class Plateau implements Schedule {

    /// How it judges a metric, and what it does.
    ///
    /// @param higherIsBetter whether the metric is to rise, such as an accuracy
    /// @param factor what the value is multiplied by, between 0 and 1
    /// @param patience how many reports in a row may be no better before it acts
    /// @param threshold how much better counts
    /// @param relative whether the threshold is a share of the best metric
    /// @param cooldown after acting, how many reports are not counted
    /// @param least the lowest value
    public record Rule(
            boolean higherIsBetter,
            double factor,
            int patience,
            double threshold,
            boolean relative,
            int cooldown,
            double least) {

        /// Checks the numbers.
        ///
        /// @throws OptimizerException if the factor is not between 0 and 1, or a number of reports is negative
        public Rule {
            if (!(factor > 0 && factor < 1)) {
                throw new OptimizerException("plateau: factor is " + factor + "; it must be between 0 and 1");
            }
            Schedules.atLeast("plateau", "patience", patience, 0);
            Schedules.atLeast("plateau", "cooldown", cooldown, 0);
        }

        /// A tenth when a loss has not fallen by a ten-thousandth of itself in more than `patience` reports.
        public static Rule of(int patience) {
            return new Rule(false, 0.1, patience, 1e-4, true, 0, 0);
        }
    }

    /// What it remembers.
    ///
    /// @param value the present value
    /// @param best the best metric so far, infinite before the first
    /// @param bad the reports in a row that were no better
    /// @param cooling the reports that are not counted yet
    public record State(double value, double best, int bad, int cooling) {}

    private final Rule rule;
    private State state;

    /// A value that starts at `start`.
    public Plateau(double start, Rule rule) {
        this.rule = rule;
        this.state =
                new State(start, rule.higherIsBetter() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, 0, 0);
    }

    /// The value now, whatever the step.
    @Override
    public double at(long step) {
        return state.value();
    }

    /// Takes a metric, such as the validation loss of an epoch; NaN is no improvement.
    public void report(double metric) {
        boolean better = isBetter(metric);
        int cooling = Math.max(0, state.cooling() - 1);
        int bad = better || state.cooling() > 0 ? 0 : state.bad() + 1;
        double value = state.value();
        if (bad > rule.patience()) {
            value = Math.max(value * rule.factor(), rule.least());
            bad = 0;
            cooling = rule.cooldown();
        }
        state = new State(value, better ? metric : state.best(), bad, cooling);
    }

    private boolean isBetter(double metric) {
        double best = state.best();
        double margin = rule.relative() && Double.isFinite(best) ? best * rule.threshold() : rule.threshold();
        return rule.higherIsBetter() ? metric > best + margin : metric < best - margin;
    }

    /// What it remembers now.
    public State state() {
        return state;
    }

    /// Goes on from what was remembered.
    public void restore(State remembered) {
        state = remembered;
    }
}
