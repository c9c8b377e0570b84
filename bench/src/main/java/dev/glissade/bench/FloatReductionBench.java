package dev.glissade.bench;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import org.openjdk.jmh.annotations.Param;

/// Reductions of a square matrix of n × n `float`s.
public class FloatReductionBench extends FloatLoopBench {

    /// What is computed of the matrix.
    public enum Operation {
        /// The sum of all elements.
        SUM,
        /// The sum of each column.
        SUM_COLUMNS,
        /// The largest of all elements.
        MAX,
        /// ln Σ e^x of each row.
        LOG_SUM_EXP_ROWS
    }

    @Param({"32", "256"})
    int n;

    @Param
    Operation operation = Operation.SUM;

    private final Workspace workspace = new Workspace();
    private float[] matrix = {};

    @Override
    int prepare() {
        matrix = uniform(n * n, 0, -4, 4);
        return switch (operation) {
            case SUM, MAX -> 1;
            case SUM_COLUMNS, LOG_SUM_EXP_ROWS -> n;
        };
    }

    @Override
    void call(FloatKernels kernels, float[] result) {
        switch (operation) {
            case SUM -> result[0] = kernels.reductions().sum(matrix, 0, matrix.length);
            case SUM_COLUMNS -> kernels.reductions().sumColumns(matrix, 0, n, n, result, 0, workspace);
            case MAX -> result[0] = kernels.extrema().max(matrix, 0, matrix.length);
            case LOG_SUM_EXP_ROWS -> kernels.reductions().logSumExpRows(matrix, 0, n, n, result, 0, workspace);
        }
    }
}
