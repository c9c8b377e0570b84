package dev.glissade.kernel;

import java.util.Random;

/// The sizes of one convolution in a test, and its loops for either element type.
record Convolving(Window window, int groups, int batch, int channels, int rows, int columns, int outputs, int offset) {

    /// A random one of small sizes; the window fits at least once.
    static Convolving random(Random random) {
        while (true) {
            var window = new Window(
                    1 + random.nextInt(4),
                    1 + random.nextInt(4),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    random.nextInt(4),
                    random.nextInt(4),
                    1 + random.nextInt(2),
                    1 + random.nextInt(2));
            int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
            var convolving = new Convolving(
                    window,
                    groups,
                    random.nextInt(4),
                    groups * (1 + random.nextInt(9)),
                    1 + random.nextInt(11),
                    1 + random.nextInt(random.nextInt(4) == 0 ? 70 : 11),
                    groups * (1 + random.nextInt(9)),
                    random.nextInt(6));
            if (convolving.outputRows() > 0 && convolving.outputColumns() > 0) {
                return convolving;
            }
        }
    }

    int outputRows() {
        return window.rowPlaces(rows);
    }

    int outputColumns() {
        return window.columnPlaces(columns);
    }

    int inputs() {
        return batch * channels * rows * columns;
    }

    int weights() {
        return outputs * (channels / groups) * window.taps();
    }

    int results() {
        return batch * outputs * outputRows() * outputColumns();
    }

    /// The length of an array that holds that many elements from the offset on, and some more.
    int length(int elements) {
        return offset + elements + 3;
    }

    /// What a convolution computes.
    enum Loop {
        CONVOLVE,
        CONVOLVE_WITH_BIAS,
        INPUT_ADJOINT,
        WEIGHT_ADJOINT;

        int left(Convolving c) {
            return this == INPUT_ADJOINT ? c.results() : c.inputs();
        }

        int right(Convolving c) {
            return this == WEIGHT_ADJOINT ? c.results() : c.weights();
        }

        int result(Convolving c) {
            return switch (this) {
                case CONVOLVE, CONVOLVE_WITH_BIAS -> c.results();
                case INPUT_ADJOINT -> c.inputs();
                case WEIGHT_ADJOINT -> c.weights();
            };
        }
    }

    /// Runs a loop on arrays whose operands begin at the offset.
    void run(Loop loop, Record kernels, Object left, Object right, Object bias, Object result, Workspace workspace) {
        switch (kernels) {
            case FloatKernels floats ->
                run(
                        loop,
                        floats.convolution(),
                        (float[]) left,
                        (float[]) right,
                        (float[]) bias,
                        (float[]) result,
                        workspace);
            case DoubleKernels doubles ->
                run(
                        loop,
                        doubles.convolution(),
                        (double[]) left,
                        (double[]) right,
                        (double[]) bias,
                        (double[]) result,
                        workspace);
            default -> throw new IllegalArgumentException(kernels.toString());
        }
    }

    private void run(
            Loop loop, FloatConvolution loops, float[] a, float[] b, float[] bias, float[] r, Workspace workspace) {
        int at = offset;
        switch (loop) {
            case CONVOLVE, CONVOLVE_WITH_BIAS -> {
                boolean biased = loop == Loop.CONVOLVE_WITH_BIAS;
                loops.convolve(
                        window, groups, batch, channels, rows, columns, outputs, a, at, b, at, biased, bias, at, r, at,
                        workspace);
            }
            case INPUT_ADJOINT ->
                loops.inputAdjoint(
                        window, groups, batch, channels, rows, columns, outputs, a, at, b, at, r, at, workspace);
            case WEIGHT_ADJOINT ->
                loops.weightAdjoint(
                        window, groups, batch, channels, rows, columns, outputs, a, at, b, at, r, at, workspace);
        }
    }

    private void run(
            Loop loop,
            DoubleConvolution loops,
            double[] a,
            double[] b,
            double[] bias,
            double[] r,
            Workspace workspace) {
        int at = offset;
        switch (loop) {
            case CONVOLVE, CONVOLVE_WITH_BIAS -> {
                boolean biased = loop == Loop.CONVOLVE_WITH_BIAS;
                loops.convolve(
                        window, groups, batch, channels, rows, columns, outputs, a, at, b, at, biased, bias, at, r, at,
                        workspace);
            }
            case INPUT_ADJOINT ->
                loops.inputAdjoint(
                        window, groups, batch, channels, rows, columns, outputs, a, at, b, at, r, at, workspace);
            case WEIGHT_ADJOINT ->
                loops.weightAdjoint(
                        window, groups, batch, channels, rows, columns, outputs, a, at, b, at, r, at, workspace);
        }
    }
}
