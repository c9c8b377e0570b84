package dev.glissade.optimizers.spi;

/// One rise and fall of the learning rate over a whole run, and of the momentum the other way round.
///
/// ```
/// rate   start ──▶ peak ──▶ end              two phases
///        start ──▶ peak ──▶ start ──▶ end    three
/// ```
///
/// Source: Smith and Topin 2018, *Super-Convergence*. Fractions, divisors and the phases are those of PyTorch's `OneCycleLR`.
///
/// @param peak the highest rate
/// @param steps the number of steps of the run, at least 2; afterwards it stays at the end
/// @param rising the share of the steps in which the rate rises, between 0 and 1
/// @param startDivisor start is peak ÷ this
/// @param endDivisor end is start ÷ this
/// @param linear whether the way is straight, not a half wave of the cosine
/// @param threePhases whether it falls to the start as long as it rose, and then to the end
public record OneCycle(
        double peak,
        long steps,
        double rising,
        double startDivisor,
        double endDivisor,
        boolean linear,
        boolean threePhases) {

    /// Checks the numbers.
    ///
    /// @throws OptimizerException if there are fewer than 2 steps, or the share is not between 0 and 1
    public OneCycle {
        Schedules.atLeast("oneCycle", "steps", steps, 2);
        if (!(rising > 0 && rising < 1)) {
            throw new OptimizerException("oneCycle: rising is " + rising + "; it must be between 0 and 1");
        }
    }

    /// A cycle by half waves in two phases, that rises in 30 % of the steps from peak ÷ 25 and ends at a ten-thousandth of
    /// where it began.
    public static OneCycle of(double peak, long steps) {
        return new OneCycle(peak, steps, 0.3, 25, 1e4, false, false);
    }

    /// The schedule of the learning rate.
    public Schedule rate() {
        double start = peak / startDivisor;
        return step -> at(step, start, peak, start / endDivisor);
    }

    /// A schedule of the momentum: highest where the rate is lowest.
    public Schedule momentum(double least, double most) {
        return step -> at(step, most, least, most);
    }

    private double at(long step, double start, double turn, double end) {
        double k = Math.min(step - 1, steps - 1);
        double first = rising * steps - 1;
        double second = threePhases ? 2 * rising * steps - 2 : first;
        if (k <= first) {
            return between(start, turn, first == 0 ? 1 : k / first);
        }
        if (k <= second) {
            return between(turn, start, (k - first) / (second - first));
        }
        return between(threePhases ? start : turn, end, (k - second) / (steps - 1 - second));
    }

    private double between(double from, double to, double part) {
        return linear ? from + (to - from) * part : Schedules.cosine(from, to, part);
    }
}
