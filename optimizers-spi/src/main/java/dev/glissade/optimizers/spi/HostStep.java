package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;

/// The part of an optimizer's state, and of a step, that does not depend on the element type.
abstract sealed class HostStep implements Step permits FloatHostStep, DoubleHostStep {
    /// The optimizer's name, for messages.
    final String optimizer;

    final Layout layout;

    /// The stretches of the array that hold parameters: `from, to, from, to, …`; adjacent segments are one stretch.
    final int[] stretches;

    /// The per-element slots and their names, in the order of declaration.
    final List<Slot> arraySlots;

    final String[] arrayNames;

    private final CurrentValues values;
    private final String[] scalarNames;
    private final double[] scalars;
    private long completed;
    private boolean beginning;
    private boolean failed;

    HostStep(OptimizerDescription description, Layout layout, CurrentValues values) {
        this.optimizer = description.name();
        this.layout = layout;
        this.values = values;
        this.stretches = stretches(layout);
        this.arraySlots = ofKind(Slot.Kind.PER_ELEMENT, description.slots());
        this.arrayNames = names(arraySlots);
        List<Slot> scalarSlots = ofKind(Slot.Kind.SCALAR, description.slots());
        this.scalarNames = names(scalarSlots);
        this.scalars = new double[scalarNames.length];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = initial(scalarSlots.get(i));
        }
    }

    @Override
    public final long number() {
        return completed + 1;
    }

    @Override
    public final double value(Hyperparameter hyperparameter) {
        return values.value(hyperparameter.name());
    }

    @Override
    public final double scalar(Slot slot) {
        return scalar(slot.name());
    }

    @Override
    public final void setScalar(Slot slot, double value) {
        if (!beginning) {
            throw new IllegalStateException(optimizer + ": scalar slot " + slot.name()
                    + " was set outside begin; it must be set there, where no range is being updated");
        }
        scalars[scalarIndex(slot.name())] = value;
    }

    final double scalar(String name) {
        return scalars[scalarIndex(name)];
    }

    final double value(String hyperparameter) {
        return values.value(hyperparameter);
    }

    /// The number of steps done.
    final long completed() {
        return completed;
    }

    /// Checks all that can be checked before a step, and moves the hyperparameters on to it.
    ///
    /// @throws OptimizerException if the arrays do not fit or a hyperparameter is out of range; nothing has changed
    /// @throws StepFailedException if an earlier step failed half-way
    final void admit(int parameters, int gradients, boolean sameArray) {
        if (failed) {
            throw new StepFailedException(optimizer + " failed in step " + number()
                    + " before; its state may be half updated, so that it must not go on");
        }
        requireLength("parameters", parameters);
        requireLength("gradients", gradients);
        if (sameArray) {
            throw new OptimizerException(
                    optimizer + ": parameters and gradients are the same array; they must be two arrays");
        }
        values.moveTo(number());
    }

    /// Opens and closes the preparation of a step, the one time when scalar slots may be set.
    final void beginning(boolean open) {
        beginning = open;
    }

    /// Counts a step that is done.
    final void complete() {
        completed++;
    }

    /// Refuses every later step, because one was left half-way.
    final void close() {
        failed = true;
    }

    /// Closes the optimizer after a rule failed, and wraps the failure.
    final StepFailedException fail(RuntimeException failure) {
        close();
        return new StepFailedException(
                optimizer + " failed in step " + number() + ", parameters and state may be half updated: " + failure,
                failure);
    }

    final int arrayIndex(String name) {
        return required(Names.index(arrayNames, name), "per-element", name, arrayNames);
    }

    /// The number that a slot starts at; 0 for one that starts as a copy of the parameters.
    final double initial(Slot slot) {
        return switch (slot.initial()) {
            case Slot.Initial.Constant(double value) -> value;
            case Slot.Initial.OfHyperparameter(String name) -> values.value(name);
            case Slot.Initial.CopyOfParameters() -> 0;
        };
    }

    private void requireLength(String what, int length) {
        if (length != layout.length()) {
            throw new OptimizerException(optimizer + ": " + what + " has length " + length + ", the layout has length "
                    + layout.length() + "; they must be equal");
        }
    }

    private int scalarIndex(String name) {
        return required(Names.index(scalarNames, name), "scalar", name, scalarNames);
    }

    private int required(int index, String kind, String name, String[] declared) {
        if (index < 0) {
            throw new OptimizerException(optimizer + " has no " + kind + " slot '" + name + "'; declared: "
                    + (declared.length == 0 ? "none" : String.join(", ", declared)));
        }
        return index;
    }

    private static List<Slot> ofKind(Slot.Kind kind, List<Slot> slots) {
        var chosen = new ArrayList<Slot>();
        for (Slot slot : slots) {
            if (slot.kind() == kind) {
                chosen.add(slot);
            }
        }
        return List.copyOf(chosen);
    }

    private static String[] names(List<Slot> slots) {
        var names = new String[slots.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = slots.get(i).name();
        }
        return names;
    }

    private static int[] stretches(Layout layout) {
        var bounds = new ArrayList<Integer>();
        for (Segment segment : layout.segments()) {
            boolean joins = !bounds.isEmpty() && bounds.getLast() == segment.offset();
            if (segment.length() > 0 && joins) {
                bounds.set(bounds.size() - 1, segment.end());
            } else if (segment.length() > 0) {
                bounds.add(segment.offset());
                bounds.add(segment.end());
            }
        }
        var result = new int[bounds.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bounds.get(i);
        }
        return result;
    }
}
