package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The micro-kernel of convolution for 16 vector registers: products with a matrix B whose rows lie anywhere.
///
/// C += A·B for one tile of `ROWS` rows: C[i,j] at `resultOffset + i × resultStride + j` is read and written, B[p,j] lies at
/// `rightOffset + steps[p] + j`. Each element of C is one chain of fused multiply-adds in ascending p.
final class SimdFloatNarrowStepTile {
    static final int ROWS = 4;

    private static final int V = SPECIES.length();

    private SimdFloatNarrowStepTile() {}

    /// Two vectors of columns, A in a panel: A[i,p] at `leftOffset + p × ROWS + i`.
    static void multiplyPair(
            int depth,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride) {
        int row0 = resultOffset;
        int row1 = row0 + resultStride;
        int row2 = row1 + resultStride;
        int row3 = row2 + resultStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c01 = FloatVector.fromArray(SPECIES, result, row0 + V);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c11 = FloatVector.fromArray(SPECIES, result, row1 + V);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c21 = FloatVector.fromArray(SPECIES, result, row2 + V);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        var c31 = FloatVector.fromArray(SPECIES, result, row3 + V);
        int leftAt = leftOffset;
        for (int p = 0; p < depth; p++) {
            int rightAt = rightOffset + steps[p];
            var b0 = FloatVector.fromArray(SPECIES, right, rightAt);
            var b1 = FloatVector.fromArray(SPECIES, right, rightAt + V);
            var a0 = FloatVector.broadcast(SPECIES, left[leftAt]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(SPECIES, left[leftAt + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(SPECIES, left[leftAt + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(SPECIES, left[leftAt + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            leftAt += ROWS;
        }
        c00.intoArray(result, row0);
        c01.intoArray(result, row0 + V);
        c10.intoArray(result, row1);
        c11.intoArray(result, row1 + V);
        c20.intoArray(result, row2);
        c21.intoArray(result, row2 + V);
        c30.intoArray(result, row3);
        c31.intoArray(result, row3 + V);
    }

    /// One vector of columns, A in a panel.
    static void multiplySingle(
            int depth,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride) {
        int row0 = resultOffset;
        int row1 = row0 + resultStride;
        int row2 = row1 + resultStride;
        int row3 = row2 + resultStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        int leftAt = leftOffset;
        for (int p = 0; p < depth; p++) {
            int rightAt = rightOffset + steps[p];
            var b0 = FloatVector.fromArray(SPECIES, right, rightAt);
            var a0 = FloatVector.broadcast(SPECIES, left[leftAt]);
            c00 = a0.fma(b0, c00);
            var a1 = FloatVector.broadcast(SPECIES, left[leftAt + 1]);
            c10 = a1.fma(b0, c10);
            var a2 = FloatVector.broadcast(SPECIES, left[leftAt + 2]);
            c20 = a2.fma(b0, c20);
            var a3 = FloatVector.broadcast(SPECIES, left[leftAt + 3]);
            c30 = a3.fma(b0, c30);
            leftAt += ROWS;
        }
        c00.intoArray(result, row0);
        c10.intoArray(result, row1);
        c20.intoArray(result, row2);
        c30.intoArray(result, row3);
    }

    /// Two vectors of columns, A in `rows` rows: A[i,p] at `leftOffset + i × leftStride + p`; what lies beyond the last row
    /// is the last row again.
    static void multiplyPairByRows(
            int rows,
            int depth,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride) {
        int row0 = resultOffset;
        int row1 = row0 + resultStride;
        int row2 = row1 + resultStride;
        int row3 = row2 + resultStride;
        int left0 = leftOffset;
        int left1 = leftOffset + Math.min(1, rows - 1) * leftStride;
        int left2 = leftOffset + Math.min(2, rows - 1) * leftStride;
        int left3 = leftOffset + Math.min(3, rows - 1) * leftStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c01 = FloatVector.fromArray(SPECIES, result, row0 + V);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c11 = FloatVector.fromArray(SPECIES, result, row1 + V);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c21 = FloatVector.fromArray(SPECIES, result, row2 + V);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        var c31 = FloatVector.fromArray(SPECIES, result, row3 + V);
        for (int p = 0; p < depth; p++) {
            int rightAt = rightOffset + steps[p];
            var b0 = FloatVector.fromArray(SPECIES, right, rightAt);
            var b1 = FloatVector.fromArray(SPECIES, right, rightAt + V);
            var a0 = FloatVector.broadcast(SPECIES, left[left0 + p]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(SPECIES, left[left1 + p]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(SPECIES, left[left2 + p]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(SPECIES, left[left3 + p]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(result, row0);
        c01.intoArray(result, row0 + V);
        c10.intoArray(result, row1);
        c11.intoArray(result, row1 + V);
        c20.intoArray(result, row2);
        c21.intoArray(result, row2 + V);
        c30.intoArray(result, row3);
        c31.intoArray(result, row3 + V);
    }

    /// One vector of columns, A in `rows` rows.
    static void multiplySingleByRows(
            int rows,
            int depth,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride) {
        int row0 = resultOffset;
        int row1 = row0 + resultStride;
        int row2 = row1 + resultStride;
        int row3 = row2 + resultStride;
        int left0 = leftOffset;
        int left1 = leftOffset + Math.min(1, rows - 1) * leftStride;
        int left2 = leftOffset + Math.min(2, rows - 1) * leftStride;
        int left3 = leftOffset + Math.min(3, rows - 1) * leftStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        for (int p = 0; p < depth; p++) {
            int rightAt = rightOffset + steps[p];
            var b0 = FloatVector.fromArray(SPECIES, right, rightAt);
            var a0 = FloatVector.broadcast(SPECIES, left[left0 + p]);
            c00 = a0.fma(b0, c00);
            var a1 = FloatVector.broadcast(SPECIES, left[left1 + p]);
            c10 = a1.fma(b0, c10);
            var a2 = FloatVector.broadcast(SPECIES, left[left2 + p]);
            c20 = a2.fma(b0, c20);
            var a3 = FloatVector.broadcast(SPECIES, left[left3 + p]);
            c30 = a3.fma(b0, c30);
        }
        c00.intoArray(result, row0);
        c10.intoArray(result, row1);
        c20.intoArray(result, row2);
        c30.intoArray(result, row3);
    }
}
