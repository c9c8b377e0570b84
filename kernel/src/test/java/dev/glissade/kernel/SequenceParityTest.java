package dev.glissade.kernel;

import static dev.glissade.kernel.ElementType.bits;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every loop over sequences and matrices gives the same bits in both implementations and writes nothing beside its
/// result.
class SequenceParityTest {
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 1021, 4097, 12_301, 65_536, 150_001
    };
    private static final int[][] SHAPES = {
        {0, 4},
        {4, 0},
        {1, 1},
        {1, 37},
        {37, 1},
        {3, 10},
        {33, 7},
        {31, 16},
        {130, 17},
        {300, 63},
        {5, 129},
        {160, 200},
        {2, 5000},
        {4099, 3},
        {8200, 18}
    };

    @ParameterizedTest
    @EnumSource
    void bothImplementationsAgree(ElementType type) throws ReflectiveOperationException {
        Record scalar = type == ElementType.FLOAT32 ? FloatKernels.scalar() : DoubleKernels.scalar();
        Record simd = type == ElementType.FLOAT32 ? SimdKernels.floats() : SimdKernels.doubles();
        int loops = 0;
        for (String name : LoopCall.FAMILIES) {
            Object reference = LoopCall.family(scalar, name);
            Object fast = LoopCall.family(simd, name);
            for (Method loop : LoopCall.loops(reference)) {
                loops++;
                for (int every : new int[] {9, 2000, Integer.MAX_VALUE}) {
                    if (LoopCall.takesMatrix(loop)) {
                        for (int[] shape : SHAPES) {
                            compare(type, loop, reference, fast, shape[0], shape[1], every);
                        }
                    } else {
                        for (int length : LENGTHS) {
                            compare(type, loop, reference, fast, 1, length, every);
                        }
                    }
                }
            }
        }
        assertThat(loops).isEqualTo(13 + 11 + 4 + 2 + 4);
    }

    private static void compare(
            ElementType type, Method loop, Object reference, Object fast, int rows, int columns, int every)
            throws ReflectiveOperationException {
        long seed = 31L * rows + columns + every;
        LoopCall expected = LoopCall.of(type, reference, loop, rows, columns, every, seed, new Workspace());
        LoopCall actual = LoopCall.of(type, fast, loop, rows, columns, every, seed, new Workspace());
        String what = type + " " + loop.getName() + " of " + rows + "×" + columns + ", a special value in " + every
                + ", seed " + seed;
        assertThat(bits(actual.result())).as(what).isEqualTo(bits(expected.result()));
        for (int i = 0; i < expected.arrays().size(); i++) {
            type.assertSameBits(expected.arrays().get(i), actual.arrays().get(i), what + ", array " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProductThatUnderflowsToMinusZeroStaysSo(ElementType type) {
        double tiny = type == ElementType.FLOAT32 ? 0x1p-149 : Double.MIN_VALUE;
        for (int length : new int[] {1, 16, 20, 32, 40, 64, 4128}) {
            var left = type.array(length);
            var right = type.array(length);
            for (int i = 0; i < length; i++) {
                type.set(left, i, tiny);
                type.set(right, i, -tiny);
            }
            double expected = dot(type, false, left, right, length);
            assertThat(bits(dot(type, true, left, right, length)))
                    .as("length " + length)
                    .isEqualTo(bits(expected));
            assertThat(bits(expected)).as("length " + length).isEqualTo(bits(length >= 32 ? -0.0 : 0.0));
        }
    }

    private static double dot(ElementType type, boolean simd, Object left, Object right, int length) {
        return switch (type) {
            case FLOAT32 ->
                (simd ? SimdKernels.floats() : FloatKernels.scalar())
                        .reductions()
                        .dot((float[]) left, 0, (float[]) right, 0, length);
            case FLOAT64 ->
                (simd ? SimdKernels.doubles() : DoubleKernels.scalar())
                        .reductions()
                        .dot((double[]) left, 0, (double[]) right, 0, length);
        };
    }

    @ParameterizedTest
    @EnumSource
    void differencesFromAnInfiniteCenterAgree(ElementType type) {
        var input = type.random(40, 1);
        for (double center : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
            for (int length : new int[] {0, 5, 39}) {
                double expected = type == ElementType.FLOAT32
                        ? FloatKernels.scalar()
                                .reductions()
                                .sumSquaredDifferences((float[]) input, 1, (float) center, length)
                        : DoubleKernels.scalar()
                                .reductions()
                                .sumSquaredDifferences((double[]) input, 1, center, length);
                double actual = type == ElementType.FLOAT32
                        ? SimdKernels.floats()
                                .reductions()
                                .sumSquaredDifferences((float[]) input, 1, (float) center, length)
                        : SimdKernels.doubles().reductions().sumSquaredDifferences((double[]) input, 1, center, length);
                assertThat(bits(actual)).as("length " + length).isEqualTo(bits(expected));
            }
        }
    }
}
