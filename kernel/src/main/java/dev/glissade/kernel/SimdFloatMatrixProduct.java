package dev.glissade.kernel;

/// [FloatMatrixProduct] with vectors: chooses the way for a shape and shares large work among threads.
///
/// | shape | way |
/// |---|---|
/// | at most 3 rows, B not transposed | [SimdFloatRowProduct] |
/// | at most 63 rows | [SimdFloatSmallProduct] |
/// | else | [SimdFloatBlockedProduct] |
///
/// Rows or columns of C, whichever give more tiles, are dealt to the threads in whole tiles, in as many tasks as there
/// are threads and 2²⁰ multiplications for each (some tens of microseconds; waking a worker costs about ten).
final class SimdFloatMatrixProduct implements FloatMatrixProduct {
    private static final int STREAMED_ROWS = 3;
    private static final int SMALL_ROWS = 63;
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
        boolean byRows = tiles(m, SimdFloatTile.MR) >= tiles(n, SimdFloatTile.NR);
        int side = byRows ? m : n;
        int tile = byRows ? SimdFloatTile.MR : SimdFloatTile.NR;
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
        if (k == 0 || (m <= STREAMED_ROWS && !rightTransposed)) {
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
        } else if (m <= SMALL_ROWS) {
            SimdFloatSmallProduct.multiply(
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

    private static int tasks(int m, int n, int k, int threads) {
        if (threads == 1) {
            return 1;
        }
        long work = (long) m * n * k;
        int mostTiles = Math.max(tiles(m, SimdFloatTile.MR), tiles(n, SimdFloatTile.NR));
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
