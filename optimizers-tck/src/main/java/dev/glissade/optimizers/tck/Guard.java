package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.RuleProvider;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/// What a rule may do to which arrays: the part of a guarded rule that does not depend on the element type.
///
/// The arrays are the parameters, the gradients, then the per-element slots and histories.
final class Guard {
    static final int PARAMETERS = 0;
    static final int GRADIENTS = 1;

    /// What stands for that which is not to be read.
    static final double HIDDEN = 7777.25;

    private final String provider;
    private final boolean transforms;
    private final boolean averages;
    private final Scope scope;
    private final boolean hiding;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<String> names = new ArrayList<>(List.of("parameters", "gradients"));

    Guard(RuleProvider provider, Hyperparameters chosen, boolean hiding) {
        this.provider = provider.name();
        this.transforms = provider instanceof GradientTransformProvider;
        this.averages = provider instanceof AveragingProvider;
        this.scope = provider.scope();
        this.hiding = hiding;
        for (Slot slot : provider.slots(chosen)) {
            switch (slot.kind()) {
                case PER_ELEMENT, SCRATCH -> add(slot, -1, slot.name());
                case HISTORY -> {
                    String wanted = slot.count().orElseThrow();
                    int count = chosen.declared().stream()
                            .filter(one -> one.name().equals(wanted))
                            .mapToInt(one -> (int) chosen.value(one))
                            .sum();
                    for (int i = 0; i < count; i++) {
                        add(slot, i, slot.name() + "." + i);
                    }
                }
                case PER_ROW, PER_COLUMN, SCALAR -> {}
            }
        }
    }

    private void add(Slot slot, int place, String name) {
        slots.add(slot);
        places.add(place);
        names.add(name);
    }

    int slots() {
        return slots.size();
    }

    Slot slot(int index) {
        return slots.get(index);
    }

    /// The place of an array in its history; −1 for a slot that is none.
    int place(int index) {
        return places.get(index);
    }

    /// Whether what a rule is not to read has another value while it is at work.
    boolean hides() {
        return hiding;
    }

    /// Whether the rule may use all arrays as a whole before the ranges.
    boolean seesAll() {
        return scope == Scope.GLOBAL;
    }

    /// Whether the rule may read an array, within its range.
    boolean reads(int array) {
        return !(averages && array == GRADIENTS);
    }

    /// Whether [update][dev.glissade.optimizers.spi.FloatUpdateRule#update] may write an array, within its range.
    boolean updates(int array) {
        return array != (transforms ? PARAMETERS : GRADIENTS);
    }

    /// Whether `measure` may write an array, within its range.
    boolean measures(int array) {
        return array > GRADIENTS;
    }

    /// Refuses that an element was written.
    void refuse(String method, int array, int index, int from, int to, double before, double after) {
        String seen = provider + ": " + method + " over " + from + " ≤ i < " + to + " changed " + names.get(array) + "["
                + index + "] from " + before + " to " + after;
        boolean inside = from <= index && index < to;
        Assertions.fail(
                inside
                        ? seen + "; " + names.get(array)
                                + " are to be read only there. Compute into a local variable, or into a"
                                + " scratch slot: Slot.scratch(…)"
                        : seen
                                + "; it must write its own range only. Let the loop be `for (int i = from; i < to; i++)`,"
                                + " and index no array by anything but i");
    }
}
