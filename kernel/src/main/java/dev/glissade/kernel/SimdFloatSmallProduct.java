package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatTile.MR;
import static dev.glissade.kernel.SimdFloatTile.NR;

import dev.glissade.kernel.Workspace.Purpose;

/// The matrix product of small operands, read in place where the micro-kernel can: panel by panel, without the blocks
/// of [SimdFloatBlockedProduct].
///
/// A full panel of B is read in place unless B is transposed, a full panel of A only if A is transposed; every other
/// panel is packed just before it is used. Panels of B are the outer loop; those of A are packed once per KC steps.
final class SimdFloatSmallProduct {
    private static final int KC = 256;

    private SimdFloatSmallProduct() {}

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
        float[] packedLeft = workspace.floats(Purpose.PACKED_LEFT, (m + MR - 1) / MR * MR * deepest);
        float[] packedRight = workspace.floats(Purpose.PACKED_RIGHT, NR * deepest);
        float[] edge = workspace.floats(Purpose.TILE, MR * NR);
        for (int pc = 0; pc < k; pc += KC) {
            int depth = Math.min(KC, k - pc);
            int leftAt = leftOffset + (leftTransposed ? pc * leftStride : pc);
            int inPlace = leftTransposed ? m - m % MR : 0;
            if (inPlace < m) {
                int rest = leftAt + (leftTransposed ? inPlace : 0);
                SimdFloatPacking.packLeft(m - inPlace, depth, left, rest, leftStride, leftTransposed, packedLeft);
            }
            for (int jr = 0; jr < n; jr += NR) {
                int columns = Math.min(NR, n - jr);
                int rightAt = rightOffset + (rightTransposed ? jr * rightStride + pc : pc * rightStride + jr);
                float[] panel = right;
                int panelOffset = rightAt;
                int panelStep = rightStride;
                if (rightTransposed || columns < NR) {
                    SimdFloatPacking.packRight(
                            columns, depth, right, rightAt, rightStride, rightTransposed, packedRight);
                    panel = packedRight;
                    panelOffset = 0;
                    panelStep = NR;
                }
                int resultAt = resultOffset + jr;
                for (int ir = 0; ir < inPlace; ir += MR) {
                    SimdFloatTile.multiply(
                            MR,
                            columns,
                            depth,
                            left,
                            leftAt + ir,
                            leftStride,
                            panel,
                            panelOffset,
                            panelStep,
                            result,
                            resultAt + ir * resultStride,
                            resultStride,
                            accumulate || pc > 0,
                            edge);
                }
                for (int ir = inPlace; ir < m; ir += MR) {
                    SimdFloatTile.multiply(
                            Math.min(MR, m - ir),
                            columns,
                            depth,
                            packedLeft,
                            (ir - inPlace) * depth,
                            MR,
                            panel,
                            panelOffset,
                            panelStep,
                            result,
                            resultAt + ir * resultStride,
                            resultStride,
                            accumulate || pc > 0,
                            edge);
                }
            }
        }
    }
}
