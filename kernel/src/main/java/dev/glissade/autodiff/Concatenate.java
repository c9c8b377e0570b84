package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Arrangements;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Any number of operands joined along an axis.
record Concatenate(int axis) implements Primitive {

    static Variable of(List<Variable> parts, int axis) {
        if (parts.isEmpty()) {
            throw SourceLine.refusal("concatenate: 0 parts are given; at least 1 is needed");
        }
        Tape tape = parts.getFirst().tape();
        Primitive concatenate =
                tape.expected() instanceof Concatenate(int a) && a == axis ? tape.expected() : new Concatenate(axis);
        return tape.record(concatenate, parts);
    }

    @Override
    public String operation() {
        return "concatenate";
    }

    @Override
    public Shape shape(Instruction at) {
        var shapes = new ArrayList<Shape>();
        at.tensors().forEach(part -> shapes.add(part.shape()));
        return Arrangements.concatenatedShape(shapes, axis);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Arrangements.concatenate(at.tensors(), axis, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        int from = 0;
        for (int i = 0; i < at.operands(); i++) {
            int to = from + at.shape(i).size(axis);
            if (cotangents.wanted(i)) {
                cotangents.add(i, cotangent.slice(axis, from, to, 1));
            }
            from = to;
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        List<Variable> parts = Tangents.all(at, tangents);
        return parts == null ? null : of(parts, axis);
    }
}
