package dev.glissade.autodiff;

import dev.glissade.tensor.Tensor;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How classes count in a cross-entropy. A value to make once and use in every step:
///
/// ```java
/// static final ClassOptions OPTIONS = ClassOptions.PLAIN.withSmoothing(0.1).withIgnored(-100);
/// ```
///
/// @param weights one weight per class, in the element type of the scores, read in place; null if all are 1
/// @param smoothing the share e in 0..1 of each target that is spread evenly over all classes: the target becomes
///     (1 − e)·target + e/C (C. Szegedy et al., Rethinking the Inception architecture, CVPR 2016, section 7)
/// @param ignored a label whose samples do not count
// The annotation is for checkers; whoever compiles against the library does not need its jar.
@SuppressWarnings("exports")
public record ClassOptions(@Nullable Tensor weights, double smoothing, OptionalInt ignored) {
    /// Every class counts alike, no smoothing, no label is ignored.
    public static final ClassOptions PLAIN = new ClassOptions(null, 0, OptionalInt.empty());

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if the weights are no vector or the smoothing is not in 0..1
    public ClassOptions {
        if (weights != null && weights.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "class options: weights are " + weights.shape() + "; one number per class is needed, a vector");
        }
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("class options: smoothing is " + smoothing + "; it must be in 0..1");
        }
    }

    /// The same with a weight per class.
    public ClassOptions withWeights(Tensor weights) {
        return new ClassOptions(weights, smoothing, ignored);
    }

    /// The same with label smoothing.
    public ClassOptions withSmoothing(double smoothing) {
        return new ClassOptions(weights, smoothing, ignored);
    }

    /// The same with an ignored label, in 0..C − 1 or outside.
    public ClassOptions withIgnored(int label) {
        return new ClassOptions(weights, smoothing, OptionalInt.of(label));
    }

    boolean plain() {
        return weights == null && smoothing == 0 && ignored.isEmpty();
    }

    /// The ignored label, or NaN, which no label equals.
    double ignoredLabel() {
        return ignored.isPresent() ? ignored.getAsInt() : Double.NaN;
    }
}
