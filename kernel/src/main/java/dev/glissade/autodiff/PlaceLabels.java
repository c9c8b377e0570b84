package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.ClassLabels;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// One number per sample put at its label, in which it is linear, and 0 at the other classes: the pullback of
/// [PickLabels]. A sample with the ignored label is 0 throughout.
///
/// Operands: labels of N×…, numbers of N×1×…; the result is N×C×…. Nothing is differentiated with respect to labels.
///
/// @param loss the operation named in errors
/// @param classes C
/// @param ignored NaN for none
record PlaceLabels(String loss, int classes, double ignored) implements Primitive {

    static Variable of(String loss, Variable labels, Variable chosen, int classes, double ignored) {
        Primitive place = labels.tape().expected() instanceof PlaceLabels(String l, int c, double i)
                        && l.equals(loss)
                        && c == classes
                        && Same.bits(i, ignored)
                ? labels.tape().expected()
                : new PlaceLabels(loss, classes, ignored);
        return labels.tape().record(place, labels, chosen);
    }

    @Override
    public String operation() {
        return loss;
    }

    @Override
    public Shape shape(Instruction at) {
        return ClassLabels.withClasses(at.shape(0), classes);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        ClassLabels.place(loss, at.tensor(0), at.tensor(1), ignored, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(1)) {
            cotangents.add(1, PickLabels.of(loss, cotangent, at.operand(0), ignored));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable chosen = tangents.of(1);
        return chosen == null ? null : of(loss, at.operand(0), chosen, classes, ignored);
    }
}
