package dev.glissade.optimizers.spi;

import java.util.Arrays;
import java.util.List;

/// The values chosen for the hyperparameters of a provider: each a fixed number or a [Schedule]. Immutable.
public final class Hyperparameters {
    private final List<Hyperparameter> declared;
    private final Schedule[] schedules;

    private Hyperparameters(List<Hyperparameter> declared, Schedule[] schedules) {
        this.declared = declared;
        this.schedules = schedules;
    }

    /// Every hyperparameter at its default.
    public static Hyperparameters defaults(List<Hyperparameter> declared) {
        var copy = List.copyOf(declared);
        var schedules = new Schedule[copy.size()];
        for (int i = 0; i < schedules.length; i++) {
            schedules[i] = Schedule.constant(copy.get(i).defaultValue());
        }
        return new Hyperparameters(copy, schedules);
    }

    /// These values with another one for `hyperparameter`. A fixed number is checked now, a schedule at every step.
    ///
    /// @throws OptimizerException if the number is out of range, a flag is given a schedule, or the hyperparameter is
    ///     not declared
    public Hyperparameters with(Hyperparameter hyperparameter, Schedule schedule) {
        int index = indexOf(hyperparameter);
        Hyperparameter own = declared.get(index);
        if (schedule instanceof Schedule.Constant(double value)) {
            own.check(value);
        } else if (own.kind() == Hyperparameter.Kind.FLAG) {
            throw new OptimizerException(
                    own.name() + " is a flag; it must be true or false and cannot follow a schedule");
        }
        var changed = schedules.clone();
        changed[index] = schedule;
        return new Hyperparameters(declared, changed);
    }

    /// The hyperparameters there are, in the order of declaration.
    public List<Hyperparameter> declared() {
        return declared;
    }

    /// The fixed value of `hyperparameter`.
    ///
    /// @throws OptimizerException if it follows a schedule, so that only the step knows its value
    public double value(Hyperparameter hyperparameter) {
        if (schedule(hyperparameter) instanceof Schedule.Constant(double value)) {
            return value;
        }
        throw new OptimizerException(hyperparameter.name() + " follows a schedule; it must be a fixed number");
    }

    /// Whether a flag is set.
    public boolean flag(Hyperparameter flag) {
        return value(flag) != 0;
    }

    /// What `hyperparameter` follows; a fixed value is a [Schedule.Constant].
    public Schedule schedule(Hyperparameter hyperparameter) {
        return schedules[indexOf(hyperparameter)];
    }

    /// Each name with its value, or with the word `scheduled`: `{learningRate=0.001, beta1=0.9}`.
    @Override
    public String toString() {
        var texts = new String[schedules.length];
        for (int i = 0; i < texts.length; i++) {
            Hyperparameter one = declared.get(i);
            texts[i] = one.name() + "="
                    + (schedules[i] instanceof Schedule.Constant(double value) ? one.format(value) : "scheduled");
        }
        return Arrays.toString(texts).replace('[', '{').replace(']', '}');
    }

    private int indexOf(Hyperparameter hyperparameter) {
        for (int i = 0; i < declared.size(); i++) {
            if (declared.get(i).name().equals(hyperparameter.name())) {
                return i;
            }
        }
        throw new OptimizerException(hyperparameter.name() + " is not a hyperparameter of this optimizer; declared: "
                + Names.list(declared, Hyperparameter::name));
    }
}
