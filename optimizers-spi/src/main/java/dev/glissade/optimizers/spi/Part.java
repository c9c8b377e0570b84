package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A provider at work in an optimizer: its stages, one for each group or one for all, and the slots that they share. This is
/// what of it does not depend on the element type.
abstract sealed class Part permits FloatPart, DoublePart {
    /// Unique within an optimizer; empty for what has nothing to save.
    final String name;

    final Layout layout;

    Part(String name, Layout layout) {
        this.name = name;
        this.layout = layout;
    }

    abstract List<? extends Stage> stages();

    abstract void save(List<OptimizerState.Entry> entries);

    /// Checks that each array is among the entries with its shape, and adds its name to `wanted`.
    abstract void checkArrays(Map<String, OptimizerState.Entry> entries, Set<String> wanted);

    abstract void restoreArrays(Map<String, OptimizerState.Entry> entries);

    final boolean isSaved() {
        return !name.isEmpty();
    }

    final long completed() {
        long most = 0;
        for (int i = 0; i < stages().size(); i++) {
            most = Math.max(most, stages().get(i).completed());
        }
        return most;
    }

    /// Asks for the hyperparameters of a step; they stay as they are until [#moveOn].
    ///
    /// @throws OptimizerException if one is not allowed
    final void prepare(long step) {
        List<? extends Stage> stages = stages();
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).values.prepare(step);
        }
    }

    /// Takes over the hyperparameters prepared last.
    final void moveOn() {
        List<? extends Stage> stages = stages();
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).values.moveOn();
        }
    }

    /// The segments that the scalars of a stage are saved for: where one stage is that of all groups, the frozen ones too,
    /// so that they may be frozen otherwise when the state is restored.
    private List<Segment> covered(Stage stage) {
        return stages().size() == 1 ? layout.segments() : stage.segments;
    }

    final String entryName(String slot, Segment segment) {
        return name + "/" + slot + "/" + segment.name();
    }

    final void saveScalars(List<OptimizerState.Entry> entries) {
        for (Stage stage : stages()) {
            for (Slot slot : stage.scalarSlots()) {
                for (Segment segment : covered(stage)) {
                    double[] value = {stage.scalar(slot.name())};
                    entries.add(new OptimizerState.Doubles(entryName(slot.name(), segment), List.of(), value));
                }
            }
        }
    }

    /// @throws OptimizerException if an entry is missing or does not fit
    final void check(Map<String, OptimizerState.Entry> entries, Set<String> wanted) {
        checkArrays(entries, wanted);
        for (Stage stage : stages()) {
            for (Slot slot : stage.scalarSlots()) {
                checkScalar(stage, slot, entries, wanted);
            }
        }
    }

    private void checkScalar(Stage stage, Slot slot, Map<String, OptimizerState.Entry> entries, Set<String> wanted) {
        var different = new ArrayList<String>();
        double first = 0;
        for (Segment segment : covered(stage)) {
            String entry = entryName(slot.name(), segment);
            double value = scalar(entry, entries);
            wanted.add(entry);
            if (different.isEmpty()) {
                first = value;
            }
            if (different.isEmpty() || Double.compare(first, value) != 0) {
                different.add(segment.name() + " has " + value);
            }
        }
        if (different.size() > 1) {
            throw new OptimizerException("restore: " + name + "/" + slot.name() + ": " + different.get(0) + ", "
                    + different.get(1) + "; what was in different groups must stay in different groups");
        }
    }

    private static double scalar(String name, Map<String, OptimizerState.Entry> entries) {
        if (present(name, List.of(), entries) instanceof OptimizerState.Doubles doubles) {
            return doubles.values()[0];
        }
        throw new OptimizerException("restore: '" + name + "' is FLOAT32; it must be FLOAT64");
    }

    /// The entry of this name.
    ///
    /// @throws OptimizerException if it is missing, or its shape or length is another
    static OptimizerState.Entry present(String name, List<Integer> shape, Map<String, OptimizerState.Entry> entries) {
        OptimizerState.Entry entry = entries.get(name);
        if (entry == null) {
            throw new OptimizerException("restore: the state has no entry '" + name + "'; names must match");
        }
        int length = switch (entry) {
            case OptimizerState.Floats floats -> floats.values().length;
            case OptimizerState.Doubles doubles -> doubles.values().length;
        };
        int expected = new Segment("entry", shape, 0).length();
        if (!entry.shape().equals(shape) || length != expected) {
            throw new OptimizerException("restore: '" + name + "' has shape " + entry.shape() + " and " + length
                    + " numbers, the optimizer's has shape " + shape + " and " + expected + "; they must be equal");
        }
        return entry;
    }

    /// Takes over what was checked and the hyperparameters prepared.
    final void restore(Map<String, OptimizerState.Entry> entries, long steps) {
        if (isSaved()) {
            restoreArrays(entries);
        }
        moveOn();
        for (Stage stage : stages()) {
            stage.completed(steps);
            for (Slot slot : stage.scalarSlots()) {
                for (Segment segment : covered(stage)) {
                    stage.restoreScalar(slot.name(), scalar(entryName(slot.name(), segment), entries));
                }
            }
        }
    }
}
