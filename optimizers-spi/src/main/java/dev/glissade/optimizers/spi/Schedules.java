package dev.glissade.optimizers.spi;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/// The usual schedules, for the learning rate or any other hyperparameter. Most are found by name too, by
/// [Optimizers#schedule]; [ScheduleProvider] says which.
///
/// All give the same bits on every machine and allocate nothing. In the formulas k is the number of steps done before, so 0 in the first step. What ends, stays where it ended.
///
/// ```java
/// Optimizers.named("adam").with("learningRate", Schedules.warmUp(100, Schedules.cosineDecay(1e-3, 0, 10_000)))
/// ```
public final class Schedules {
    private Schedules() {}

    /// A schedule that says what it is.
    private record Described(String description, LongToDoubleFunction values) implements Schedule {
        @Override
        public double at(long step) {
            return values.applyAsDouble(step - 1);
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /// The schedule of a provider that was found by its name, with the values chosen.
    ///
    /// @throws OptimizerException if the provider refuses them, or makes no schedule
    public static Schedule of(Choice<? extends ScheduleProvider> choice) {
        return Choice.made(
                "schedule", choice.description().name(), () -> choice.provider().schedule(choice.hyperparameters()));
    }

    /// start · factor^⌊k ÷ every⌋
    ///
    /// @throws OptimizerException if `every` is below 1
    public static Schedule stepDecay(double start, double factor, long every) {
        atLeast("stepDecay", "every", every, 1);
        return new Described("step decay from " + start + " by " + factor + " every " + every + " steps", k -> {
            long times = k / every;
            return start * WholePower.of(factor, times);
        });
    }

    /// start · factor^n, n being the number of milestones up to k
    ///
    /// @param milestones in ascending order
    /// @throws OptimizerException if they are not
    public static Schedule multiStep(double start, double factor, long... milestones) {
        long[] ascending = ascending("multiStep", milestones);
        return new Described(
                "steps from " + start + " by " + factor + " after " + Arrays.toString(ascending),
                k -> start * WholePower.of(factor, reached(ascending, k)));
    }

    /// start · factorᵏ
    public static Schedule exponential(double start, double factor) {
        return new Described(
                "exponential from " + start + " by " + factor + " a step", k -> start * WholePower.of(factor, k));
    }

    /// The first value until the first boundary, the next until the next, …
    ///
    /// @param values one more than boundaries
    /// @param boundaries in ascending order: the k at which the next value begins
    /// @throws OptimizerException if they are not, or there are more or fewer values
    public static Schedule piecewise(List<Double> values, long... boundaries) {
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        long[] ascending = ascending("piecewise", boundaries);
        if (numbers.length != ascending.length + 1) {
            throw new OptimizerException("piecewise: there are " + numbers.length + " values and " + ascending.length
                    + " boundaries; one value more than boundaries is needed");
        }
        return new Described(
                "pieces " + values + " from " + Arrays.toString(ascending) + " on",
                k -> numbers[reached(ascending, k)]);
    }

    /// On a straight line from `start` to `end`, where it is after `steps`.
    ///
    /// @throws OptimizerException if `steps` is below 1
    public static Schedule linear(double start, double end, long steps) {
        atLeast("linear", "steps", steps, 1);
        return new Described(
                "linear from " + start + " to " + end + " in " + steps + " steps",
                k -> start + (end - start) * part(k, steps));
    }

    /// end + (start − end) · (1 − k ÷ steps)^power
    ///
    /// @throws OptimizerException if `steps` is below 1, or the power not above 0
    public static Schedule polynomial(double start, double end, double power, long steps) {
        atLeast("polynomial", "steps", steps, 1);
        if (!(power > 0)) {
            throw new OptimizerException("polynomial: power is " + power + "; it must be above 0");
        }
        return new Described(
                "polynomial of power " + power + " from " + start + " to " + end + " in " + steps + " steps",
                k -> end + (start - end) * power(1 - part(k, steps), power));
    }

    /// Half a wave of the cosine from `start` to `end`, where it stays.
    ///
    /// @throws OptimizerException if `steps` is below 1
    public static Schedule cosineDecay(double start, double end, long steps) {
        atLeast("cosineDecay", "steps", steps, 1);
        return new Described(
                "cosine from " + start + " to " + end + " in " + steps + " steps",
                k -> cosine(start, end, part(k, steps)));
    }

    /// The cosine from `start` to `end` in `steps`, and on, up again and down again, as PyTorch has it.
    ///
    /// Source: Loshchilov and Hutter 2017, *SGDR*, equation 5, without restarts.
    ///
    /// @throws OptimizerException if `steps` is below 1
    public static Schedule cosineAnnealing(double start, double end, long steps) {
        atLeast("cosineAnnealing", "steps", steps, 1);
        return new Described(
                "cosine wave between " + start + " and " + end + ", " + steps + " steps each way",
                k -> cosine(start, end, (double) k / steps));
    }

    /// The cosine from `start` to `end` again and again: in `first` steps, then in `growth` times as many as before.
    ///
    /// Source: Loshchilov and Hutter 2017, *SGDR*, equation 5.
    ///
    /// @throws OptimizerException if `first` or `growth` is below 1
    public static Schedule cosineWarmRestarts(double start, double end, long first, long growth) {
        atLeast("cosineWarmRestarts", "first", first, 1);
        atLeast("cosineWarmRestarts", "growth", growth, 1);
        return new Described(
                "cosine from " + start + " to " + end + " in " + first + " steps, restarted, each time " + growth
                        + " times as long",
                k -> {
                    long length = first;
                    long begin = 0;
                    if (growth == 1) {
                        begin = k / first * first;
                    } else {
                        while (k - begin >= length) {
                            begin += length;
                            length = length > Long.MAX_VALUE / growth ? Long.MAX_VALUE : length * growth;
                        }
                    }
                    return cosine(start, end, (double) (k - begin) / length);
                });
    }

    /// Up on a straight line to `peak` in `warmUp` steps, then peak · √(warmUp ÷ (k + 1)).
    ///
    /// Source: Vaswani et al. 2017, *Attention Is All You Need*, equation 3.
    ///
    /// @throws OptimizerException if `warmUp` is below 1
    public static Schedule inverseSquareRoot(double peak, long warmUp) {
        atLeast("inverseSquareRoot", "warmUp", warmUp, 1);
        return new Described(
                "up to " + peak + " in " + warmUp + " steps, then by the inverse square root",
                k -> peak * Math.min((k + 1.0) / warmUp, Math.sqrt(warmUp / (k + 1.0))));
    }

    /// Another schedule, times (k + 1) ÷ steps in the first `steps`.
    ///
    /// @throws OptimizerException if `steps` is below 1
    public static Schedule warmUp(long steps, Schedule then) {
        atLeast("warmUp", "steps", steps, 1);
        return new Described(
                "up in " + steps + " steps, " + then, k -> then.at(k + 1) * Math.min(1, (k + 1.0) / steps));
    }

    /// One schedule after the other, each as if it began where it takes over.
    ///
    /// @param schedules one more than boundaries
    /// @param boundaries in ascending order: the k at which the next schedule begins
    /// @throws OptimizerException if they are not, or there are more or fewer schedules
    public static Schedule joined(List<Schedule> schedules, long... boundaries) {
        long[] ascending = ascending("joined", boundaries);
        var pieces = schedules.toArray(new Schedule[0]);
        if (pieces.length != ascending.length + 1) {
            throw new OptimizerException("joined: there are " + pieces.length + " schedules and " + ascending.length
                    + " boundaries; one schedule more than boundaries is needed");
        }
        return new Described("joined " + schedules + " at " + Arrays.toString(ascending), k -> {
            int piece = reached(ascending, k);
            return pieces[piece].at(k + 1 - (piece == 0 ? 0 : ascending[piece - 1]));
        });
    }

    /// The share of a way done, at most 1.
    private static double part(long k, long steps) {
        return (double) Math.min(k, steps) / steps;
    }

    /// x^power for x from 0 to 1 and a power above 0: unlike `Math.pow`, the same on every machine.
    private static double power(double x, double power) {
        return x == 0 ? 0 : StrictMath.exp(power * StrictMath.log(x));
    }

    static double cosine(double start, double end, double part) {
        return end + (start - end) * (1 + cosineOfHalfTurns(part)) / 2;
    }

    /// cos(π · turns), from angles of at most π/4, for which `StrictMath` allocates nothing.
    private static double cosineOfHalfTurns(double turns) {
        double within = turns % 2;
        double folded = within > 1 ? 2 - within : within;
        if (folded <= 0.25) {
            return StrictMath.cos(Math.PI * folded);
        }
        return folded < 0.75 ? -StrictMath.sin(Math.PI * (folded - 0.5)) : -StrictMath.cos(Math.PI * (1 - folded));
    }

    private static int reached(long[] ascending, long k) {
        int count = 0;
        while (count < ascending.length && ascending[count] <= k) {
            count++;
        }
        return count;
    }

    private static long[] ascending(String schedule, long[] given) {
        long[] ascending = given.clone();
        for (int i = 1; i < ascending.length; i++) {
            if (ascending[i] <= ascending[i - 1]) {
                throw new OptimizerException(schedule + ": " + ascending[i] + " follows " + ascending[i - 1]
                        + "; boundaries must be in ascending order");
            }
        }
        return ascending;
    }

    static void atLeast(String schedule, String name, long value, long least) {
        if (value < least) {
            throw new OptimizerException(schedule + ": " + name + " is " + value + "; it must be at least " + least);
        }
    }
}
