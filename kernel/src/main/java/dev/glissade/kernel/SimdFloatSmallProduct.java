package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatTile.MR;
import static dev.glissade.kernel.SimdFloatTile.NR;

import dev.glissade.kernel.Workspace.Purpose;

/// The matrix product of few rows, read in place where the micro-kernel can: panel by panel, without the blocks of
/// [SimdFloatBlockedProduct].
///
/// Full panels of A are read in place, and full panels of B unless B is transposed; every other panel is packed just
/// before it is used. Panels of B are the outer loop; the last panel of A is packed once for KC steps.
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
        float[] packedLeft = workspace.floats(Purpose.PACKED_LEFT, MR * deepest);
        float[] packedRight = workspace.floats(Purpose.PACKED_RIGHT, NR * deepest);
        float[] edge = workspace.floats(Purpose.TILE, MR * NR);
        int inPlace = m - m % MR;
        for (int pc = 0; pc < k; pc += KC) {
            int depth = Math.min(KC, k - pc);
            boolean load = accumulate || pc > 0;
            int leftAt = leftOffset + (leftTransposed ? pc * leftStride : pc);
            int leftRow = leftTransposed ? 1 : leftStride;
            if (inPlace < m) {
                int last = leftAt + inPlace * leftRow;
                SimdFloatPacking.packLeft(m - inPlace, depth, left, last, leftStride, leftTransposed, packedLeft);
            }
            for (int jr = 0; jr < n; jr += NR) {
                int columns = Math.min(NR, n - jr);
                int rightAt = rightOffset + (rightTransposed ? jr * rightStride + pc : pc * rightStride + jr);
                boolean packs = rightTransposed || columns < NR;
                if (packs) {
                    SimdFloatPacking.packRight(
                            columns, depth, right, rightAt, rightStride, rightTransposed, packedRight);
                }
                float[] panel = packs ? packedRight : right;
                int panelOffset = packs ? 0 : rightAt;
                int panelStep = packs ? NR : rightStride;
                int resultAt = resultOffset + jr;
                for (int ir = 0; ir < inPlace; ir += MR) {
                    SimdFloatTile.multiply(
                            MR,
                            columns,
                            depth,
                            left,
                            leftAt + ir * leftRow,
                            leftStride,
                            !leftTransposed,
                            panel,
                            panelOffset,
                            panelStep,
                            result,
                            resultAt + ir * resultStride,
                            resultStride,
                            load,
                            edge);
                }
                if (inPlace < m) {
                    SimdFloatTile.multiply(
                            m - inPlace,
                            columns,
                            depth,
                            packedLeft,
                            0,
                            MR,
                            false,
                            panel,
                            panelOffset,
                            panelStep,
                            result,
                            resultAt + inPlace * resultStride,
                            resultStride,
                            load,
                            edge);
                }
            }
        }
    }
}
