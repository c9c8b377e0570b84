package dev.glissade.bench.peers;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;

/// Products of matrices of `float`s by every library that has them.
final class FloatProducts {
    private FloatProducts() {}

    /// A product of operands uniform in [-1, 1).
    ///
    /// @throws IllegalArgumentException if the library is asked for what it is not measured for
    static Work work(String implementation, ProductShape shape) {
        float[] left = Numbers.floats(shape.m() * shape.k(), 0, -1, 1);
        float[] right = Numbers.floats(shape.k() * shape.n(), 1, -1, 1);
        return switch (implementation) {
            case Libraries.GLISSADE -> new GlissadeFloatProduct(shape, left, right, new Workspace());
            case Libraries.OPENBLAS -> new OpenBlasFloatProduct(shape, left, right);
            case Libraries.PYTORCH -> new PyTorchFloatProduct(shape, left, right);
            case Libraries.ND4J -> new Nd4jFloatProduct(plain(shape), left, right);
            case Libraries.EJML -> new EjmlFloatProduct(plain(shape), left, right);
            case Libraries.OJALGO -> new OjAlgoFloatProduct(plain(shape), left, right);
            case Libraries.NETLIB -> new NetlibFloatProduct(plain(shape), left, right);
            default -> throw new IllegalArgumentException("no product by '" + implementation + "'");
        };
    }

    /// Ours on several threads.
    static Work parallel(ProductShape shape, Parallel threads) {
        float[] left = Numbers.floats(shape.m() * shape.k(), 0, -1, 1);
        float[] right = Numbers.floats(shape.k() * shape.n(), 1, -1, 1);
        return new GlissadeFloatProduct(shape, left, right, new Workspace(threads));
    }

    /// The side of a product of square matrices, none transposed.
    private static int plain(ProductShape shape) {
        boolean square = shape.m() == shape.n() && shape.k() == shape.n();
        if (!square || shape.leftTransposed() || shape.rightTransposed()) {
            throw new IllegalArgumentException("product is " + shape + "; it must be square, none transposed");
        }
        return shape.n();
    }
}
