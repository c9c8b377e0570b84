package dev.glissade.bench;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import org.openjdk.jmh.annotations.Param;

/// The product of two square matrices of n × n `float`s: 2n³ operations a call, so 2n³ ÷ (ns per call) is GFLOP/s.
public class FloatMatrixProductBench extends FloatLoopBench {
    @Param({"16", "64", "128", "256", "512"})
    int n;

    /// A letter for each operand, left then right: `N` as it is, `T` stored transposed; also allowed are NT, TN and TT.
    @Param("NN")
    String transposition = "";

    private final Workspace workspace = new Workspace();
    private boolean leftTransposed;
    private boolean rightTransposed;
    private float[] left = {};
    private float[] right = {};

    @Override
    int prepare() {
        if (!transposition.matches("[NT][NT]")) {
            throw new IllegalArgumentException("transposition is '" + transposition + "'; it must be NN, NT, TN or TT");
        }
        leftTransposed = transposition.charAt(0) == 'T';
        rightTransposed = transposition.charAt(1) == 'T';
        left = uniform(n * n, 0, -1, 1);
        right = uniform(n * n, 1, -1, 1);
        return n * n;
    }

    @Override
    void call(FloatKernels kernels, float[] result) {
        kernels.matrixProduct()
                .multiply(
                        n,
                        n,
                        n,
                        left,
                        0,
                        n,
                        leftTransposed,
                        right,
                        0,
                        n,
                        rightTransposed,
                        result,
                        0,
                        n,
                        false,
                        workspace);
    }
}
