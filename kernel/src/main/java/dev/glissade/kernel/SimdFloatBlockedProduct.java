package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatTile.MR;
import static dev.glissade.kernel.SimdFloatTile.NR;

import dev.glissade.kernel.Workspace.Purpose;

/// The matrix product of large operands, in packed blocks: the five loops of [1], named as in [2].
///
/// ```
///  JC  columns of B and C, NC at a time
///  PC    steps of the product, KC at a time     pack KC × NC of B: stays in the outer cache
///  IC      rows of A and C, MC at a time        pack MC × KC of A: stays in the second cache
///  JR        a panel of NR columns of B         KC × NR: stays in the first cache
///  IR          a panel of MR rows of A
///                the micro-kernel: KC steps on one MR × NR tile of C in registers
/// ```
///
/// A tile is loaded from C at the first step of each PC block and stored at its last, so each element of C is one chain
/// of FMAs in ascending p, whatever the block sizes are.
///
/// 1. K. Goto and R. van de Geijn, *Anatomy of high-performance matrix multiplication*, ACM TOMS 34(3), 2008.
/// 2. F. Van Zee and R. van de Geijn, *BLIS: a framework for rapidly instantiating BLAS functionality*, ACM TOMS 41(3),
///    2015.
final class SimdFloatBlockedProduct {
    private static final int KC = 256;
    private static final int MC = 192;
    private static final int NC = 2048;

    private SimdFloatBlockedProduct() {}

    static void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            int rightStride,
            boolean rightTransposed,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace) {
        int deepest = Math.min(KC, k);
        float[] packedLeft = workspace.floats(Purpose.PACKED_LEFT, roundUp(Math.min(MC, m), MR) * deepest);
        float[] packedRight = workspace.floats(Purpose.PACKED_RIGHT, roundUp(Math.min(NC, n), NR) * deepest);
        float[] edge = workspace.floats(Purpose.TILE, MR * NR);
        for (int jc = 0; jc < n; jc += NC) {
            int columns = Math.min(NC, n - jc);
            for (int pc = 0; pc < k; pc += KC) {
                int depth = Math.min(KC, k - pc);
                int rightAt = rightOffset + (rightTransposed ? jc * rightStride + pc : pc * rightStride + jc);
                SimdFloatPacking.packRight(columns, depth, right, rightAt, rightStride, rightTransposed, packedRight);
                for (int ic = 0; ic < m; ic += MC) {
                    int rows = Math.min(MC, m - ic);
                    int leftAt = leftOffset + (leftTransposed ? pc * leftStride + ic : ic * leftStride + pc);
                    SimdFloatPacking.packLeft(rows, depth, left, leftAt, leftStride, leftTransposed, packedLeft);
                    int resultAt = resultOffset + ic * resultStride + jc;
                    block(
                            rows,
                            columns,
                            depth,
                            packedLeft,
                            packedRight,
                            result,
                            resultAt,
                            resultStride,
                            accumulate || pc > 0,
                            edge);
                }
            }
        }
    }

    /// Loops JR and IR: one block of C from one packed block of A and one of B.
    private static void block(
            int rows,
            int columns,
            int depth,
            float[] packedLeft,
            float[] packedRight,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            float[] edge) {
        for (int jr = 0; jr < columns; jr += NR) {
            int tileColumns = Math.min(NR, columns - jr);
            for (int ir = 0; ir < rows; ir += MR) {
                int tileRows = Math.min(MR, rows - ir);
                SimdFloatTile.multiply(
                        tileRows,
                        tileColumns,
                        depth,
                        packedLeft,
                        ir * depth,
                        MR,
                        false,
                        packedRight,
                        jr * depth,
                        NR,
                        result,
                        resultOffset + ir * resultStride + jr,
                        resultStride,
                        accumulate,
                        edge);
            }
        }
    }

    private static int roundUp(int length, int multiple) {
        return (length + multiple - 1) / multiple * multiple;
    }
}
