package dev.glissade.optimizers.spi;

/// [Arithmetic] in plain Java, for where nothing faster is there.
final class PlainArithmetic implements Arithmetic {
    private final FloatPlainArithmetic floats = new FloatPlainArithmetic();
    private final DoublePlainArithmetic doubles = new DoublePlainArithmetic();

    @Override
    public float sum(float[] values, int from, int to) {
        return floats.sum(values, from, to);
    }

    @Override
    public float sumOfMagnitudes(float[] values, int from, int to) {
        return floats.sumOfMagnitudes(values, from, to);
    }

    @Override
    public float dot(float[] left, float[] right, int from, int to) {
        return floats.dot(left, right, from, to);
    }

    @Override
    public float largestMagnitude(float[] values, int from, int to) {
        return floats.largestMagnitude(values, from, to);
    }

    @Override
    public void addScaled(float factor, float[] source, float[] target, int from, int to) {
        floats.addScaled(factor, source, target, from, to);
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
        floats.multiply(
                m, n, k, left, leftOffset, leftTransposed, right, rightOffset, rightTransposed, result, resultOffset);
    }

    @Override
    public double sum(double[] values, int from, int to) {
        return doubles.sum(values, from, to);
    }

    @Override
    public double sumOfMagnitudes(double[] values, int from, int to) {
        return doubles.sumOfMagnitudes(values, from, to);
    }

    @Override
    public double dot(double[] left, double[] right, int from, int to) {
        return doubles.dot(left, right, from, to);
    }

    @Override
    public double largestMagnitude(double[] values, int from, int to) {
        return doubles.largestMagnitude(values, from, to);
    }

    @Override
    public void addScaled(double factor, double[] source, double[] target, int from, int to) {
        doubles.addScaled(factor, source, target, from, to);
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
        doubles.multiply(
                m, n, k, left, leftOffset, leftTransposed, right, rightOffset, rightTransposed, result, resultOffset);
    }
}
