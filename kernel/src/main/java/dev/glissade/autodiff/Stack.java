package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Arrangements;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Any number of operands of one shape side by side along a new axis of the result.
record Stack(int axis) implements Primitive {

    static Variable of(List<Variable> parts, int axis) {
        if (parts.isEmpty()) {
            throw SourceLine.refusal("stack: 0 parts are given; at least 1 is needed");
        }
        Tape tape = parts.getFirst().tape();
        Primitive stack = tape.expected() instanceof Stack(int a) && a == axis ? tape.expected() : new Stack(axis);
        return tape.record(stack, parts);
    }

    @Override
    public String operation() {
        return "stack";
    }

    @Override
    public Shape shape(Instruction at) {
        for (int i = 1; i < at.operands(); i++) {
            if (!at.shape(i).equals(at.shape(0))) {
                throw new IllegalArgumentException("stack: part 0 is " + at.shape(0) + ", part " + i + " is "
                        + at.shape(i) + "; all shapes must be equal");
            }
        }
        return Arrangements.stackedShape(at.shape(0), at.operands(), axis);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Arrangements.stack(at.tensors(), axis, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        for (int i = 0; i < at.operands(); i++) {
            if (cotangents.wanted(i)) {
                cotangents.add(i, cotangent.select(axis, i));
            }
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        List<Variable> parts = Tangents.all(at, tangents);
        return parts == null ? null : of(parts, axis);
    }
}
