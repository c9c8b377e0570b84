package dev.glissade.kernel;

import static dev.glissade.kernel.ElementType.bits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.ElementwiseLoop.Call;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both implementations of every elementwise loop give the same bits and write nothing but their slice.
class ElementwiseParityTest {
    private static final long SEED = 20_260_101;
    private static final int MARGIN = 5;
    private static final int MAXIMAL_STRIDE = 3;

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
        1,
        -1,
        88.7228,
        -103.97,
        709.78,
        -745.13,
        0.55,
        65_536,
        1e6,
        -0x1p30,
        1.0000001e9,
        1e22
    };

    static List<ElementwiseLoop> loops() {
        return ElementwiseLoop.all();
    }

    private static int[] lengths(ElementType type) {
        int lanes =
                type == ElementType.FLOAT32 ? SimdFloatSpecies.SPECIES.length() : SimdDoubleSpecies.SPECIES.length();
        return new int[] {0, 1, lanes - 1, lanes, lanes + 1, 4 * lanes - 1, 1021};
    }

    @ParameterizedTest
    @MethodSource("loops")
    void resultsHaveTheBitsOfTheReference(ElementwiseLoop loop) {
        var random = new SplittableRandom(SEED);
        for (int length : lengths(loop.type())) {
            for (Values values : Values.values()) {
                for (int stride = 0; stride <= (loop.isStrided() ? MAXIMAL_STRIDE : 0); stride++) {
                    compare(loop, operands(loop, length, values, random), stride, length, values);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void resultsInPlaceHaveTheBitsOfTheReference(ElementwiseLoop loop) {
        var random = new SplittableRandom(SEED);
        for (int length : lengths(loop.type())) {
            for (Values values : Values.values()) {
                for (int operand = 0; operand < loop.arrays() - 1; operand++) {
                    Operands operands = operands(loop, length, values, random);
                    int last = loop.arrays() - 1;
                    operands.arrays()[last] = operands.arrays()[operand];
                    operands.offsets()[last] = operands.offsets()[operand];
                    compare(loop, operands, 1, length, values);
                }
            }
        }
    }

    private static void compare(ElementwiseLoop loop, Operands operands, int stride, int length, Values values) {
        Call expected = operands.call(loop.type(), stride, length);
        Call actual = operands.call(loop.type(), stride, length);
        loop.run(loop.scalar(), loop.arguments(expected));
        loop.run(loop.simd(), loop.arguments(actual));
        int result = loop.arrays() - 1;
        String what = "%s, length %d, stride %d, values %s, seed %d".formatted(loop, length, stride, values, SEED);
        for (int a = 0; a <= result; a++) {
            loop.type().assertSameBits(expected.arrays()[a], actual.arrays()[a], what + ", array " + a);
        }
        boolean scattered = loop.method().getName().equals("scatter");
        int end = length == 0 ? 0 : scattered ? (length - 1) * stride + 1 : length;
        for (int i = 1; i <= MARGIN; i++) {
            assertUntouched(loop.type(), operands, actual, -i, what);
            assertUntouched(loop.type(), operands, actual, end + i - 1, what);
        }
    }

    private static void assertUntouched(ElementType type, Operands before, Call after, int index, String what) {
        int result = before.arrays().length - 1;
        int at = before.offsets()[result] + index;
        assertThat(bits(type.get(after.arrays()[result], at)))
                .as("%s: result element %d, outside the slice", what, index)
                .isEqualTo(bits(type.get(before.arrays()[result], at)));
    }

    private static Operands operands(ElementwiseLoop loop, int length, Values values, SplittableRandom random) {
        var arrays = new Object[loop.arrays()];
        var offsets = new int[loop.arrays()];
        for (int a = 0; a < arrays.length; a++) {
            offsets[a] = MARGIN + random.nextInt(11);
            int size = offsets[a] + MAXIMAL_STRIDE * length + 2 * MARGIN;
            arrays[a] = loop.type().array(size);
            for (int i = 0; i < size; i++) {
                loop.type().set(arrays[a], i, values.next(loop.type(), random));
            }
        }
        double factor = values.next(loop.type(), random);
        return new Operands(arrays, offsets, factor);
    }

    /// Arrays that share storage where the result is in place; each call works on copies.
    private record Operands(Object[] arrays, int[] offsets, double factor) {
        Call call(ElementType type, int stride, int length) {
            var copies = new Object[arrays.length];
            for (int a = 0; a < arrays.length; a++) {
                copies[a] = type.copy(arrays[a]);
                for (int b = 0; b < a; b++) {
                    if (arrays[a] == arrays[b]) {
                        copies[a] = copies[b];
                    }
                }
            }
            return new Call(copies, offsets, stride, factor, length);
        }
    }

    /// Where values come from.
    private enum Values {
        MODERATE {
            @Override
            double next(ElementType type, SplittableRandom random) {
                return random.nextDouble(-12, 12);
            }
        },
        ANY_BITS {
            @Override
            double next(ElementType type, SplittableRandom random) {
                return type == ElementType.FLOAT32
                        ? Float.intBitsToFloat(random.nextInt())
                        : Double.longBitsToDouble(random.nextLong());
            }
        },
        SPECIAL_ONES {
            @Override
            double next(ElementType type, SplittableRandom random) {
                return SPECIAL[random.nextInt(SPECIAL.length)];
            }
        },
        MIXED {
            @Override
            double next(ElementType type, SplittableRandom random) {
                return values()[random.nextInt(20) == 0 ? 1 + random.nextInt(2) : 0].next(type, random);
            }
        },
        EQUAL_OFTEN {
            @Override
            double next(ElementType type, SplittableRandom random) {
                return random.nextInt(-2, 3);
            }
        };

        abstract double next(ElementType type, SplittableRandom random);
    }
}
