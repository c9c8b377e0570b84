package dev.glissade.kernel;

import static dev.glissade.kernel.ElementType.bits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.ElementType.Loops;
import dev.glissade.kernel.ElementType.RowReduction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reductions give the same bits in both implementations, and sums those of the stated order.
class ReductionsTest {
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 24, 30, 31, 32, 33, 47, 48, 63, 64, 65, 100, 1021, 4095, 4096, 4097,
        8191, 8192, 8193, 12289, 20480, 28673, 100_003
    };

    @ParameterizedTest
    @EnumSource
    void sumsFollowTheOrderOfTheContract(ElementType type) {
        for (int length : LENGTHS) {
            for (int offset : new int[] {0, 3}) {
                var input = type.random(length + offset, length);
                double expected = sumAsTheContractSays(type, input, offset, length);
                String what = "length " + length + ", offset " + offset;
                assertThat(type.scalar().sum(input, offset, length)).as(what).isEqualTo(expected);
                assertThat(type.simd().sum(input, offset, length)).as(what).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsAndMaximaOfSpecialValuesAgree(ElementType type) {
        for (int length : LENGTHS) {
            for (int every : new int[] {1, 20, 5000}) {
                var input = type.special(length + 6, every, length);
                String what = "length " + length + ", a special value in " + every;
                assertThat(bits(type.simd().sum(input, 5, length)))
                        .as("sum, " + what)
                        .isEqualTo(bits(type.scalar().sum(input, 5, length)));
                assertThat(bits(type.simd().max(input, 5, length)))
                        .as("max, " + what)
                        .isEqualTo(bits(type.scalar().max(input, 5, length)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void zerosSumToPlusZeroAndPlusZeroIsTheLargerZero(ElementType type) {
        for (int length : new int[] {0, 1, 5, 37, 5000}) {
            var zeros = type.array(length);
            for (int i = 0; i < length; i++) {
                type.set(zeros, i, -0.0);
            }
            for (Loops loops : List.of(type.scalar(), type.simd())) {
                assertThat(bits(loops.sum(zeros, 0, length))).isEqualTo(bits(0.0));
                assertThat(bits(loops.max(zeros, 0, length)))
                        .isEqualTo(bits(length == 0 ? Double.NEGATIVE_INFINITY : -0.0));
            }
            if (length > 0) {
                type.set(zeros, length / 2, 0.0);
                assertThat(bits(type.simd().max(zeros, 0, length))).isEqualTo(bits(0.0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void reductionsOfRowsAndColumnsAgree(ElementType type) {
        int[][] shapes = {
            {0, 0},
            {0, 5},
            {5, 0},
            {1, 1},
            {1, 40},
            {3, 10},
            {32, 10},
            {31, 17},
            {33, 257},
            {70, 300},
            {2, 5000},
            {4097, 3},
            {8193, 7},
            {12289, 2},
            {28673, 1}
        };
        for (int[] shape : shapes) {
            int rows = shape[0];
            int columns = shape[1];
            for (RowReduction kind : RowReduction.values()) {
                for (int every : new int[] {30, Integer.MAX_VALUE}) {
                    var input = type.special(rows * columns + 3, every, rows + 31L * columns);
                    var expected = type.random(Math.max(rows, columns) + 5, 99);
                    var actual = type.copy(expected);
                    type.scalar().rows(kind, input, 3, rows, columns, expected, 2, new Workspace());
                    type.simd().rows(kind, input, 3, rows, columns, actual, 2, new Workspace());
                    type.assertSameBits(expected, actual, kind + " of " + rows + "×" + columns);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aColumnSumsAsTheSameSequenceDoes(ElementType type) {
        int rows = 9001;
        int columns = 19;
        var matrix = type.random(rows * columns, 5);
        var sums = type.array(columns);
        type.simd().rows(RowReduction.SUM_COLUMNS, matrix, 0, rows, columns, sums, 0, new Workspace());
        for (int c = 0; c < columns; c++) {
            var column = type.array(rows);
            for (int r = 0; r < rows; r++) {
                type.set(column, r, type.get(matrix, r * columns + c));
            }
            assertThat(type.get(sums, c))
                    .as("column " + c)
                    .isEqualTo(type.simd().sum(column, 0, rows));
        }
    }

    @ParameterizedTest
    @EnumSource
    void logSumExpOfRowsThatAreNotFinite(ElementType type) {
        double infinity = Double.POSITIVE_INFINITY;
        double[][] rows = {
            {infinity, 1, 2}, {-infinity, -infinity, -infinity}, {Double.NaN, infinity, 0}, {-infinity, 0, -infinity}
        };
        double[] expected = {infinity, -infinity, Double.NaN, 0};
        var input = type.array(12);
        for (int i = 0; i < 12; i++) {
            type.set(input, i, rows[i / 3][i % 3]);
        }
        for (Loops loops : List.of(type.scalar(), type.simd())) {
            var result = type.array(4);
            loops.rows(RowReduction.LOG_SUM_EXP_ROWS, input, 0, 4, 3, result, 0, new Workspace());
            for (int r = 0; r < 4; r++) {
                assertThat(bits(type.get(result, r))).as("row " + r).isEqualTo(bits(expected[r]));
            }
        }
    }

    /// The contract of [FloatReductions], word by word, with lists.
    private static double sumAsTheContractSays(ElementType type, Object input, int offset, int length) {
        List<Double> results = new ArrayList<>();
        for (int block = 0; block < length; block += 4096) {
            double[] lane = new double[32];
            for (int i = 0; i < Math.min(4096, length - block); i++) {
                lane[i % 32] = type.round(lane[i % 32] + type.get(input, offset + block + i));
            }
            for (int step : new int[] {16, 8, 4, 2, 1}) {
                for (int j = 0; j < step; j++) {
                    lane[j] = type.round(lane[j] + lane[j + step]);
                }
            }
            results.add(lane[0]);
        }
        while (results.size() > 1) {
            List<Double> pairs = new ArrayList<>();
            for (int i = 0; i < results.size(); i += 2) {
                boolean odd = i + 1 == results.size();
                pairs.add(odd ? results.get(i) : type.round(results.get(i) + results.get(i + 1)));
            }
            results = pairs;
        }
        return results.isEmpty() ? 0 : results.get(0);
    }
}
