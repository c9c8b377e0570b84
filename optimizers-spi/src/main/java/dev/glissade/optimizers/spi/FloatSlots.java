package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The arrays of a provider's slots over `float` parameters, for all groups together.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatSlots {
    private static final float[] NONE = {};
    private static final float[][] NO_ARRAYS = {};

    private final String provider;
    private final Layout layout;
    private final List<Slot> slots;
    private final String[] names;
    private final float[][] elements;
    private final float[][][] bySegment;
    private final float[][][] histories;

    /// All arrays, at 0.
    ///
    /// @param needed those of the declared slots that the values chosen need
    /// @param ofGroups the values chosen, of all groups
    FloatSlots(RuleDescription description, List<Slot> needed, List<Hyperparameters> ofGroups, Layout layout) {
        this.provider = description.name();
        this.layout = layout;
        this.slots = needed;
        this.names = Names.of(slots, Slot::name);
        this.elements = new float[names.length][];
        this.bySegment = new float[names.length][][];
        this.histories = new float[names.length][][];
        for (int i = 0; i < names.length; i++) {
            Slot slot = slots.get(i);
            elements[i] = NONE;
            bySegment[i] = NO_ARRAYS;
            histories[i] = NO_ARRAYS;
            switch (slot.kind()) {
                case PER_ELEMENT, SCRATCH -> elements[i] = new float[layout.length()];
                case PER_ROW, PER_COLUMN -> bySegment[i] = arrays(layout, slot.kind());
                case HISTORY -> histories[i] = new float[count(slot, description, ofGroups)][layout.length()];
                case SCALAR -> {}
            }
        }
    }

    private static float[][] arrays(Layout layout, Slot.Kind kind) {
        var arrays = new float[layout.segments().size()][];
        for (int i = 0; i < arrays.length; i++) {
            Segment segment = layout.segments().get(i);
            arrays[i] = new float[kind == Slot.Kind.PER_ROW ? segment.rows() : segment.columns()];
        }
        return arrays;
    }

    /// How many arrays the group with the longest history has.
    private static int count(Slot slot, RuleDescription description, List<Hyperparameters> ofGroups) {
        Hyperparameter count = description.hyperparameter(slot.count().orElseThrow());
        int most = 0;
        for (Hyperparameters chosen : ofGroups) {
            double value = chosen.value(count);
            if (value < 0 || value != (int) value) {
                throw new OptimizerException(description.name() + ": " + count.name() + " is " + value
                        + "; it must be a whole number, since history " + slot.name() + " has so many arrays");
            }
            most = Math.max(most, (int) value);
        }
        return most;
    }

    /// The name of the per-element slot that an array is; empty if it is none.
    String nameOf(float[] array) {
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] == array) {
                return names[i];
            }
        }
        return "";
    }

    /// A per-element or scratch slot.
    float[] elements(String name) {
        int index = Names.index(names, name);
        if (index < 0 || !isPerElement(index)) {
            throw missing("per-element", name, Slot.Kind.PER_ELEMENT, Slot.Kind.SCRATCH);
        }
        return elements[index];
    }

    /// The slot per row or per column of a segment.
    float[] ofSegment(String name, int segment) {
        int index = Names.index(names, name);
        if (index < 0 || segment < 0 || segment >= bySegment[index].length) {
            throw missing("per-row or per-column", name, Slot.Kind.PER_ROW, Slot.Kind.PER_COLUMN);
        }
        return bySegment[index][segment];
    }

    /// An array of a history.
    float[] history(String name, int at) {
        int index = Names.index(names, name);
        if (index < 0 || at < 0 || at >= histories[index].length) {
            throw missing("history", name, Slot.Kind.HISTORY);
        }
        return histories[index][at];
    }

    /// Fills the slots of a segment with their initial values.
    void start(Segment segment, int number, CurrentValues values) {
        for (int i = 0; i < names.length; i++) {
            float initial = (float) values.initial(slots.get(i));
            if (initial == 0) {
                continue;
            }
            switch (slots.get(i).kind()) {
                case PER_ELEMENT, SCRATCH -> Arrays.fill(elements[i], segment.offset(), segment.end(), initial);
                case PER_ROW, PER_COLUMN -> Arrays.fill(bySegment[i][number], initial);
                case HISTORY -> {
                    for (float[] array : histories[i]) {
                        Arrays.fill(array, segment.offset(), segment.end(), initial);
                    }
                }
                case SCALAR -> {}
            }
        }
    }

    /// Sets the slots that start as a copy of the parameters.
    void copy(float[] parameters) {
        for (int i = 0; i < names.length; i++) {
            if (slots.get(i).initial() instanceof Slot.Initial.CopyOfParameters) {
                System.arraycopy(parameters, 0, elements[i], 0, parameters.length);
            }
        }
    }

    /// Told of every array, segment by segment, that outlives a step.
    @FunctionalInterface
    interface Visitor {
        void visit(String slot, Segment segment, List<Integer> shape, float[] array, int offset);
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < names.length; i++) {
            for (int number = 0; number < layout.segments().size(); number++) {
                visit(i, number, layout.segments().get(number), visitor);
            }
        }
    }

    private void visit(int index, int number, Segment segment, Visitor visitor) {
        switch (slots.get(index).kind()) {
            case PER_ELEMENT ->
                visitor.visit(names[index], segment, segment.shape(), elements[index], segment.offset());
            case PER_ROW, PER_COLUMN -> {
                float[] array = bySegment[index][number];
                visitor.visit(names[index], segment, List.of(array.length), array, 0);
            }
            case HISTORY -> {
                for (int at = 0; at < histories[index].length; at++) {
                    float[] array = histories[index][at];
                    visitor.visit(names[index] + "." + at, segment, segment.shape(), array, segment.offset());
                }
            }
            case SCALAR, SCRATCH -> {}
        }
    }

    private boolean isPerElement(int index) {
        Slot.Kind kind = slots.get(index).kind();
        return kind == Slot.Kind.PER_ELEMENT || kind == Slot.Kind.SCRATCH;
    }

    private OptimizerException missing(String kind, String name, Slot.Kind... kinds) {
        var declared = new ArrayList<Slot>();
        for (Slot slot : slots) {
            if (List.of(kinds).contains(slot.kind())) {
                declared.add(slot);
            }
        }
        return new OptimizerException(
                provider + " has no " + kind + " slot '" + name + "'; declared: " + Names.list(declared, Slot::name));
    }
}
