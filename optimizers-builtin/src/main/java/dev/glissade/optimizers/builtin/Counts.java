package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;

/// Hyperparameters that are whole numbers: of steps, iterations and the like.
final class Counts {

    private Counts() {}

    /// A whole number from `least` to 2⁵³, up to which `double` has them all; to be read by [#whole].
    static Hyperparameter of(String name, int defaultValue, int least, String meaning) {
        return Hyperparameter.real(name, defaultValue, Range.closed(least, 0x1p53), meaning);
    }

    /// @throws OptimizerException if the value chosen is no whole number
    static long whole(Hyperparameters chosen, Hyperparameter count) {
        double value = chosen.value(count);
        if (value != Math.rint(value)) {
            throw new OptimizerException(count.name() + " is " + value + "; it must be a whole number");
        }
        return (long) value;
    }

    /// Checks the counts that are fixed. Those that follow a schedule are rounded in every step.
    ///
    /// @throws OptimizerException if one is no whole number
    static void requireWhole(Hyperparameters chosen, Hyperparameter... counts) {
        for (Hyperparameter count : counts) {
            if (chosen.schedule(count) instanceof Schedule.Constant) {
                whole(chosen, count);
            }
        }
    }
}
