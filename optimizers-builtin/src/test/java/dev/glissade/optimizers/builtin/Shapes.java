package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Parameters of every shape, with gaps between them, and numbers for them.
final class Shapes {
    static final Segment MATRIX = Segment.of("matrix", 1, 5, 3);
    static final Segment EMPTY_MATRIX = Segment.of("empty.matrix", 16, 0, 4);

    /// The weights of a convolution: output channels first.
    static final Segment KERNEL = Segment.of("kernel", 16, 4, 2, 3, 2);

    static final Segment VECTOR = Segment.of("vector", 66, 7);
    static final Segment NUMBER = Segment.of("number", 73);
    static final Segment EMPTY_VECTOR = Segment.of("empty.vector", 74, 0);
    static final Segment EMPTY_KERNEL = Segment.of("empty.kernel", 74, 2, 0, 3, 1);
    static final Segment OTHER = Segment.of("other", 76, 3);
    static final int LENGTH = 80;

    /// What each output of a layer is computed from.
    static final List<int[]> UNITS = units();

    private Shapes() {}

    static Layout layout(ElementType type) {
        return new Layout(
                type, List.of(MATRIX, EMPTY_MATRIX, KERNEL, VECTOR, NUMBER, EMPTY_VECTOR, EMPTY_KERNEL, OTHER), LENGTH);
    }

    /// The indices of a column of the matrix, or of an output channel.
    private static List<int[]> units() {
        var units = new ArrayList<int[]>();
        for (int column = 0; column < 3; column++) {
            units.add(new int[] {1 + column, 4 + column, 7 + column, 10 + column, 13 + column});
        }
        for (int channel = 0; channel < 4; channel++) {
            units.add(range(16 + 12 * channel, 12));
        }
        return List.copyOf(units);
    }

    static int[] range(int from, int length) {
        var range = new int[length];
        for (int i = 0; i < length; i++) {
            range[i] = from + i;
        }
        return range;
    }

    static int[] range(Segment segment) {
        return range(segment.offset(), segment.length());
    }

    /// The Euclidean norm of some of the values.
    static double norm(double[] values, int[] indices) {
        double sum = 0;
        for (int i : indices) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum);
    }

    /// Whether an index is in a segment, not in a gap.
    static boolean isParameter(int index) {
        for (Segment segment : layout(ElementType.FLOAT64).segments()) {
            if (index >= segment.offset() && index < segment.end()) {
                return true;
            }
        }
        return false;
    }

    /// Numbers from −2 to 2 that are exact in both types.
    static double[] numbers(int seed, int length) {
        var random = new SplittableRandom(seed);
        var numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextDouble(-2, 2);
        }
        return numbers;
    }

    static double tolerance(ElementType type) {
        return type == ElementType.FLOAT32 ? 2e-6 : 4e-15;
    }

    /// NaN and infinities must agree, numbers to within the tolerance.
    static void expect(double[] actual, double[] expected, double tolerance, String what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (Double.isFinite(expected[i])) {
                assertThat(actual[i])
                        .as("%s, element %d", what, i)
                        .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
            } else {
                assertThat(actual[i]).as("%s, element %d", what, i).isEqualTo(Double.valueOf(expected[i]));
            }
        }
    }
}
