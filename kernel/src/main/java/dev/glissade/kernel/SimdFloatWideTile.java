package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The micro-kernel for 32 vector registers: 8 rows × 2 vectors of C.
///
/// 16 accumulators, 2 vectors of B and 8 broadcasts of A (the compiler hoists all of them to the top of an iteration)
/// are 26 registers. On AVX-512 it was ahead of 10 and 12 rows × 2 vectors, 6 and 7 × 3, 4 and 5 × 4 in small products;
/// in large ones 12 × 2 was some 4 % faster, which is within the noise of the one run that compared them.
final class SimdFloatWideTile {
    static final int ROWS = 8;

    private static final int V = SPECIES.length();

    private SimdFloatWideTile() {}

    /// C += A·B, or C = A·B where not `accumulate`, for one tile of `ROWS` × 2 vectors.
    ///
    /// | operand | element | access |
    /// |---|---|---|
    /// | left | A[i,p] at `leftOffset + p × leftStep + i`: a packed panel, or A stored transposed | read |
    /// | right | B[p,j] at `rightOffset + p × rightStep + j`: a packed panel, or rows of B | read |
    /// | result | C[i,j] at `resultOffset + i × resultStride + j` | written; read first where `accumulate` |
    static void multiply(
            int depth,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        int row0 = resultOffset;
        int row1 = row0 + resultStride;
        int row2 = row1 + resultStride;
        int row3 = row2 + resultStride;
        int row4 = row3 + resultStride;
        int row5 = row4 + resultStride;
        int row6 = row5 + resultStride;
        int row7 = row6 + resultStride;
        var zero = FloatVector.zero(SPECIES);
        var c00 = accumulate ? FloatVector.fromArray(SPECIES, result, row0) : zero;
        var c01 = accumulate ? FloatVector.fromArray(SPECIES, result, row0 + V) : zero;
        var c10 = accumulate ? FloatVector.fromArray(SPECIES, result, row1) : zero;
        var c11 = accumulate ? FloatVector.fromArray(SPECIES, result, row1 + V) : zero;
        var c20 = accumulate ? FloatVector.fromArray(SPECIES, result, row2) : zero;
        var c21 = accumulate ? FloatVector.fromArray(SPECIES, result, row2 + V) : zero;
        var c30 = accumulate ? FloatVector.fromArray(SPECIES, result, row3) : zero;
        var c31 = accumulate ? FloatVector.fromArray(SPECIES, result, row3 + V) : zero;
        var c40 = accumulate ? FloatVector.fromArray(SPECIES, result, row4) : zero;
        var c41 = accumulate ? FloatVector.fromArray(SPECIES, result, row4 + V) : zero;
        var c50 = accumulate ? FloatVector.fromArray(SPECIES, result, row5) : zero;
        var c51 = accumulate ? FloatVector.fromArray(SPECIES, result, row5 + V) : zero;
        var c60 = accumulate ? FloatVector.fromArray(SPECIES, result, row6) : zero;
        var c61 = accumulate ? FloatVector.fromArray(SPECIES, result, row6 + V) : zero;
        var c70 = accumulate ? FloatVector.fromArray(SPECIES, result, row7) : zero;
        var c71 = accumulate ? FloatVector.fromArray(SPECIES, result, row7 + V) : zero;
        int leftAt = leftOffset;
        int rightAt = rightOffset;
        for (int p = 0; p < depth; p++) {
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
            leftAt += leftStep;
            rightAt += rightStep;
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

    /// C += A·B as [#multiply], with A[i,p] at `leftOffset + i × leftStride + p`: rows of A as they are stored.
    static void multiplyRows(
            int depth,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        int row0 = resultOffset;
        int row1 = row0 + resultStride;
        int row2 = row1 + resultStride;
        int row3 = row2 + resultStride;
        int row4 = row3 + resultStride;
        int row5 = row4 + resultStride;
        int row6 = row5 + resultStride;
        int row7 = row6 + resultStride;
        var zero = FloatVector.zero(SPECIES);
        var c00 = accumulate ? FloatVector.fromArray(SPECIES, result, row0) : zero;
        var c01 = accumulate ? FloatVector.fromArray(SPECIES, result, row0 + V) : zero;
        var c10 = accumulate ? FloatVector.fromArray(SPECIES, result, row1) : zero;
        var c11 = accumulate ? FloatVector.fromArray(SPECIES, result, row1 + V) : zero;
        var c20 = accumulate ? FloatVector.fromArray(SPECIES, result, row2) : zero;
        var c21 = accumulate ? FloatVector.fromArray(SPECIES, result, row2 + V) : zero;
        var c30 = accumulate ? FloatVector.fromArray(SPECIES, result, row3) : zero;
        var c31 = accumulate ? FloatVector.fromArray(SPECIES, result, row3 + V) : zero;
        var c40 = accumulate ? FloatVector.fromArray(SPECIES, result, row4) : zero;
        var c41 = accumulate ? FloatVector.fromArray(SPECIES, result, row4 + V) : zero;
        var c50 = accumulate ? FloatVector.fromArray(SPECIES, result, row5) : zero;
        var c51 = accumulate ? FloatVector.fromArray(SPECIES, result, row5 + V) : zero;
        var c60 = accumulate ? FloatVector.fromArray(SPECIES, result, row6) : zero;
        var c61 = accumulate ? FloatVector.fromArray(SPECIES, result, row6 + V) : zero;
        var c70 = accumulate ? FloatVector.fromArray(SPECIES, result, row7) : zero;
        var c71 = accumulate ? FloatVector.fromArray(SPECIES, result, row7 + V) : zero;
        int left0 = leftOffset;
        int left1 = left0 + leftStride;
        int left2 = left1 + leftStride;
        int left3 = left2 + leftStride;
        int left4 = left3 + leftStride;
        int left5 = left4 + leftStride;
        int left6 = left5 + leftStride;
        int left7 = left6 + leftStride;
        int rightAt = rightOffset;
        for (int p = 0; p < depth; p++) {
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
            rightAt += rightStep;
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
}
