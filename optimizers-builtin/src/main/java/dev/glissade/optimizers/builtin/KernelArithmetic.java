package dev.glissade.optimizers.builtin;

import dev.glissade.kernel.DoubleKernels;
import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import dev.glissade.optimizers.spi.Arithmetic;

/// [Arithmetic] by the loops of the kernel: SIMD where the machine has it. The order of sums and products that the contract
/// states is the kernel's own.
public final class KernelArithmetic implements Arithmetic {
    private final FloatKernels floats = FloatKernels.selected();
    private final DoubleKernels doubles = DoubleKernels.selected();
    private final Workspace workspace = new Workspace();

    /// Called when the arithmetic is looked up.
    ///
    /// @throws IllegalArgumentException if the property `glissade.simd` cannot be satisfied
    public KernelArithmetic() {}

    @Override
    public float sum(float[] values, int from, int to) {
        return floats.reductions().sum(values, from, to - from);
    }

    @Override
    public float sumOfMagnitudes(float[] values, int from, int to) {
        return floats.reductions().sumMagnitudes(values, from, to - from);
    }

    @Override
    public float dot(float[] left, float[] right, int from, int to) {
        return floats.reductions().dot(left, from, right, from, to - from);
    }

    @Override
    public float largestMagnitude(float[] values, int from, int to) {
        return floats.extrema().maxMagnitude(values, from, to - from);
    }

    @Override
    public void addScaled(float factor, float[] source, float[] target, int from, int to) {
        floats.arithmetic().addScaled(target, from, factor, source, from, target, from, to - from);
    }

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            boolean rightTransposed,
            float[] result,
            int resultOffset) {
        floats.matrixProduct()
                .multiply(
                        m,
                        n,
                        k,
                        left,
                        leftOffset,
                        leftTransposed ? m : k,
                        leftTransposed,
                        right,
                        rightOffset,
                        rightTransposed ? k : n,
                        rightTransposed,
                        result,
                        resultOffset,
                        n,
                        false,
                        workspace);
    }

    @Override
    public double sum(double[] values, int from, int to) {
        return doubles.reductions().sum(values, from, to - from);
    }

    @Override
    public double sumOfMagnitudes(double[] values, int from, int to) {
        return doubles.reductions().sumMagnitudes(values, from, to - from);
    }

    @Override
    public double dot(double[] left, double[] right, int from, int to) {
        return doubles.reductions().dot(left, from, right, from, to - from);
    }

    @Override
    public double largestMagnitude(double[] values, int from, int to) {
        return doubles.extrema().maxMagnitude(values, from, to - from);
    }

    @Override
    public void addScaled(double factor, double[] source, double[] target, int from, int to) {
        doubles.arithmetic().addScaled(target, from, factor, source, from, target, from, to - from);
    }

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            double[] left,
            int leftOffset,
            boolean leftTransposed,
            double[] right,
            int rightOffset,
            boolean rightTransposed,
            double[] result,
            int resultOffset) {
        doubles.matrixProduct()
                .multiply(
                        m,
                        n,
                        k,
                        left,
                        leftOffset,
                        leftTransposed ? m : k,
                        leftTransposed,
                        right,
                        rightOffset,
                        rightTransposed ? k : n,
                        rightTransposed,
                        result,
                        resultOffset,
                        n,
                        false,
                        workspace);
    }
}
