package dev.glissade.kernel;

/// [FloatPooling] with vectors where the window is 2×2 with stride 2 and no padding, else through the reference; large
/// work is shared among threads, some planes each.
final class SimdFloatPooling implements FloatPooling {
    private static final ScalarFloatPooling REFERENCE = new ScalarFloatPooling();

    /// Elements of the input that a task has at least.
    private static final int LEAST_WORK = 1 << 16;

    @Override
    public void maxPool(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int tasks = tasks(planes, rows, columns, workspace);
        if (tasks <= 1) {
            maxPlanes(window, planes, rows, columns, input, inputOffset, result, resultOffset, workspace);
            return;
        }
        int places = window.rowPlaces(rows) * window.columnPlaces(columns);
        workspace.parallel().run(tasks, task -> {
            int first = share(planes, task, tasks);
            maxPlanes(
                    window,
                    share(planes, task + 1, tasks) - first,
                    rows,
                    columns,
                    input,
                    inputOffset + first * rows * columns,
                    result,
                    resultOffset + first * places,
                    workspace.task(task));
        });
    }

    private static void maxPlanes(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        if (SimdFloatQuarterPooling.fits(window, columns)) {
            SimdFloatQuarterPooling.max(planes, rows, columns, input, inputOffset, result, resultOffset);
        } else {
            REFERENCE.maxPool(window, planes, rows, columns, input, inputOffset, result, resultOffset, workspace);
        }
    }

    @Override
    public void maxPoolAdjoint(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int tasks = tasks(planes, rows, columns, workspace);
        if (tasks <= 1) {
            maxAdjointPlanes(
                    window,
                    planes,
                    rows,
                    columns,
                    input,
                    inputOffset,
                    cotangent,
                    cotangentOffset,
                    result,
                    resultOffset,
                    workspace);
            return;
        }
        int places = window.rowPlaces(rows) * window.columnPlaces(columns);
        workspace.parallel().run(tasks, task -> {
            int first = share(planes, task, tasks);
            maxAdjointPlanes(
                    window,
                    share(planes, task + 1, tasks) - first,
                    rows,
                    columns,
                    input,
                    inputOffset + first * rows * columns,
                    cotangent,
                    cotangentOffset + first * places,
                    result,
                    resultOffset + first * rows * columns,
                    workspace.task(task));
        });
    }

    private static void maxAdjointPlanes(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        if (SimdFloatQuarterPooling.fits(window, columns)) {
            SimdFloatQuarterPooling.maxAdjoint(
                    planes, rows, columns, input, inputOffset, cotangent, cotangentOffset, result, resultOffset);
        } else {
            REFERENCE.maxPoolAdjoint(
                    window,
                    planes,
                    rows,
                    columns,
                    input,
                    inputOffset,
                    cotangent,
                    cotangentOffset,
                    result,
                    resultOffset,
                    workspace);
        }
    }

    @Override
    public void maxPoolPushforward(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] tangent,
            int tangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int tasks = tasks(planes, rows, columns, workspace);
        if (tasks <= 1) {
            REFERENCE.maxPoolPushforward(
                    window,
                    planes,
                    rows,
                    columns,
                    input,
                    inputOffset,
                    tangent,
                    tangentOffset,
                    result,
                    resultOffset,
                    workspace);
            return;
        }
        int places = window.rowPlaces(rows) * window.columnPlaces(columns);
        workspace.parallel().run(tasks, task -> {
            int first = share(planes, task, tasks);
            REFERENCE.maxPoolPushforward(
                    window,
                    share(planes, task + 1, tasks) - first,
                    rows,
                    columns,
                    input,
                    inputOffset + first * rows * columns,
                    tangent,
                    tangentOffset + first * rows * columns,
                    result,
                    resultOffset + first * places,
                    workspace.task(task));
        });
    }

    @Override
    public void meanPool(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int tasks = tasks(planes, rows, columns, workspace);
        if (tasks <= 1) {
            meanPlanes(
                    window, countPadding, planes, rows, columns, input, inputOffset, result, resultOffset, workspace);
            return;
        }
        int places = window.rowPlaces(rows) * window.columnPlaces(columns);
        workspace.parallel().run(tasks, task -> {
            int first = share(planes, task, tasks);
            meanPlanes(
                    window,
                    countPadding,
                    share(planes, task + 1, tasks) - first,
                    rows,
                    columns,
                    input,
                    inputOffset + first * rows * columns,
                    result,
                    resultOffset + first * places,
                    workspace.task(task));
        });
    }

    private static void meanPlanes(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        if (SimdFloatQuarterPooling.fits(window, columns)) {
            SimdFloatQuarterPooling.mean(planes, rows, columns, input, inputOffset, result, resultOffset);
        } else {
            REFERENCE.meanPool(
                    window, countPadding, planes, rows, columns, input, inputOffset, result, resultOffset, workspace);
        }
    }

    @Override
    public void meanPoolAdjoint(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int tasks = tasks(planes, rows, columns, workspace);
        if (tasks <= 1) {
            meanAdjointPlanes(
                    window,
                    countPadding,
                    planes,
                    rows,
                    columns,
                    cotangent,
                    cotangentOffset,
                    result,
                    resultOffset,
                    workspace);
            return;
        }
        int places = window.rowPlaces(rows) * window.columnPlaces(columns);
        workspace.parallel().run(tasks, task -> {
            int first = share(planes, task, tasks);
            meanAdjointPlanes(
                    window,
                    countPadding,
                    share(planes, task + 1, tasks) - first,
                    rows,
                    columns,
                    cotangent,
                    cotangentOffset + first * places,
                    result,
                    resultOffset + first * rows * columns,
                    workspace.task(task));
        });
    }

    private static void meanAdjointPlanes(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        if (SimdFloatQuarterPooling.fits(window, columns)) {
            SimdFloatQuarterPooling.meanAdjoint(
                    planes, rows, columns, cotangent, cotangentOffset, result, resultOffset);
        } else {
            REFERENCE.meanPoolAdjoint(
                    window,
                    countPadding,
                    planes,
                    rows,
                    columns,
                    cotangent,
                    cotangentOffset,
                    result,
                    resultOffset,
                    workspace);
        }
    }

    private static int tasks(int planes, int rows, int columns, Workspace workspace) {
        int most = Math.min(workspace.parallel().threads(), planes);
        return (int) Math.min(most, (long) planes * rows * columns / LEAST_WORK);
    }

    /// Where the share of `task` begins.
    private static int share(int planes, int task, int tasks) {
        return (int) ((long) planes * task / tasks);
    }
}
