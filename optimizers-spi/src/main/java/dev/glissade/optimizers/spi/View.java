package dev.glissade.optimizers.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rule sees of a stage: as a whole, or at one segment. The part that does not depend on the element type.
abstract sealed class View implements Step permits FloatView, DoubleView {
    private final Stage stage;
    private final @Nullable Segment segment;
    private ThreadArithmetic arithmetic;

    /// @param segment the one at hand; null if there is none
    View(Stage stage, @Nullable Segment segment, ThreadArithmetic arithmetic) {
        this.stage = stage;
        this.segment = segment;
        this.arithmetic = arithmetic;
    }

    /// Takes the arithmetic of the thread at work.
    final void arithmetic(ThreadArithmetic ofThread) {
        arithmetic = ofThread;
    }

    @Override
    public final long number() {
        return stage.completed() + 1;
    }

    @Override
    public final double value(Hyperparameter hyperparameter) {
        return stage.values.value(hyperparameter.name());
    }

    @Override
    public final double scalar(Slot slot) {
        return stage.scalar(slot.name());
    }

    @Override
    public final void setScalar(Slot slot, double value) {
        stage.setScalar(slot.name(), value);
    }

    @Override
    public final double measured(int index) {
        return stage.measured(index);
    }

    @Override
    public final Segment segment() {
        if (segment == null) {
            throw new IllegalStateException(
                    stage.name + ": no segment is at hand; there is one in update of scope SEGMENT" + ", the scope is "
                            + stage.scope);
        }
        return segment;
    }

    @Override
    public final List<Segment> segments() {
        return stage.segments;
    }

    @Override
    public final Arithmetic arithmetic() {
        return arithmetic.get();
    }

    @Override
    public final double loss() {
        return stage.loss();
    }

    @Override
    public final void skip() {
        stage.skip();
    }
}
