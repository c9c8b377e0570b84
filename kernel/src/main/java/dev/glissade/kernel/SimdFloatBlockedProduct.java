package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;

/// The matrix product in blocks: the five loops of [1], named as in [2].
///
/// ```
///  JC  columns of B and C, NC at a time
///  PC    steps of the product, KC at a time     pack KC × NC of B: stays in the second cache
///  IC      rows of A and C, MC at a time        transpose MC × KC of A if it is stored so
///  JR        a panel of NR columns of B         KC × NR: stays in the first cache
///  IR          a panel of MR rows of A
///                the micro-kernel: KC steps on one MR × NR tile of C in registers
/// ```
///
/// Rows of A are read where they are; small operands are, too. A tile is loaded from C at the first step of each PC
/// block and stored at its last, so each element of C is one chain of FMAs in ascending p, whatever the block sizes are.
///
/// 1. K. Goto and R. van de Geijn, *Anatomy of high-performance matrix multiplication*, ACM TOMS 34(3), 2008.
/// 2. F. Van Zee and R. van de Geijn, *BLIS: a framework for rapidly instantiating BLAS functionality*, ACM TOMS 41(3),
///    2015.
final class SimdFloatBlockedProduct {
    private static final int V = SimdFloatSpecies.SPECIES.length();
    private static final int KC = 256;
    private static final int MC = 192;
    private static final int NC = 512;

    /// With so few rows and B transposed, a panel of B is packed just before its only use, in steps that stay in the
    /// first cache.
    private static final int FEW_ROWS = 32;

    private static final int FEW_ROWS_KC = 128;

    /// B that is read in place for the rows of one tile is used once, and need not stay in a cache.
    private static final int ONE_TILE_ROWS = 8;

    private static final int ONE_TILE_KC = 1024;

    /// An operand of at most so many elements is read in place.
    private static final int IN_PLACE_ELEMENTS = 8192;

    /// B is read in place, too, where the rows that use a packed copy are at most so many.
    private static final int IN_PLACE_ROWS = 24;

    /// The same for rows of B so long that a panel touches a page of memory for each of them.
    private static final int LONG_ROW = 1024;

    private static final int IN_PLACE_LONG_ROWS = 3;

    /// A transposed copy of A for so few columns of B does not pay.
    private static final int IN_PLACE_COLUMNS = 128;

    /// Elements between the rows of a transposed copy of A, which would otherwise fall on the same lines of the cache.
    private static final int PAD = 16;

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
        int width = SimdFloatTile.panelColumns(m);
        boolean few = m <= FEW_ROWS && rightTransposed;
        int nc = few ? width : NC;
        boolean packsLeft = leftTransposed && packsLeft(m, n, k);
        boolean packsRight = rightTransposed || packsRight(m, n, k);
        int kc = few ? FEW_ROWS_KC : !packsRight && m <= ONE_TILE_ROWS ? ONE_TILE_KC : KC;
        int deepest = Math.min(kc, k);
        float[] blockLeft = packsLeft ? workspace.floats(Purpose.PACKED_LEFT, Math.min(MC, m) * (deepest + PAD)) : left;
        float[] blockRight = packsRight ? workspace.floats(Purpose.PACKED_RIGHT, Math.min(nc, n) * deepest + V) : right;
        int columns;
        for (int jc = 0; jc < n; jc += columns) {
            columns = SimdFloatTile.columns(n - jc, nc);
            for (int pc = 0; pc < k; pc += kc) {
                int depth = Math.min(kc, k - pc);
                int rightAt = rightOffset + (rightTransposed ? jc * rightStride + pc : pc * rightStride + jc);
                if (packsRight) {
                    SimdFloatPacking.packRight(
                            columns, depth, width, right, rightAt, rightStride, rightTransposed, blockRight);
                }
                for (int ic = 0; ic < m; ic += MC) {
                    int rows = Math.min(MC, m - ic);
                    int leftAt = leftOffset + (leftTransposed ? pc * leftStride + ic : ic * leftStride + pc);
                    int leftRow = leftTransposed ? 1 : leftStride;
                    if (packsLeft) {
                        leftRow = depth + PAD;
                        SimdFloatPacking.transpose(depth, rows, left, leftAt, leftStride, blockLeft, 0, leftRow);
                        leftAt = 0;
                    }
                    int panel;
                    for (int jr = 0; jr < columns; jr += panel) {
                        panel = SimdFloatTile.columns(columns - jr, width);
                        SimdFloatTile.multiply(
                                rows,
                                panel,
                                depth,
                                blockLeft,
                                leftAt,
                                leftRow,
                                leftTransposed && !packsLeft ? leftStride : 1,
                                blockRight,
                                packsRight ? jr * depth : rightAt + jr,
                                packsRight ? panel : rightStride,
                                result,
                                resultOffset + ic * resultStride + jc + jr,
                                resultStride,
                                accumulate || pc > 0,
                                workspace);
                    }
                }
            }
        }
    }

    private static boolean packsLeft(int m, int n, int k) {
        return n > IN_PLACE_COLUMNS || (long) m * k > IN_PLACE_ELEMENTS;
    }

    private static boolean packsRight(int m, int n, int k) {
        return m > (n >= LONG_ROW ? IN_PLACE_LONG_ROWS : IN_PLACE_ROWS) && (long) n * k > IN_PLACE_ELEMENTS;
    }
}
