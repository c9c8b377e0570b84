package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.ClassLabels;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The score of each sample at its label, in which it is linear; 0 for samples with the ignored label.
///
/// Operands: scores of N×C×…, labels of N×…; the result is N×1×…. Nothing is differentiated with respect to labels.
///
/// @param loss the operation named in errors
/// @param ignored NaN for none
record PickLabels(String loss, double ignored) implements Primitive {

    static Variable of(String loss, Variable scores, Variable labels, double ignored) {
        Primitive pick = scores.tape().expected() instanceof PickLabels(String l, double i)
                        && l.equals(loss)
                        && Same.bits(i, ignored)
                ? scores.tape().expected()
                : new PickLabels(loss, ignored);
        return scores.tape().record(pick, scores, labels);
    }

    @Override
    public String operation() {
        return loss;
    }

    @Override
    public Shape shape(Instruction at) {
        ClassLabels.checkShapes(loss, at.shape(0), at.shape(1));
        return ClassLabels.chosenShape(at.shape(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        ClassLabels.pick(loss, at.tensor(0), at.tensor(1), ignored, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(
                    0,
                    PlaceLabels.of(loss, at.operand(1), cotangent, at.shape(0).size(1), ignored));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable scores = tangents.of(0);
        return scores == null ? null : of(loss, scores, at.operand(1), ignored);
    }
}
