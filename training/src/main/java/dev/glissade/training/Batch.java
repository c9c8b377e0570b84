package dev.glissade.training;

import dev.glissade.tensor.Tensor;

/// Some samples as tensors.
///
/// @param features samples × columns
/// @param labels the class number of each sample, in the element type of the features
public record Batch(Tensor features, Tensor labels) {

    /// The number of samples.
    public int size() {
        return labels.shape().size(0);
    }
}
