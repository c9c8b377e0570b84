package dev.glissade.kernel;

/// [FloatConvolution] with vectors: shares the rows of all results among threads.
///
/// A task takes whole rows, counted through all images, in as many tasks as there are threads and 2²⁰ multiplications
/// for each; the adjoint in the weight is cut along channels and outputs instead.
final class SimdFloatConvolution implements FloatConvolution {
    private static final long LEAST_WORK = 1 << 20;

    @Override
    public void convolve(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] weight,
            int weightOffset,
            boolean biased,
            float[] bias,
            int biasOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        if (batch == 0 || outputs == 0) {
            return;
        }
        long work = (long) batch * outputs * outputRows * outputColumns * (channels / groups) * window.taps();
        int allRows = batch * outputRows;
        int tasks = tasks(work, allRows, workspace);
        if (tasks <= 1) {
            SimdFloatForwardConvolution.run(
                    window,
                    groups,
                    channels,
                    rows,
                    columns,
                    outputs,
                    input,
                    inputOffset,
                    weight,
                    weightOffset,
                    biased,
                    bias,
                    biasOffset,
                    result,
                    resultOffset,
                    0,
                    allRows,
                    workspace);
            return;
        }
        workspace
                .parallel()
                .run(
                        tasks,
                        task -> SimdFloatForwardConvolution.run(
                                window,
                                groups,
                                channels,
                                rows,
                                columns,
                                outputs,
                                input,
                                inputOffset,
                                weight,
                                weightOffset,
                                biased,
                                bias,
                                biasOffset,
                                result,
                                resultOffset,
                                share(allRows, task, tasks),
                                share(allRows, task + 1, tasks),
                                workspace.task(task)));
    }

    @Override
    public void inputAdjoint(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] cotangent,
            int cotangentOffset,
            float[] weight,
            int weightOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        if (batch == 0 || channels == 0 || rows == 0 || columns == 0) {
            return;
        }
        float[] packed = SimdFloatInputAdjoint.pack(window, groups, channels, outputs, weight, weightOffset, workspace);
        long work = (long) batch
                * outputs
                * window.rowPlaces(rows)
                * window.columnPlaces(columns)
                * (channels / groups)
                * window.taps();
        int allRows = batch * rows;
        int tasks = tasks(work, allRows, workspace);
        if (tasks <= 1) {
            SimdFloatInputAdjoint.run(
                    window,
                    groups,
                    channels,
                    rows,
                    columns,
                    outputs,
                    cotangent,
                    cotangentOffset,
                    packed,
                    result,
                    resultOffset,
                    0,
                    allRows,
                    workspace);
            return;
        }
        workspace
                .parallel()
                .run(
                        tasks,
                        task -> SimdFloatInputAdjoint.run(
                                window,
                                groups,
                                channels,
                                rows,
                                columns,
                                outputs,
                                cotangent,
                                cotangentOffset,
                                packed,
                                result,
                                resultOffset,
                                share(allRows, task, tasks),
                                share(allRows, task + 1, tasks),
                                workspace.task(task)));
    }

    @Override
    public void weightAdjoint(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        if (outputs == 0 || channels == 0) {
            return;
        }
        long work = (long) batch
                * outputs
                * window.rowPlaces(rows)
                * window.columnPlaces(columns)
                * (channels / groups)
                * window.taps();
        int outputShares = SimdFloatWeightAdjoint.outputShares(
                groups, channels, outputs, workspace.parallel().threads());
        int shares = SimdFloatWeightAdjoint.shares(groups, channels, outputShares);
        int tasks = tasks(work, shares, workspace);
        if (tasks <= 1) {
            SimdFloatWeightAdjoint.run(
                    window,
                    groups,
                    batch,
                    channels,
                    rows,
                    columns,
                    outputs,
                    input,
                    inputOffset,
                    cotangent,
                    cotangentOffset,
                    result,
                    resultOffset,
                    1,
                    0,
                    SimdFloatWeightAdjoint.shares(groups, channels, 1),
                    workspace);
            return;
        }
        workspace
                .parallel()
                .run(
                        tasks,
                        task -> SimdFloatWeightAdjoint.run(
                                window,
                                groups,
                                batch,
                                channels,
                                rows,
                                columns,
                                outputs,
                                input,
                                inputOffset,
                                cotangent,
                                cotangentOffset,
                                result,
                                resultOffset,
                                outputShares,
                                share(shares, task, tasks),
                                share(shares, task + 1, tasks),
                                workspace.task(task)));
    }

    private static int tasks(long work, int most, Workspace workspace) {
        return (int) Math.min(Math.min(workspace.parallel().threads(), most), work / LEAST_WORK);
    }

    /// Where the share of `task` begins.
    private static int share(int count, int task, int tasks) {
        return (int) ((long) count * task / tasks);
    }
}
