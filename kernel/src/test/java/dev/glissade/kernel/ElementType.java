package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Array;
import java.util.SplittableRandom;

/// An element type, so that one test serves `float` and `double`: arrays are passed as objects, values as `double`,
/// into which every `float` fits.
enum ElementType {
    FLOAT32 {
        @Override
        Object array(int length) {
            return new float[length];
        }

        @Override
        void set(Object array, int index, double value) {
            ((float[]) array)[index] = (float) value;
        }

        @Override
        double round(double value) {
            return (float) value;
        }

        @Override
        Loops scalar() {
            return loops(FloatKernels.scalar());
        }

        @Override
        Loops simd() {
            return loops(SimdKernels.floats());
        }

        @Override
        Loops selected() {
            return loops(FloatKernels.selected());
        }

        private static Loops loops(FloatKernels kernels) {
            FloatReductions reductions = kernels.reductions();
            FloatExtrema extrema = kernels.extrema();
            FloatMatrixProduct product = kernels.matrixProduct();
            return new Loops() {
                @Override
                public double sum(Object a, int offset, int length) {
                    return reductions.sum((float[]) a, offset, length);
                }

                @Override
                public double max(Object a, int offset, int length) {
                    return extrema.max((float[]) a, offset, length);
                }

                @Override
                public void rows(
                        RowReduction kind, Object a, int at, int rows, int columns, Object r, int to, Workspace w) {
                    var input = (float[]) a;
                    var result = (float[]) r;
                    switch (kind) {
                        case SUM_ROWS -> reductions.sumRows(input, at, rows, columns, result, to);
                        case SUM_COLUMNS -> reductions.sumColumns(input, at, rows, columns, result, to, w);
                        case MAX_ROWS -> extrema.maxRows(input, at, rows, columns, result, to);
                        case LOG_SUM_EXP_ROWS -> reductions.logSumExpRows(input, at, rows, columns, result, to, w);
                        case SUM_MAGNITUDES_OF_COLUMNS ->
                            reductions.sumMagnitudesOfColumns(input, at, rows, columns, result, to, w);
                        case SUM_SQUARES_OF_COLUMNS ->
                            reductions.sumSquaresOfColumns(input, at, rows, columns, result, to, w);
                        case MULTIPLY_COLUMNS -> reductions.multiplyColumns(input, at, rows, columns, result, to, w);
                        case LOG_SUM_EXP_COLUMNS ->
                            reductions.logSumExpColumns(input, at, rows, columns, result, to, w);
                        case MAX_COLUMNS -> extrema.maxColumns(input, at, rows, columns, result, to, w);
                        case MIN_COLUMNS -> extrema.minColumns(input, at, rows, columns, result, to, w);
                        case MAX_MAGNITUDE_OF_COLUMNS ->
                            extrema.maxMagnitudeOfColumns(input, at, rows, columns, result, to, w);
                        case ARG_MAX_COLUMNS -> extrema.argMaxColumns(input, at, rows, columns, result, to, w);
                        case ARG_MIN_COLUMNS -> extrema.argMinColumns(input, at, rows, columns, result, to, w);
                    }
                }

                @Override
                public void multiply(Product s, Object a, Object b, Object c, Workspace w) {
                    product.multiply(
                            s.m(),
                            s.n(),
                            s.k(),
                            (float[]) a,
                            s.leftOffset(),
                            s.leftStride(),
                            s.leftTransposed(),
                            (float[]) b,
                            s.rightOffset(),
                            s.rightStride(),
                            s.rightTransposed(),
                            (float[]) c,
                            s.resultOffset(),
                            s.resultStride(),
                            s.accumulate(),
                            w);
                }
            };
        }
    },
    FLOAT64 {
        @Override
        Object array(int length) {
            return new double[length];
        }

        @Override
        void set(Object array, int index, double value) {
            ((double[]) array)[index] = value;
        }

        @Override
        double round(double value) {
            return value;
        }

        @Override
        Loops scalar() {
            return loops(DoubleKernels.scalar());
        }

        @Override
        Loops simd() {
            return loops(SimdKernels.doubles());
        }

        @Override
        Loops selected() {
            return loops(DoubleKernels.selected());
        }

        private static Loops loops(DoubleKernels kernels) {
            DoubleReductions reductions = kernels.reductions();
            DoubleExtrema extrema = kernels.extrema();
            DoubleMatrixProduct product = kernels.matrixProduct();
            return new Loops() {
                @Override
                public double sum(Object a, int offset, int length) {
                    return reductions.sum((double[]) a, offset, length);
                }

                @Override
                public double max(Object a, int offset, int length) {
                    return extrema.max((double[]) a, offset, length);
                }

                @Override
                public void rows(
                        RowReduction kind, Object a, int at, int rows, int columns, Object r, int to, Workspace w) {
                    var input = (double[]) a;
                    var result = (double[]) r;
                    switch (kind) {
                        case SUM_ROWS -> reductions.sumRows(input, at, rows, columns, result, to);
                        case SUM_COLUMNS -> reductions.sumColumns(input, at, rows, columns, result, to, w);
                        case MAX_ROWS -> extrema.maxRows(input, at, rows, columns, result, to);
                        case LOG_SUM_EXP_ROWS -> reductions.logSumExpRows(input, at, rows, columns, result, to, w);
                        case SUM_MAGNITUDES_OF_COLUMNS ->
                            reductions.sumMagnitudesOfColumns(input, at, rows, columns, result, to, w);
                        case SUM_SQUARES_OF_COLUMNS ->
                            reductions.sumSquaresOfColumns(input, at, rows, columns, result, to, w);
                        case MULTIPLY_COLUMNS -> reductions.multiplyColumns(input, at, rows, columns, result, to, w);
                        case LOG_SUM_EXP_COLUMNS ->
                            reductions.logSumExpColumns(input, at, rows, columns, result, to, w);
                        case MAX_COLUMNS -> extrema.maxColumns(input, at, rows, columns, result, to, w);
                        case MIN_COLUMNS -> extrema.minColumns(input, at, rows, columns, result, to, w);
                        case MAX_MAGNITUDE_OF_COLUMNS ->
                            extrema.maxMagnitudeOfColumns(input, at, rows, columns, result, to, w);
                        case ARG_MAX_COLUMNS -> extrema.argMaxColumns(input, at, rows, columns, result, to, w);
                        case ARG_MIN_COLUMNS -> extrema.argMinColumns(input, at, rows, columns, result, to, w);
                    }
                }

                @Override
                public void multiply(Product s, Object a, Object b, Object c, Workspace w) {
                    product.multiply(
                            s.m(),
                            s.n(),
                            s.k(),
                            (double[]) a,
                            s.leftOffset(),
                            s.leftStride(),
                            s.leftTransposed(),
                            (double[]) b,
                            s.rightOffset(),
                            s.rightStride(),
                            s.rightTransposed(),
                            (double[]) c,
                            s.resultOffset(),
                            s.resultStride(),
                            s.accumulate(),
                            w);
                }
            };
        }
    };

