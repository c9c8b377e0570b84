package dev.glissade.kernel;

import java.util.Map;

/// Calls of the loops that slide a window, on two small images of eight channels.
final class FloatWindowCalls {
    private static final int IMAGES = 2;
    private static final int CHANNELS = 8;
    private static final int SIDE = 18;
    private static final Window FILTER = Window.square(3, 1, 1);
    private static final Window HALF = Window.square(2, 2, 0);

    private FloatWindowCalls() {}

    static void add(Map<String, Runnable> calls) {
        float[] x = new float[IMAGES * CHANNELS * SIDE * SIDE];
        float[] y = x.clone();
        float[] weight = new float[CHANNELS * CHANNELS * FILTER.taps()];
        float[] half = new float[x.length / 4];
        var convolution = FloatKernels.selected().convolution();
        var pooling = FloatKernels.selected().pooling();
        var workspace = new Workspace();
        int c = CHANNELS;
        int s = SIDE;
        calls.put(
                "convolve float32",
                () -> convolution.convolve(
                        FILTER, 1, IMAGES, c, s, s, c, x, 0, weight, 0, false, weight, 0, y, 0, workspace));
        calls.put(
                "inputAdjoint float32",
                () -> convolution.inputAdjoint(FILTER, 1, IMAGES, c, s, s, c, x, 0, weight, 0, y, 0, workspace));
        calls.put(
                "weightAdjoint float32",
                () -> convolution.weightAdjoint(FILTER, 1, IMAGES, c, s, s, c, x, 0, y, 0, weight, 0, workspace));
        int planes = IMAGES * CHANNELS;
        calls.put("maxPool float32", () -> pooling.maxPool(HALF, planes, s, s, x, 0, half, 0, workspace));
        calls.put(
                "maxPoolAdjoint float32",
                () -> pooling.maxPoolAdjoint(HALF, planes, s, s, x, 0, half, 0, y, 0, workspace));
        calls.put(
                "maxPoolPushforward float32",
                () -> pooling.maxPoolPushforward(HALF, planes, s, s, x, 0, y, 0, half, 0, workspace));
        calls.put("meanPool float32", () -> pooling.meanPool(HALF, true, planes, s, s, x, 0, half, 0, workspace));
        calls.put(
                "meanPoolAdjoint float32",
                () -> pooling.meanPoolAdjoint(HALF, true, planes, s, s, half, 0, y, 0, workspace));
    }
}
