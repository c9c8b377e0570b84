package dev.glissade.optimizers.spi;

import java.util.Arrays;

/// The values of an optimizer's hyperparameters in the step at hand. Allocates nothing once made.
final class CurrentValues {
    private final String optimizer;
    private final ElementType elementType;
    private final Hyperparameter[] declared;
    private final String[] names;
    private final Schedule[] schedules;

    /// Which of the hyperparameters change; the others are checked once.
    private final int[] changing;

    private double[] now;
    private double[] next;

    /// The values in step 1.
    ///
    /// @throws OptimizerException if one of them is not allowed
    CurrentValues(String optimizer, ElementType elementType, Hyperparameters chosen) {
        this.optimizer = optimizer;
        this.elementType = elementType;
        this.declared = chosen.declared().toArray(new Hyperparameter[0]);
        this.names = new String[declared.length];
        this.schedules = new Schedule[declared.length];
        for (int i = 0; i < declared.length; i++) {
            names[i] = declared[i].name();
            schedules[i] = chosen.schedule(declared[i]);
        }
        this.now = new double[declared.length];
        this.next = new double[declared.length];
        int count = 0;
        int[] indices = new int[declared.length];
        for (int i = 0; i < declared.length; i++) {
            now[i] = checked(declared[i], ask(i, 1), 1);
            next[i] = now[i];
            if (!(schedules[i] instanceof Schedule.Constant)) {
                indices[count++] = i;
            }
        }
        this.changing = Arrays.copyOf(indices, count);
    }

    /// Asks every schedule for its value in a step; the values stay as they are until [#moveOn].
    ///
    /// @throws OptimizerException if one is not allowed
    void prepare(long step) {
        for (int i : changing) {
            next[i] = checked(declared[i], ask(i, step), step);
        }
    }

    /// Takes over the values prepared last.
    void moveOn() {
        double[] spare = now;
        now = next;
        next = spare;
    }

    double value(String name) {
        int index = Names.index(names, name);
        if (index < 0) {
            throw new OptimizerException(
                    optimizer + " has no hyperparameter '" + name + "'; declared: " + String.join(", ", names));
        }
        return now[index];
    }

    /// The number that a slot starts at; 0 for one that starts as a copy of the parameters.
    double initial(Slot slot) {
        return switch (slot.initial()) {
            case Slot.Initial.Constant(double value) -> value;
            case Slot.Initial.OfHyperparameter(String name) -> value(name);
            case Slot.Initial.CopyOfParameters() -> 0;
        };
    }

    private double ask(int index, long step) {
        try {
            return schedules[index].at(step);
        } catch (RuntimeException failure) {
            throw new OptimizerException(
                    optimizer + ": the schedule of " + names[index] + " failed in step " + step + ": " + failure,
                    failure);
        }
    }

    private double checked(Hyperparameter hyperparameter, double value, long step) {
        if (!hyperparameter.range().contains(value)) {
            throw new OptimizerException(optimizer + ": " + hyperparameter.name() + " is " + value + " in step " + step
                    + "; it must be in " + hyperparameter.range());
        }
        double narrowed = elementType == ElementType.FLOAT32 ? (float) value : value;
        boolean lost = narrowed == 0 || Double.isInfinite(narrowed);
        if (lost && !hyperparameter.range().contains(narrowed)) {
            throw new OptimizerException(optimizer + ": " + hyperparameter.name() + " is " + value + " in step " + step
                    + ", which is " + narrowed + " as " + elementType + "; it must be in " + hyperparameter.range());
        }
        return value;
    }
}
