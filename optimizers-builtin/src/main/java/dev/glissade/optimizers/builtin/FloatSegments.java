package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.Segment;

/// Loops over the segments of a step, for rules that see all of them: what lies between belongs to others.
///
/// What segments give is summed in `double`, in the order of the layout.
final class FloatSegments {
    private FloatSegments() {}

    /// Σ left · right.
    static double dot(FloatStep step, float[] left, float[] right) {
        double sum = 0;
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            sum += step.arithmetic().dot(left, right, segment.offset(), segment.end());
        }
        return sum;
    }

    /// Σ |values|.
    static double sumOfMagnitudes(FloatStep step, float[] values) {
        double sum = 0;
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            sum += step.arithmetic().sumOfMagnitudes(values, segment.offset(), segment.end());
        }
        return sum;
    }

    /// The largest |value|; NaN if one is NaN.
    static double largestMagnitude(FloatStep step, float[] values) {
        double largest = 0;
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            largest = Math.max(largest, step.arithmetic().largestMagnitude(values, segment.offset(), segment.end()));
        }
        return largest;
    }

    /// target ← target + factor · source.
    static void addScaled(FloatStep step, float factor, float[] source, float[] target) {
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            step.arithmetic().addScaled(factor, source, target, segment.offset(), segment.end());
        }
    }

    /// target ← factor · source; the two may be one.
    static void scale(FloatStep step, float factor, float[] source, float[] target) {
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            for (int i = segment.offset(); i < segment.end(); i++) {
                target[i] = factor * source[i];
            }
        }
    }

    /// target ← left − right.
    static void subtract(FloatStep step, float[] left, float[] right, float[] target) {
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            for (int i = segment.offset(); i < segment.end(); i++) {
                target[i] = left[i] - right[i];
            }
        }
    }

    /// target ← source.
    static void copy(FloatStep step, float[] source, float[] target) {
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            System.arraycopy(source, segment.offset(), target, segment.offset(), segment.length());
        }
    }
}
