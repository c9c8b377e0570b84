package dev.glissade.kernel;

/// [FloatMatrixProduct] with vectors: chooses the way for a shape and shares large work among threads.
///
/// | shape | way |
/// |---|---|
/// | one column | [SimdFloatColumnProduct] |
/// | C = A·B for dense squares of a side that [SimdFloatSquareProduct] has, none transposed | that |
/// | at most 16 rows and less than a vector of columns, B not transposed | its tiles at once ([SimdFloatEdgeTile]) |
/// | at most 3 rows, B not transposed | [SimdFloatRowProduct] |
/// | one row, B transposed, at least a vector of columns or less than one of steps | [SimdFloatTransposedRowProduct] |
/// | C = A·Bᵀ of numbers of rows that [SimdFloatTransposedBatchProduct] has | that |
/// | C = Aᵀ·B of at most eight steps that [SimdFloatOuterProduct] has | that |
/// | else | [SimdFloatBlockedProduct] |
///
/// Columns of C are dealt to the threads in whole tiles, so that each packs its own part of B and reads A in place; rows
/// where there are few columns, and where A is transposed and has to be packed. There are as many tasks as there are
/// threads and 2²⁰ multiplications for each (some tens of microseconds; waking a worker costs about ten).
final class SimdFloatMatrixProduct implements FloatMatrixProduct {
    private static final int V = SimdFloatSpecies.SPECIES.length();
    private static final int TINY_ROWS = 16;
    private static final int STREAMED_ROWS = 3;
    private static final int ROWS = 6;
    private static final int COLUMNS = SimdFloatTile.panelColumns(ROWS);
    private static final long LEAST_WORK = 1 << 20;

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            int rightStride,
            boolean rightTransposed,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace) {
        if (m == n
                && k == n
                && leftStride == n
                && rightStride == n
                && resultStride == n
                && !leftTransposed
                && !rightTransposed
                && !accumulate
                && SimdFloatSquareProduct.has(n)) {
            SimdFloatSquareProduct.multiply(n, left, leftOffset, right, rightOffset, result, resultOffset);
            return;
        }
        if (m <= TINY_ROWS && n < V && n > 1 && !rightTransposed) {
            SimdFloatEdgeTile.part(
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftTransposed ? 1 : leftStride,
                    leftTransposed ? leftStride : 1,
                    right,
                    rightOffset,
                    rightStride,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate,
                    workspace);
            return;
        }
        int tasks = tasks(m, n, k, workspace.parallel().threads());
        if (tasks <= 1) {
            single(
                    n == 1,
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    leftTransposed,
                    right,
                    rightOffset,
                    rightStride,
                    rightTransposed,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate,
                    workspace);
            return;
        }
        boolean byRows = byRows(m, n, leftTransposed, tasks);
        int side = byRows ? m : n;
        int tile = byRows ? ROWS : COLUMNS;
        int tiles = byRows ? rowTiles(m) : columnTiles(n);
        int leftStep = !byRows ? 0 : leftTransposed ? 1 : leftStride;
        int rightStep = byRows ? 0 : rightTransposed ? rightStride : 1;
        int resultStep = byRows ? resultStride : 1;
        workspace.parallel().run(tasks, task -> {
            int from = share(side, tile, tiles, task, tasks);
            int length = share(side, tile, tiles, task + 1, tasks) - from;
            single(
                    n == 1,
                    byRows ? length : m,
                    byRows ? n : length,
                    k,
                    left,
                    leftOffset + from * leftStep,
                    leftStride,
                    leftTransposed,
                    right,
                    rightOffset + from * rightStep,
                    rightStride,
                    rightTransposed,
                    result,
                    resultOffset + from * resultStep,
                    resultStride,
                    accumulate,
                    workspace.task(task));
        });
    }

    /// @param oneColumn whether the whole product has one column, and not only this share of it
    private static void single(
            boolean oneColumn,
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            int rightStride,
            boolean rightTransposed,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace) {
        if (oneColumn && k > 0) {
            SimdFloatColumnProduct.multiply(
                    m,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    leftTransposed,
                    right,
                    rightOffset,
                    rightTransposed ? 1 : rightStride,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate,
                    workspace);
        } else if (k == 0 || (m <= STREAMED_ROWS && !rightTransposed)) {
            SimdFloatRowProduct.multiply(
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    leftTransposed,
                    right,
                    rightOffset,
                    rightStride,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate,
                    workspace);
        } else if (m == 1 && (n >= V || k < V)) {
            SimdFloatTransposedRowProduct.multiply(
                    n,
                    k,
                    left,
                    leftOffset,
                    leftTransposed ? leftStride : 1,
                    right,
                    rightOffset,
                    rightStride,
                    result,
                    resultOffset,
                    accumulate,
                    workspace);
        } else if (!accumulate && !leftTransposed && rightTransposed && SimdFloatTransposedBatchProduct.has(m, n, k)) {
            SimdFloatTransposedBatchProduct.multiply(
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    right,
                    rightOffset,
                    rightStride,
                    result,
                    resultOffset,
                    resultStride,
                    workspace);
        } else if (!accumulate
                && leftTransposed
                && !rightTransposed
                && SimdFloatOuterProduct.has(m, n, k, resultStride)) {
            SimdFloatOuterProduct.multiply(
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    right,
                    rightOffset,
                    rightStride,
                    result,
                    resultOffset,
                    resultStride,
                    workspace);
        } else {
            SimdFloatBlockedProduct.multiply(
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    leftTransposed,
                    right,
                    rightOffset,
                    rightStride,
                    rightTransposed,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate,
                    workspace);
        }
    }

    private static boolean byRows(int m, int n, boolean leftTransposed, int tasks) {
        if (leftTransposed && n > COLUMNS) {
            return m >= n;
        }
        return columnTiles(n) < 2 * tasks && rowTiles(m) > columnTiles(n);
    }

    private static int tasks(int m, int n, int k, int threads) {
        if (threads == 1) {
            return 1;
        }
        long work = (long) m * n * k;
        int mostTiles = Math.max(rowTiles(m), columnTiles(n));
        return (int) Math.min(Math.min(threads, mostTiles), work / LEAST_WORK);
    }

    private static int rowTiles(int m) {
        return (m + ROWS - 1) / ROWS;
    }

    /// Less than a vector of columns belongs to the tile before it: a share as narrow as that would write beyond itself.
    private static int columnTiles(int n) {
        return Math.max(1, (n + COLUMNS - V) / COLUMNS);
    }

    /// Where the share of `task` begins: whole tiles, dealt evenly.
    private static int share(int side, int tile, int tiles, int task, int tasks) {
        return task == tasks ? side : (int) ((long) tiles * task / tasks) * tile;
    }
}
