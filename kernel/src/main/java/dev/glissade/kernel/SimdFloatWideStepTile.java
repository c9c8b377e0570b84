package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The micro-kernel of convolution for 32 vector registers: products with a matrix B whose rows lie anywhere.
///
/// C += A·B for one tile of `ROWS` rows: C[i,j] at `resultOffset + i × resultStride + j` is read and written, B[p,j] lies at
/// `rightOffset + steps[p] + j`. Each element of C is one chain of fused multiply-adds in ascending p.
final class SimdFloatWideStepTile {
    static final int ROWS = 8;

    private static final int V = SPECIES.length();

    private SimdFloatWideStepTile() {}

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
        int row4 = row3 + resultStride;
        int row5 = row4 + resultStride;
        int row6 = row5 + resultStride;
        int row7 = row6 + resultStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c01 = FloatVector.fromArray(SPECIES, result, row0 + V);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c11 = FloatVector.fromArray(SPECIES, result, row1 + V);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c21 = FloatVector.fromArray(SPECIES, result, row2 + V);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        var c31 = FloatVector.fromArray(SPECIES, result, row3 + V);
        var c40 = FloatVector.fromArray(SPECIES, result, row4);
        var c41 = FloatVector.fromArray(SPECIES, result, row4 + V);
        var c50 = FloatVector.fromArray(SPECIES, result, row5);
        var c51 = FloatVector.fromArray(SPECIES, result, row5 + V);
        var c60 = FloatVector.fromArray(SPECIES, result, row6);
        var c61 = FloatVector.fromArray(SPECIES, result, row6 + V);
        var c70 = FloatVector.fromArray(SPECIES, result, row7);
        var c71 = FloatVector.fromArray(SPECIES, result, row7 + V);
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
            var a4 = FloatVector.broadcast(SPECIES, left[leftAt + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = FloatVector.broadcast(SPECIES, left[leftAt + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            var a6 = FloatVector.broadcast(SPECIES, left[leftAt + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            var a7 = FloatVector.broadcast(SPECIES, left[leftAt + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
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
        c40.intoArray(result, row4);
        c41.intoArray(result, row4 + V);
        c50.intoArray(result, row5);
        c51.intoArray(result, row5 + V);
        c60.intoArray(result, row6);
        c61.intoArray(result, row6 + V);
        c70.intoArray(result, row7);
        c71.intoArray(result, row7 + V);
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
        int row4 = row3 + resultStride;
        int row5 = row4 + resultStride;
        int row6 = row5 + resultStride;
        int row7 = row6 + resultStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        var c40 = FloatVector.fromArray(SPECIES, result, row4);
        var c50 = FloatVector.fromArray(SPECIES, result, row5);
        var c60 = FloatVector.fromArray(SPECIES, result, row6);
        var c70 = FloatVector.fromArray(SPECIES, result, row7);
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
            var a4 = FloatVector.broadcast(SPECIES, left[leftAt + 4]);
            c40 = a4.fma(b0, c40);
            var a5 = FloatVector.broadcast(SPECIES, left[leftAt + 5]);
            c50 = a5.fma(b0, c50);
            var a6 = FloatVector.broadcast(SPECIES, left[leftAt + 6]);
            c60 = a6.fma(b0, c60);
            var a7 = FloatVector.broadcast(SPECIES, left[leftAt + 7]);
            c70 = a7.fma(b0, c70);
            leftAt += ROWS;
        }
        c00.intoArray(result, row0);
        c10.intoArray(result, row1);
        c20.intoArray(result, row2);
        c30.intoArray(result, row3);
        c40.intoArray(result, row4);
        c50.intoArray(result, row5);
        c60.intoArray(result, row6);
        c70.intoArray(result, row7);
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
        int row4 = row3 + resultStride;
        int row5 = row4 + resultStride;
        int row6 = row5 + resultStride;
        int row7 = row6 + resultStride;
        int left0 = leftOffset;
        int left1 = leftOffset + Math.min(1, rows - 1) * leftStride;
        int left2 = leftOffset + Math.min(2, rows - 1) * leftStride;
        int left3 = leftOffset + Math.min(3, rows - 1) * leftStride;
        int left4 = leftOffset + Math.min(4, rows - 1) * leftStride;
        int left5 = leftOffset + Math.min(5, rows - 1) * leftStride;
        int left6 = leftOffset + Math.min(6, rows - 1) * leftStride;
        int left7 = leftOffset + Math.min(7, rows - 1) * leftStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c01 = FloatVector.fromArray(SPECIES, result, row0 + V);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c11 = FloatVector.fromArray(SPECIES, result, row1 + V);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c21 = FloatVector.fromArray(SPECIES, result, row2 + V);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        var c31 = FloatVector.fromArray(SPECIES, result, row3 + V);
        var c40 = FloatVector.fromArray(SPECIES, result, row4);
        var c41 = FloatVector.fromArray(SPECIES, result, row4 + V);
        var c50 = FloatVector.fromArray(SPECIES, result, row5);
        var c51 = FloatVector.fromArray(SPECIES, result, row5 + V);
        var c60 = FloatVector.fromArray(SPECIES, result, row6);
        var c61 = FloatVector.fromArray(SPECIES, result, row6 + V);
        var c70 = FloatVector.fromArray(SPECIES, result, row7);
        var c71 = FloatVector.fromArray(SPECIES, result, row7 + V);
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
            var a4 = FloatVector.broadcast(SPECIES, left[left4 + p]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = FloatVector.broadcast(SPECIES, left[left5 + p]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            var a6 = FloatVector.broadcast(SPECIES, left[left6 + p]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            var a7 = FloatVector.broadcast(SPECIES, left[left7 + p]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        c00.intoArray(result, row0);
        c01.intoArray(result, row0 + V);
        c10.intoArray(result, row1);
        c11.intoArray(result, row1 + V);
        c20.intoArray(result, row2);
        c21.intoArray(result, row2 + V);
        c30.intoArray(result, row3);
        c31.intoArray(result, row3 + V);
        c40.intoArray(result, row4);
        c41.intoArray(result, row4 + V);
        c50.intoArray(result, row5);
        c51.intoArray(result, row5 + V);
        c60.intoArray(result, row6);
        c61.intoArray(result, row6 + V);
        c70.intoArray(result, row7);
        c71.intoArray(result, row7 + V);
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
        int row4 = row3 + resultStride;
        int row5 = row4 + resultStride;
        int row6 = row5 + resultStride;
        int row7 = row6 + resultStride;
        int left0 = leftOffset;
        int left1 = leftOffset + Math.min(1, rows - 1) * leftStride;
        int left2 = leftOffset + Math.min(2, rows - 1) * leftStride;
        int left3 = leftOffset + Math.min(3, rows - 1) * leftStride;
        int left4 = leftOffset + Math.min(4, rows - 1) * leftStride;
        int left5 = leftOffset + Math.min(5, rows - 1) * leftStride;
        int left6 = leftOffset + Math.min(6, rows - 1) * leftStride;
        int left7 = leftOffset + Math.min(7, rows - 1) * leftStride;
        var c00 = FloatVector.fromArray(SPECIES, result, row0);
        var c10 = FloatVector.fromArray(SPECIES, result, row1);
        var c20 = FloatVector.fromArray(SPECIES, result, row2);
        var c30 = FloatVector.fromArray(SPECIES, result, row3);
        var c40 = FloatVector.fromArray(SPECIES, result, row4);
        var c50 = FloatVector.fromArray(SPECIES, result, row5);
        var c60 = FloatVector.fromArray(SPECIES, result, row6);
        var c70 = FloatVector.fromArray(SPECIES, result, row7);
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
            var a4 = FloatVector.broadcast(SPECIES, left[left4 + p]);
            c40 = a4.fma(b0, c40);
            var a5 = FloatVector.broadcast(SPECIES, left[left5 + p]);
            c50 = a5.fma(b0, c50);
            var a6 = FloatVector.broadcast(SPECIES, left[left6 + p]);
            c60 = a6.fma(b0, c60);
            var a7 = FloatVector.broadcast(SPECIES, left[left7 + p]);
            c70 = a7.fma(b0, c70);
        }
        c00.intoArray(result, row0);
        c10.intoArray(result, row1);
        c20.intoArray(result, row2);
        c30.intoArray(result, row3);
        c40.intoArray(result, row4);
        c50.intoArray(result, row5);
        c60.intoArray(result, row6);
        c70.intoArray(result, row7);
    }
}
