package dev.glissade.autodiff;

import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// How elements count in a binary cross-entropy. A value to make once and use in every step; the tensors are read in
/// place, so that their numbers may change between steps.
///
/// @param elements a factor for each loss, broadcast to the shape of the input; null if all are 1
/// @param positive a factor for the part of each loss that belongs to target 1, broadcast to the shape of the input; above
///     1 it favours recall, below 1 precision; null if all are 1
// The annotation is for checkers; whoever compiles against the library does not need its jar.
@SuppressWarnings("exports")
public record BinaryWeights(
        @Nullable Tensor elements, @Nullable Tensor positive) {
    /// Every element counts alike.
    public static final BinaryWeights NONE = new BinaryWeights(null, null);

    /// The same with a factor for each loss.
    public BinaryWeights withElements(Tensor elements) {
        return new BinaryWeights(elements, positive);
    }

    /// The same with a factor for the part of target 1.
    public BinaryWeights withPositive(Tensor positive) {
        return new BinaryWeights(elements, positive);
    }
}
