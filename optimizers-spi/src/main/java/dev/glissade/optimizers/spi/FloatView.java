package dev.glissade.optimizers.spi;

import org.jspecify.annotations.Nullable;

/// What a rule over `float` parameters sees of a stage.
final class FloatView extends View implements FloatStep {
    private final FloatStage stage;
    private final FloatSlots slots;
    private final int segmentNumber;

    /// @param segment the one at hand, and its number in the layout; null and −1 if there is none
    FloatView(
            FloatStage stage,
            FloatSlots slots,
            @Nullable Segment segment,
            int segmentNumber,
            ThreadArithmetic arithmetic) {
        super(stage, segment, arithmetic);
        this.stage = stage;
        this.slots = slots;
        this.segmentNumber = segmentNumber;
    }

    @Override
    public float[] parameters() {
        return stage.parameters();
    }

    @Override
    public float[] gradients() {
        return stage.gradients();
    }

    @Override
    public float[] slot(Slot slot) {
        boolean bySegment = slot.kind() == Slot.Kind.PER_ROW || slot.kind() == Slot.Kind.PER_COLUMN;
        return bySegment ? slots.ofSegment(slot.name(), segmentNumber) : slots.elements(slot.name());
    }

    @Override
    public float[] history(Slot slot, int index) {
        return slots.history(slot.name(), index);
    }

    @Override
    public double evaluate() {
        return stage.evaluate();
    }
}
