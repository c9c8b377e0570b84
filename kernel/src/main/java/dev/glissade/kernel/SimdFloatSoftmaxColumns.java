package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;

/// Softmax, its logarithm and log-sum-exp of columns, a strip of neighbouring columns at a time: the exponentials of a
/// strip lie densely in a buffer that stays in the second-level cache.
///
/// Where a strip is the whole matrix, the numbers that belong to its columns are repeated for several rows, so that short
/// rows are worked on as one long run.
final class SimdFloatSoftmaxColumns {
    private static final int BUFFER = 1 << 16;
    private static final int NARROWEST = 16;
    private static final int RUN = 512;
    private static final int LEAST_WORK = 1 << 16;
    private static final SimdFloatExponentials FUNCTIONS = new SimdFloatExponentials();

    /// What is computed of a column.
    enum Kind {
        SOFTMAX,
        LOG_SOFTMAX,
        LOG_SUM_EXP
    }

    private SimdFloatSoftmaxColumns() {}

    static void run(
            Kind kind,
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int widest = widest(rows, columns);
        int strips = (columns + widest - 1) / widest;
        int tasks = Math.min(strips, workspace.parallel().tasks((long) rows * columns, LEAST_WORK));
        if (tasks <= 1) {
            strips(kind, input, inputOffset, rows, columns, result, resultOffset, 0, columns, widest, workspace);
            return;
        }
        workspace
                .parallel()
                .run(
                        tasks,
                        task -> strips(
                                kind,
                                input,
                                inputOffset,
                                rows,
                                columns,
                                result,
                                resultOffset,
                                (int) ((long) strips * task / tasks) * widest,
                                Math.min(columns, (int) ((long) strips * (task + 1) / tasks) * widest),
                                widest,
                                workspace.task(task)));
    }

    /// The width of a strip: what fits the buffer, or all columns, where that is little more.
    private static int widest(int rows, int columns) {
        int fitting = Math.clamp(BUFFER / Math.max(1, rows) & -NARROWEST, NARROWEST, SimdFloatColumns.STRIP);
        return columns <= 2 * fitting ? Math.clamp(columns, 1, SimdFloatColumns.STRIP) : fitting;
    }

    private static void strips(
            Kind kind,
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            int from,
            int to,
            int widest,
            Workspace workspace) {
        int strip = Math.min(widest, to - from);
        float[] lanes = workspace.floats(Purpose.LANES, SimdFloatColumns.buffer(strip));
        float[] exponentials = workspace.floats(Purpose.CHUNK, rows * strip);
        float[] statistics = workspace.floats(Purpose.STATISTICS, 2 * Math.max(RUN, strip));
        for (int c = from; c < to; c += widest) {
            int width = Math.min(widest, to - c);
            strip(
                    kind,
                    input,
                    inputOffset + c,
                    rows,
                    columns,
                    width,
                    result,
                    resultOffset + c,
                    lanes,
                    exponentials,
                    statistics);
        }
    }

    private static void strip(
            Kind kind,
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            int width,
            float[] result,
            int resultOffset,
            float[] lanes,
            float[] exponentials,
            float[] statistics) {
        int copies = width == columns ? Math.max(1, RUN / width) : 1;
        int sums = copies * width;
        SimdFloatColumns.strip(ColumnTerm.MAX, input, inputOffset, rows, columns, width, lanes);
        for (int i = 0; i < width; i++) {
            boolean asIs = kind != Kind.LOG_SUM_EXP || Float.isFinite(lanes[i]);
            statistics[i] = asIs ? lanes[i] : 0;
        }
        repeat(statistics, 0, width, copies);
        for (int r = 0; r < rows; r += copies) {
            int length = Math.min(copies, rows - r) * width;
            SimdFloatShifts.subtractEach(
                    input, inputOffset + r * columns, statistics, 0, exponentials, r * width, length);
        }
        FUNCTIONS.exp(exponentials, 0, exponentials, 0, rows * width);
        SimdFloatColumns.strip(ColumnTerm.SUM, exponentials, 0, rows, width, width, lanes);
        if (kind == Kind.SOFTMAX) {
            for (int i = 0; i < width; i++) {
                statistics[sums + i] = 1 / lanes[i];
            }
        } else {
            FUNCTIONS.log(lanes, 0, statistics, sums, width);
        }
        if (kind == Kind.LOG_SUM_EXP) {
            for (int i = 0; i < width; i++) {
                result[resultOffset + i] = statistics[i] + statistics[sums + i];
            }
            return;
        }
        repeat(statistics, sums, width, copies);
        for (int r = 0; r < rows; r += copies) {
            int length = Math.min(copies, rows - r) * width;
            int to = resultOffset + r * columns;
            if (kind == Kind.SOFTMAX) {
                SimdFloatShifts.multiplyEach(exponentials, r * width, statistics, sums, result, to, length);
            } else {
                int from = inputOffset + r * columns;
                SimdFloatShifts.subtractBoth(input, from, statistics, 0, statistics, sums, result, to, length);
            }
        }
    }

    /// Writes `copies − 1` copies of a run of `width` numbers behind it.
    private static void repeat(float[] numbers, int offset, int width, int copies) {
        for (int i = 1; i < copies; i++) {
            System.arraycopy(numbers, offset, numbers, offset + i * width, width);
        }
    }
}
