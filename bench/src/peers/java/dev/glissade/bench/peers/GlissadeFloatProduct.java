package dev.glissade.bench.peers;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.FloatMatrixProduct;
import dev.glissade.kernel.Kernels;
import dev.glissade.kernel.Workspace;

/// Ours: row-major arrays, the loops selected for this machine.
final class GlissadeFloatProduct implements FloatProduct {
    private final FloatMatrixProduct product = FloatKernels.selected().matrixProduct();
    private final Workspace workspace = new Workspace();
    private final int n;
    private final float[] left;
    private final float[] right;
    private final float[] result;

    GlissadeFloatProduct(int n, float[] left, float[] right) {
        this.n = n;
        this.left = left;
        this.right = right;
        result = new float[n * n];
    }

    @Override
    public void multiply() {
        product.multiply(n, n, n, left, 0, n, false, right, 0, n, false, result, 0, n, false, workspace);
    }

    @Override
    public float[] result() {
        return result;
    }

    @Override
    public String description() {
        return "Glissade, " + Kernels.report();
    }
}