    /// A reduction of a matrix to one value for each row or column.
    enum RowReduction {
        SUM_ROWS,
        SUM_COLUMNS,
        MAX_ROWS,
        LOG_SUM_EXP_ROWS,
        SUM_MAGNITUDES_OF_COLUMNS,
        SUM_SQUARES_OF_COLUMNS,
        MULTIPLY_COLUMNS,
        LOG_SUM_EXP_COLUMNS,
        MAX_COLUMNS,
        MIN_COLUMNS,
        MAX_MAGNITUDE_OF_COLUMNS,
        ARG_MAX_COLUMNS,
        ARG_MIN_COLUMNS
    }

    /// The loops under test, of either type.
    interface Loops {
        double sum(Object input, int offset, int length);

        double max(Object input, int offset, int length);

        void rows(RowReduction kind, Object input, int at, int rows, int columns, Object result, int to, Workspace w);

        void multiply(Product shape, Object left, Object right, Object result, Workspace workspace);
    }

    private static final double[] SPECIAL = {
        Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p-149, -0x1p-140, 0x1p-126, 1, -1
    };

    abstract Object array(int length);

    abstract void set(Object array, int index, double value);

    abstract double round(double value);

    abstract Loops scalar();

    abstract Loops simd();

    abstract Loops selected();

    double get(Object array, int index) {
        return Array.getDouble(array, index);
    }

    /// Values of both signs and of sizes from 2⁻¹⁰ to 2¹⁰, so that the order of a sum shows in its bits.
    Object random(int length, long seed) {
        var random = new SplittableRandom(seed);
        var array = array(length);
        for (int i = 0; i < length; i++) {
            set(array, i, (random.nextDouble() - 0.5) * (1 << random.nextInt(20)) * 0x1p-10);
        }
        return array;
    }

    /// Random values, `every`-th on average a special one.
    Object special(int length, int every, long seed) {
        var random = new SplittableRandom(seed);
        var array = random(length, seed);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(every) == 0) {
                set(array, i, SPECIAL[random.nextInt(SPECIAL.length)]);
            }
        }
        return array;
    }

    Object copy(Object array) {
        int length = Array.getLength(array);
        var copy = array(length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    /// The bits of a value; those of NaN are one and the same.
    static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    void assertSameBits(Object expected, Object actual, String what) {
        for (int i = 0; i < Array.getLength(expected); i++) {
            if (bits(get(expected, i)) != bits(get(actual, i))) {
                fail("%s %s: element %d is %s, expected %s", this, what, i, get(actual, i), get(expected, i));
            }
        }
    }
}
