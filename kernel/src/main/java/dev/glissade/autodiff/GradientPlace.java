package dev.glissade.autodiff;

import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Tensor;
import java.lang.ref.WeakReference;

/// Where the result of an instruction is computed that becomes the gradient of a parameter: in that gradient itself while it
/// is marked as zero, so that nothing is copied, else in storage of its own.
///
/// A result that lies in the gradient [moves out][#moveOut] before anything else is written there.
final class GradientPlace {
    private final Leaf.Parameter parameter;
    private final Instruction instruction;
    private Tensor own;
    /// For those who remember this without keeping the tape of the instruction; always the same.
    private final WeakReference<GradientPlace> reference = new WeakReference<>(this);

    GradientPlace(Leaf.Parameter parameter, Instruction instruction) {
        this.parameter = parameter;
        this.instruction = instruction;
        this.own = instruction.value();
    }

    WeakReference<GradientPlace> reference() {
        return reference;
    }

    /// Takes other storage for the times at which there is another gradient.
    void own(Tensor storage) {
        own = storage;
    }

    /// The tensor to compute the next result in.
    ///
    /// @param accumulates whether it is accumulated next
    Tensor next(boolean accumulates) {
        return accumulates && parameter.parameters().reserve(parameter.number(), this)
                ? parameter.parameters().gradient(parameter.number())
                : own;
    }

    /// Copies the result from the gradient into its own storage, where it is until the next run.
    ///
    /// @return whether it was in the gradient
    boolean moveOut() {
        Tensor result = instruction.value();
        if (result == own) {
            return false;
        }
        Elementwise.flatten(result, own);
        instruction.value(own);
        return true;
    }
}
