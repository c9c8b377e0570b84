package dev.glissade.bench.peers;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.FloatMatrixProduct;
import dev.glissade.kernel.Workspace;

/// Ours: row-major arrays, the loops selected for this machine.
final class GlissadeFloatProduct implements Work {
    private final FloatMatrixProduct product = FloatKernels.selected().matrixProduct();
    private final Workspace workspace;
    private final ProductShape shape;
    private final float[] left;
    private final float[] right;
    private final float[] result;

    GlissadeFloatProduct(ProductShape shape, float[] left, float[] right, Workspace workspace) {
        this.shape = shape;
        this.left = left;
        this.right = right;
        this.workspace = workspace;
        result = new float[shape.m() * shape.n()];
    }

    @Override
    public void run() {
        var s = shape;
        product.multiply(
                s.m(),
                s.n(),
                s.k(),
                left,
                0,
                s.leftColumns(),
                s.leftTransposed(),
                right,
                0,
                s.rightColumns(),
                s.rightTransposed(),
                result,
                0,
                s.n(),
                false,
                workspace);
    }

    @Override
    public double[] result() {
        return Numbers.exact(result);
    }
}
