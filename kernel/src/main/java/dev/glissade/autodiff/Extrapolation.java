package dev.glissade.autodiff;

import java.util.Arrays;

/// Difference quotients at steps that are halved again and again, extrapolated to the step 0.
///
/// The quotient is a power series in the step h, or in h² if it is symmetric. Two quotients whose steps differ by a factor
/// of 2 cancel its first term, two such results the second, and so on: row by row a triangle, each entry from its left
/// neighbour and the one above that (L. F. Richardson and J. A. Gaunt, The deferred approach to the limit, 1927). An
/// entry differs from these two by more than it differs from the limit, as long as the series converges, so that is its
/// error (C. J. F. Ridders, Accurate computation of F′(x) and F′(x)F″(x), 1982). Smaller steps stop paying when rounding
/// outweighs that error.
final class Extrapolation {
    /// Entries kept of a row; more of them do not help in double precision.
    private static final int COLUMNS = 8;
    /// How many rows must agree, so that two equal ones by accident do not count.
    private static final int LEAST_ROWS = 4;
    private static final int MOST_ROWS = 40;
    /// How many rows that are not finite make an attempt hopeless.
    private static final int MOST_FAILURES = 8;
    /// The first step as a share of the scale. It has five bits, so that points are exact; neither it nor its halves are
    /// near a multiple of 1 or of π, so that periodic functions are not met at their period.
    private static final double FIRST_STEP = 21.0 / 256;
    /// The rounding of a quotient counts this often after extrapolation.
    private static final double ROUNDING_FACTOR = 2;
    /// Two estimates that are further apart than this many times their errors contradict each other.
    private static final double CONTRADICTION = 4;

    private final double ratio;
    private final int order;
    private final double[] row = new double[COLUMNS];
    private int rows;
    /// Rows since the value was found.
    private int since;
    private double value = Double.NaN;
    private double error = Double.POSITIVE_INFINITY;
    private boolean finished;

    private Extrapolation(Attempt attempt) {
        this.ratio = attempt.ratio();
        this.order = attempt.order();
    }

    /// Quotients of several components at one step.
    @FunctionalInterface
    interface Quotient {
        /// Computes the quotients.
        ///
        /// @param step the share of the scale
        /// @param quotients written in full
        /// @param noises written in full: how far rounding may move each quotient
        void at(double step, double[] quotients, double[] noises);
    }

    /// A quotient with what is known of it.
    ///
    /// @param order of the derivative: when the step is halved, rounding weighs 2^order times as much
    /// @param ratio what the first error term is divided by when the step is halved
    record Attempt(int order, double ratio, Quotient quotient) {
        /// A quotient that is even in the step.
        static Attempt symmetric(int order, Quotient quotient) {
            return new Attempt(order, 4, quotient);
        }

        /// A quotient with all powers of the step.
        static Attempt oneSided(int order, Quotient quotient) {
            return new Attempt(order, 2, quotient);
        }
    }

    /// For each component the first of the attempts that is finite.
    static Estimate[] first(int components, Iterable<Attempt> attempts) {
        Estimate[] found = new Estimate[components];
        Arrays.fill(found, Estimate.NONE);
        for (Attempt attempt : attempts) {
            boolean missing = false;
            for (Estimate estimate : found) {
                missing |= Double.isNaN(estimate.value());
            }
            if (!missing) {
                break;
            }
            Extrapolation[] limits = limits(components, attempt);
            for (int i = 0; i < components; i++) {
                if (Double.isNaN(found[i].value())) {
                    found[i] = new Estimate(limits[i].value, limits[i].error);
                }
            }
        }
        return found;
    }

    private static Extrapolation[] limits(int components, Attempt attempt) {
        Extrapolation[] limits = new Extrapolation[components];
        Arrays.setAll(limits, i -> new Extrapolation(attempt));
        double[] quotients = new double[components];
        double[] noises = new double[components];
        double step = FIRST_STEP;
        int failures = 0;
        for (int count = 0; count < MOST_ROWS && failures < MOST_FAILURES; count++, step /= 2) {
            attempt.quotient().at(step, quotients, noises);
            boolean finished = true;
            boolean failed = true;
            for (int i = 0; i < components; i++) {
                limits[i].add(quotients[i], noises[i]);
                finished &= limits[i].finished;
                failed &= limits[i].rows == 0;
            }
            if (finished) {
                break;
            }
            failures += failed ? 1 : 0;
        }
        return limits;
    }

    private void add(double quotient, double noise) {
        if (finished) {
            return;
        }
        if (!Double.isFinite(quotient)) {
            rows = 0;
            return;
        }
        double best = quotient;
        double bestError = Double.POSITIVE_INFINITY;
        double entry = quotient;
        double factor = 1;
        int columns = Math.min(rows, COLUMNS - 1);
        for (int j = 0; j < columns; j++) {
            factor *= ratio;
            double above = row[j];
            double next = entry + (entry - above) / (factor - 1);
            double apart = Math.max(Math.abs(next - entry), Math.abs(next - above));
            row[j] = entry;
            entry = next;
            if (apart < bestError) {
                best = next;
                bestError = apart;
            }
        }
        row[columns] = entry;
        rows++;
        // By now the noise of values may be known better than when the value was found.
        since++;
        error = Math.max(error, Math.scalb(ROUNDING_FACTOR * noise, -order * since));
        accept(best, bestError + ROUNDING_FACTOR * noise);
        finished = rows >= LEAST_ROWS && error <= CONTRADICTION * noise;
    }

    /// Keeps the more certain one. If they contradict each other, the one with the smaller step is right: the error of the
    /// larger step was estimated where the series did not converge yet. What is kept is no more certain than the next one
    /// confirms.
    private void accept(double next, double nextError) {
        double apart = Math.abs(next - value);
        if (nextError < error || Double.isNaN(value) || apart > CONTRADICTION * (nextError + error)) {
            value = next;
            error = nextError;
            since = 0;
        } else {
            error = Math.max(error, apart);
        }
    }
}
