package dev.glissade.optimizers.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider at work in an optimizer over `float` parameters.
final class FloatPart extends Part {
    private final FloatSlots slots;
    private final List<FloatStage> stages;

    FloatPart(String name, Layout layout, FloatSlots slots, List<FloatStage> stages) {
        super(name, layout);
        this.slots = slots;
        this.stages = stages;
    }

    @Override
    List<FloatStage> stages() {
        return stages;
    }

    float[] elements(String slot) {
        return slots.elements(slot);
    }

    /// The name of the slot that an array is; empty if it is none.
    String slotOf(float[] array) {
        return slots.nameOf(array);
    }

    void bind(float[] parameters, float[] gradients, @Nullable FloatObjective objective, double loss) {
        if (completed() == 0) {
            slots.copy(parameters);
        }
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).bind(parameters, gradients, objective, loss);
        }
    }

    void release() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).release();
        }
    }

    @Override
    void save(List<OptimizerState.Entry> entries) {
        slots.forEach((slot, segment, shape, array, offset) -> {
            int length = new Segment(slot, shape, 0).length();
            float[] values = Arrays.copyOfRange(array, offset, offset + length);
            entries.add(new OptimizerState.Floats(entryName(slot, segment), shape, values));
        });
        saveScalars(entries);
    }

    @Override
    void checkArrays(Map<String, OptimizerState.Entry> entries, Set<String> wanted) {
        slots.forEach((slot, segment, shape, _, _) -> {
            String entry = entryName(slot, segment);
            if (!(present(entry, shape, entries) instanceof OptimizerState.Floats)) {
                throw new OptimizerException(
                        "restore: '" + entry + "' is of another type; it must be " + ElementType.FLOAT32);
            }
            wanted.add(entry);
        });
    }

    @Override
    void restoreArrays(Map<String, OptimizerState.Entry> entries) {
        slots.forEach((slot, segment, shape, array, offset) -> {
            if (present(entryName(slot, segment), shape, entries) instanceof OptimizerState.Floats floats) {
                System.arraycopy(floats.values(), 0, array, offset, floats.values().length);
            }
        });
    }
}
