package dev.glissade.kernel;

/// [FloatReductions] with vectors: [SimdFloatSums] and its siblings for sequences, [SimdFloatColumns] for columns,
/// [SimdFloatLogSumExp] and [SimdFloatSoftmaxColumns] for what needs exponentials.
final class SimdFloatReductions implements FloatReductions {
    private static final ScalarFloatReductions REFERENCE = new ScalarFloatReductions();
    private static final float[] NONE = {};

    @Override
    public float sum(float[] input, int inputOffset, int length) {
        return SimdFloatSums.sum(input, inputOffset, length);
    }

    @Override
    public float sumMagnitudes(float[] input, int inputOffset, int length) {
        return SimdFloatMagnitudes.sum(input, inputOffset, length);
    }

    @Override
    public float dot(float[] left, int leftOffset, float[] right, int rightOffset, int length) {
        return SimdFloatDots.dot(left, leftOffset, right, rightOffset, length);
    }

    @Override
    public float sumSquaredDifferences(float[] input, int inputOffset, float center, int length) {
        return Float.isFinite(center)
                ? SimdFloatSquaredDifferences.sum(input, inputOffset, center, length)
                : REFERENCE.sumSquaredDifferences(input, inputOffset, center, length);
    }

    @Override
    public float product(float[] input, int inputOffset, int length) {
        return SimdFloatProducts.product(input, inputOffset, length);
    }

    @Override
    public void sumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        SimdFloatSums.sumRows(input, inputOffset, rows, columns, result, resultOffset);
    }

    @Override
    public void sumColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.SUM, input, inputOffset, NONE, 0, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void sumMagnitudesOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.SUM_MAGNITUDES, input, inputOffset, NONE, 0, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void sumSquaresOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.SUM_SQUARES, input, inputOffset, NONE, 0, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void sumSquaredDifferencesOfColumns(
            float[] input,
            int inputOffset,
            float[] centers,
            int centersOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.SUM_SQUARED_DIFFERENCES,
                input,
                inputOffset,
                centers,
                centersOffset,
                rows,
                columns,
                result,
                resultOffset,
                workspace);
    }

    @Override
    public void multiplyColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.PRODUCT, input, inputOffset, NONE, 0, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void logSumExpRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatLogSumExp.logSumExpRows(input, inputOffset, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void logSumExpColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatSoftmaxColumns.run(
                SimdFloatSoftmaxColumns.Kind.LOG_SUM_EXP,
                input,
                inputOffset,
                rows,
                columns,
                result,
                resultOffset,
                workspace);
    }
}
