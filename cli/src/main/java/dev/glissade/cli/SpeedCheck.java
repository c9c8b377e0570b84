package dev.glissade.cli;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.MatrixProducts;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/// A quick look at speed: one matrix product with the loops in use and with a plain Java loop, and no benchmark.
final class SpeedCheck {
    private static final int SIDE = 512;
    private static final int PROBE_SIDE = 64;
    private static final double SLOW_MILLIS = 15;
    private static final long BUDGET_NANOS = 700_000_000;

    private final int n;
    private final Tensor left;
    private final Tensor right;
    private final Tensor product;
    private final float[] plainProduct;
    private final Workspace workspace = new Workspace();

    private SpeedCheck(int n) {
        this.n = n;
        left = ramp(n, 13);
        right = ramp(n, 29);
        product = Tensor.zeros(DType.FLOAT32, Shape.of(n, n));
        plainProduct = new float[n * n];
    }

    /// What was seen.
    ///
    /// @param text one line: the best time of each, or why there is none
    /// @param sameBits whether both computed the same
    record Result(String text, boolean sameBits) {}

    static Result run() {
        var probe = new SpeedCheck(PROBE_SIDE);
        double slowest = Math.max(best(probe::loops, 0), best(probe::plain, 0));
        if (slowest > SLOW_MILLIS) {
            String text = String.format(
                    Locale.ROOT,
                    "not measured, a product of %d×%d already takes %.0f ms",
                    PROBE_SIDE,
                    PROBE_SIDE,
                    slowest);
            return new Result(text, probe.sameBits());
        }
        var check = new SpeedCheck(SIDE);
        double loops = best(check::loops, BUDGET_NANOS);
        double plain = best(check::plain, BUDGET_NANOS);
        boolean same = check.sameBits();
        String text = String.format(
                Locale.ROOT,
                "product of %d×%d float32: %.1f ms, plain Java loop %.1f ms, %s (a quick look, no benchmark)",
                SIDE,
                SIDE,
                loops,
                plain,
                same ? "same bits" : "DIFFERENT bits");
        return new Result(text, same);
    }

    private boolean sameBits() {
        return Arrays.equals(product.floats(), plainProduct);
    }

    /// The shortest time of a call in milliseconds, over at least three calls and the given time.
    private static double best(Runnable call, long budget) {
        long end = System.nanoTime() + budget;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3 || System.nanoTime() < end; i++) {
            long begin = System.nanoTime();
            call.run();
            best = Math.min(best, System.nanoTime() - begin);
        }
        return best * 1e-6;
    }

    private void loops() {
        MatrixProducts.multiply(left, false, right, false, product, false, workspace);
    }

    /// Each element one chain of fused multiply-adds, as the library promises of its own.
    private void plain() {
        float[] a = left.floats();
        float[] b = right.floats();
        float[] c = plainProduct;
        Arrays.fill(c, 0);
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < n; p++) {
                float factor = a[i * n + p];
                for (int j = 0; j < n; j++) {
                    c[i * n + j] = Math.fma(factor, b[p * n + j], c[i * n + j]);
                }
            }
        }
    }

    private static Tensor ramp(int n, int step) {
        float[] values = new float[n * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * step % 1009 - 504) / 1009f;
        }
        return Tensor.of(Shape.of(n, n), values);
    }
}
