package dev.glissade.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random arguments for one call of a loop: shapes, places and values, all from one seed.
///
/// Arrays are drawn with elements before their slice and, half of the time, none behind it, so that a loop that reads
/// too far fails. Values are moderate, of any bits, special, or a mixture of these, which is drawn for each array.
final class LoopArguments {
    private static final double[] SPECIAL = {
        Double.NaN,
        0.0,
        -0.0,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0x1p-149,
        -0x1p-149,
        0x1.8p-127,
        -0x1p-1074,
        0x1p-1050,
        0x1p-126,
        -0x1p-1022,
        0x1.fffffep127,
        -0x1.fffffep127,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0.5,
        1,
        -1,
        88.7228,
        -103.97,
        709.78,
        -745.13,
        1e6,
        -0x1p30,
        1e22
    };

    private final ElementType type;
    private final SplittableRandom random;
    private final Parallel parallel;
    private final int largest;
    private final List<Slice> slices = new ArrayList<>();

    /// A part of an array that a call may write.
    private record Slice(Object array, int offset, int rows, int columns, int stride) {
        boolean holds(int index) {
            int from = index - offset;
            return from >= 0 && from / stride < rows && from % stride < columns;
        }
    }

    /// @param largest about the number of elements of the largest operand
    LoopArguments(ElementType type, long seed, Parallel parallel, int largest) {
        this.type = type;
        this.random = new SplittableRandom(seed);
        this.parallel = parallel;
        this.largest = largest;
    }

    ElementType type() {
        return type;
    }

    /// A number from `least` to `most`, both included.
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean flip() {
        return random.nextBoolean();
    }

    /// An extent of an operand that has `extents` of them: mostly below 70, at times 0 or 1, rarely as large as all may
    /// be, since large arrays take long to draw.
    int extent(int extents) {
        int most = root(largest, extents);
        return switch (random.nextInt(32)) {
            case 0, 1, 2, 3 -> between(0, 1);
            case 4, 5, 6, 7 -> between(0, Math.min(most, root(9000, extents)));
            case 8 -> between(0, most);
            default -> between(1, Math.min(most, 70));
        };
    }

    private static int root(int product, int factors) {
        return Math.max(1, (int) StrictMath.pow(product, 1.0 / factors));
    }

    /// An offset of a slice in its array.
    int offset() {
        return between(0, 19);
    }

    /// One element.
    double value() {
        return value(random.nextInt(5));
    }

    /// An array of random values that holds `length` elements from `offset` on.
    Object array(int offset, int length) {
        int size = offset + length + (flip() ? 0 : between(1, 40));
        var array = type.array(size);
        int kind = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            type.set(array, i, value(kind));
        }
        return array;
    }

    /// As [#array(int, int)], of indices from 0 to `bound` − 1 where `bound` is not 0.
    int[] indices(int offset, int length, int bound) {
        var array = new int[offset + length + (flip() ? 0 : between(1, 40))];
        for (int i = 0; i < array.length; i++) {
            array[i] = bound == 0 ? 0 : random.nextInt(bound);
        }
        return array;
    }

    Workspace workspace() {
        return new Workspace(parallel);
    }

    /// Says that a call writes `length` elements of an array, and nothing else unless that is said too.
    void mayWrite(Object array, int offset, int length) {
        mayWrite(array, offset, 1, length, Math.max(1, length));
    }

    /// Says that a call writes `rows` rows of `columns` elements, a row every `stride` elements.
    void mayWrite(Object array, int offset, int rows, int columns, int stride) {
        slices.add(new Slice(array, offset, rows, columns, stride));
    }

    /// Whether a call may write an element; known only where a driver said what may be written.
    boolean isWritable(Object array, int index) {
        if (slices.isEmpty()) {
            return true;
        }
        for (Slice slice : slices) {
            if (slice.array() == array && slice.holds(index)) {
                return true;
            }
        }
        return false;
    }

    private double value(int kind) {
        return switch (kind) {
            case 0 -> random.nextDouble(-12, 12);
            case 1 -> anyBits();
            case 2 -> random.nextInt(-2, 3);
            case 3 -> random.nextInt(40) == 0 ? special() : (random.nextDouble() - 0.5) * (1 << random.nextInt(12));
            default -> random.nextInt(4) == 0 ? special() : random.nextDouble(-4, 4);
        };
    }

    private double special() {
        return SPECIAL[random.nextInt(SPECIAL.length)];
    }

    private double anyBits() {
        return switch (type) {
            case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
            case FLOAT64 -> Double.longBitsToDouble(random.nextLong());
        };
    }
}
