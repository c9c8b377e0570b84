package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;

/// A part of a step, over one group of parameters: the declaration of a provider at work. This is what of it does not
/// depend on the element type.
abstract sealed class Stage permits FloatStage, DoubleStage {
    /// The provider's name, for messages.
    final String name;

    final CurrentValues values;
    final Scope scope;

    /// The segments of the group, and the number of each in the layout.
    final List<Segment> segments;

    final int[] segmentNumbers;

    private final List<Slot> scalarSlots;
    private final String[] scalarNames;
    private final double[] scalars;
    private double[] measured = {};
    private double loss = Double.NaN;
    private long completed;
    private boolean preparing;
    private boolean maySkip;
    private boolean skipped;

    Stage(RuleDescription description, CurrentValues values, Layout layout, int[] segmentNumbers) {
        this.name = description.name();
        this.values = values;
        this.scope = description.scope();
        this.segmentNumbers = segmentNumbers;
        var members = new ArrayList<Segment>();
        for (int number : segmentNumbers) {
            members.add(layout.segments().get(number));
        }
        this.segments = List.copyOf(members);
        this.scalarSlots = scalars(description.slots());
        this.scalarNames = Names.of(scalarSlots, Slot::name);
        this.scalars = new double[scalarNames.length];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = values.initial(scalarSlots.get(i));
        }
    }

    private static List<Slot> scalars(List<Slot> slots) {
        var scalars = new ArrayList<Slot>();
        for (Slot slot : slots) {
            if (slot.kind() == Slot.Kind.SCALAR) {
                scalars.add(slot);
            }
        }
        return List.copyOf(scalars);
    }

    final void setScalar(String slot, double value) {
        if (!preparing) {
            throw new IllegalStateException(name + ": scalar slot " + slot
                    + " was set outside begin and settle; it must be set there, where no range is being updated");
        }
        scalars[scalarIndex(slot)] = value;
    }

    final double measured(int index) {
        return measured[index];
    }

    /// Makes room for as many measures.
    final void measures(int count) {
        measured = new double[count];
    }

    final double loss() {
        return loss;
    }

    final void skip() {
        if (!preparing || !maySkip) {
            throw new IllegalStateException(name
                    + ": skip was called outside begin and settle of a gradient transform; it must be called there");
        }
        skipped = true;
    }

    /// Opens and closes the times when scalar slots may be set.
    final void preparing(boolean open) {
        preparing = open;
    }

    final boolean isPreparing() {
        return preparing;
    }

    final void allowSkipping() {
        maySkip = true;
    }

    final void resume() {
        skipped = false;
    }

    final boolean isSkipped() {
        return skipped;
    }

    final void complete() {
        completed++;
    }

    final long completed() {
        return completed;
    }

    final void completed(long steps) {
        completed = steps;
    }

    final void loss(double loss) {
        this.loss = loss;
    }

    /// Takes over the measures, that stand at the beginning of some results.
    final void takeMeasures(double[] results) {
        System.arraycopy(results, 0, measured, 0, measured.length);
    }

    final List<Slot> scalarSlots() {
        return scalarSlots;
    }

    final double scalar(String slot) {
        return scalars[scalarIndex(slot)];
    }

    final void restoreScalar(String slot, double value) {
        scalars[scalarIndex(slot)] = value;
    }

    private int scalarIndex(String slot) {
        int index = Names.index(scalarNames, slot);
        if (index < 0) {
            throw new OptimizerException(name + " has no scalar slot '" + slot + "'; declared: "
                    + (scalarNames.length == 0 ? "none" : String.join(", ", scalarNames)));
        }
        return index;
    }
}
