package dev.glissade.kernel;

/// [FloatMatrixProduct] with vectors: chooses the way for a shape and shares large work among threads.
///
/// | shape | way |
/// |---|---|
/// | at most 16 rows and less than a vector of columns, B not transposed | the masked tiles at once ([SimdFloatTile]) |
/// | one column | as one row: Cᵀ = Bᵀ·Aᵀ has the same chains |
/// | at most 3 rows, B not transposed | [SimdFloatRowProduct] |
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
        if (SimdShape.MASKS && m <= TINY_ROWS && n < V && !rightTransposed) {
            SimdFloatTile.part(
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
                    accumulate);
            return;
        }
        int tasks = tasks(m, n, k, workspace.parallel().threads());
        if (tasks <= 1) {
            single(
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
        int leftStep = !byRows ? 0 : leftTransposed ? 1 : leftStride;
        int rightStep = byRows ? 0 : rightTransposed ? rightStride : 1;
        int resultStep = byRows ? resultStride : 1;
        workspace.parallel().run(tasks, task -> {
            int from = share(side, tile, task, tasks);
            int length = share(side, tile, task + 1, tasks) - from;
            single(
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

    private static void single(
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
        if (n == 1 && m > 1) {
            column(
                    m,
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
                    accumulate);
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

    /// One column of C, as the row Cᵀ = Bᵀ·Aᵀ; through a buffer where its elements are not neighbours.
    private static void column(
            int m,
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
        boolean dense = resultStride == 1;
        float[] row = dense ? result : workspace.floats(Workspace.Purpose.TILE, m);
        int rowOffset = dense ? resultOffset : 0;
        for (int i = 0; !dense && accumulate && i < m; i++) {
            row[i] = result[resultOffset + i * resultStride];
        }
        single(
                1,
                m,
                k,
                /* left= */ right,
                /* leftOffset= */ rightOffset,
                /* leftStride= */ rightStride,
                /* leftTransposed= */ !rightTransposed,
                /* right= */ left,
                /* rightOffset= */ leftOffset,
                /* rightStride= */ leftStride,
                /* rightTransposed= */ !leftTransposed,
                row,
                rowOffset,
                m,
                accumulate,
                workspace);
        for (int i = 0; !dense && i < m; i++) {
            result[resultOffset + i * resultStride] = row[i];
        }
    }

    private static boolean byRows(int m, int n, boolean leftTransposed, int tasks) {
        if (leftTransposed && n > COLUMNS) {
            return m >= n;
        }
        return tiles(n, COLUMNS) < 2 * tasks && tiles(m, ROWS) > tiles(n, COLUMNS);
    }

    private static int tasks(int m, int n, int k, int threads) {
        if (threads == 1) {
            return 1;
        }
        long work = (long) m * n * k;
        int mostTiles = Math.max(tiles(m, ROWS), tiles(n, COLUMNS));
        return (int) Math.min(Math.min(threads, mostTiles), work / LEAST_WORK);
    }

    private static int tiles(int side, int tile) {
        return (side + tile - 1) / tile;
    }

    /// Where the share of `task` begins: whole tiles, dealt evenly.
    private static int share(int side, int tile, int task, int tasks) {
        return Math.min(side, (int) ((long) tiles(side, tile) * task / tasks) * tile);
    }
}
