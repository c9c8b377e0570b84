package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The matrix product gives the bits of the reference, whatever way it takes.
class MatrixProductTest {
    private static final boolean[] BOTH = {false, true};

    @ParameterizedTest
    @EnumSource
    void awkwardShapesInEveryTranspositionAgreeWithTheTripleLoop(ElementType type) {
        int[][] shapes = {
            {0, 3, 4},
            {3, 0, 4},
            {3, 4, 0},
            {1, 1, 1},
            {1, 7, 5},
            {2, 33, 3},
            {3, 129, 17},
            {4, 16, 8},
            {5, 15, 31},
            {6, 520, 32},
            {7, 83, 200},
            {8, 130, 136},
            {7, 9, 2},
            {8, 32, 64},
            {9, 31, 63},
            {12, 65, 1},
            {13, 17, 19},
            {13, 64, 1},
            {13, 128, 1},
            {15, 130, 128},
            {16, 64, 33},
            {30, 130, 128},
            {32, 10, 32},
            {32, 131, 260},
            {63, 64, 65},
            {64, 64, 64},
            {65, 63, 66},
            {67, 131, 71},
            {131, 70, 8}
        };
        for (int[] shape : shapes) {
            for (Product product : layouts(shape[0], shape[1], shape[2])) {
                compare(type, product, type.random(product.leftLength(), 1), type.random(product.rightLength(), 2));
            }
        }
    }

    /// Every number of rows up to the tallest tile, with columns about every vector and panel of each width.
    @ParameterizedTest
    @EnumSource
    void everyEdgeOfATileAgreesWithTheTripleLoop(ElementType type) {
        for (int m = 1; m <= 18; m++) {
            for (int n :
                    new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 32, 33, 47, 48, 49, 63, 64, 65}) {
                int k = 1 + (m * 7 + n) % 9;
                for (Product product : layouts(m, n, k)) {
                    compare(
                            type,
                            product,
                            type.random(product.leftLength(), 13),
                            type.random(product.rightLength(), 14));
                }
            }
        }
    }

    /// Sides that are a part of a vector or a few vectors, at any width, and their neighbours.
    @ParameterizedTest
    @EnumSource
    void smallSquaresAgreeWithTheTripleLoop(ElementType type) {
        for (int side : new int[] {2, 3, 4, 5, 8, 9, 15, 16, 17, 32, 64}) {
            for (Product product : layouts(side, side, side)) {
                compare(type, product, type.random(product.leftLength(), 15), type.random(product.rightLength(), 16));
                compare(
                        type,
                        product,
                        type.special(product.leftLength(), 50, 17),
                        type.special(product.rightLength(), 50, 18));
            }
            for (boolean accumulate : BOTH) {
                var apart = Product.dense(side, side, side, false, false, accumulate)
                        .spread(3, 1, 5, 0);
                compare(type, apart, type.random(apart.leftLength(), 19), type.random(apart.rightLength(), 20));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void productsLargerThanEveryBlockAgreeWithTheTripleLoop(ElementType type) {
        int[][] shapes = {
            {1, 40, 521},
            {30, 37, 521},
            {197, 37, 263},
            {65, 2053, 5},
            {67, 65, 515},
            {5, 1030, 9},
            {300, 1, 270},
            {7, 1, 288},
            {5, 1, 160},
            {19, 1, 96},
            {4, 1, 128},
            {31, 1, 128},
            {131, 1, 4128},
            {3, 1, 12345},
            {40, 131, 7},
            {35, 70, 8},
            {2, 1100, 21},
            {33, 70, 130},
            {193, 130, 20},
            {40, 515, 30},
            {300, 7, 300}
        };
        for (int[] shape : shapes) {
            for (boolean leftTransposed : BOTH) {
                for (boolean rightTransposed : BOTH) {
                    var product = Product.dense(shape[0], shape[1], shape[2], leftTransposed, rightTransposed, true)
                            .spread(3, 1, 5, 2);
                    compare(type, product, type.random(product.leftLength(), 3), type.random(product.rightLength(), 4));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void specialValuesTakeTheSameWay(ElementType type) {
        int[][] shapes = {{1, 37, 9}, {6, 35, 11}, {66, 67, 68}};
        for (int[] shape : shapes) {
            for (Product product : layouts(shape[0], shape[1], shape[2])) {
                compare(
                        type,
                        product,
                        type.special(product.leftLength(), 50, 5),
                        type.special(product.rightLength(), 50, 6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void negativeZeroIsWhatTheChainMakesOfIt(ElementType type) {
        for (int m : new int[] {1, 5, 64}) {
            var product = Product.dense(m, 64, 64, false, false, true);
            var left = type.array(product.leftLength());
            var right = type.array(product.rightLength());
            var result = type.array(product.resultLength());
            for (int i = 0; i < product.leftLength(); i++) {
                type.set(left, i, -0.0);
            }
            for (int i = 0; i < product.resultLength(); i++) {
                type.set(result, i, -0.0);
            }
            type.simd().multiply(product, left, right, result, new Workspace());
            assertThat(ElementType.bits(type.get(result, 0))).isEqualTo(ElementType.bits(-0.0));
            assertThat(ElementType.bits(type.get(result, product.resultLength() - 1)))
                    .isEqualTo(ElementType.bits(-0.0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfABatchHasTheBitsOfThatRowAlone(ElementType type) {
        for (boolean rightTransposed : BOTH) {
            for (int batch : new int[] {2, 8, 32, 100}) {
                var product = Product.dense(batch, 75, 300, false, rightTransposed, false);
                var left = type.random(product.leftLength(), 7);
                var right = type.random(product.rightLength(), 8);
                var whole = type.array(product.resultLength());
                type.simd().multiply(product, left, right, whole, new Workspace());
                var rowByRow = type.array(product.resultLength());
                for (int i = 0; i < batch; i++) {
                    var row = Product.dense(1, 75, 300, false, rightTransposed, false)
                            .spread(i * 300, 0, i * 75, 0);
                    type.simd().multiply(row, left, right, rowByRow, new Workspace());
                }
                type.assertSameBits(rowByRow, whole, "batch of " + batch);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsCannotBeSeenInTheResult(ElementType type) {
        // In the fifth, the last share has one column of many, which must not be summed like the only one of a product.
        int[][] shapes = {
            {2, 700, 4000},
            {2, 643, 4000},
            {1500, 1, 2000},
            {3000, 6, 300},
            {12, 65, 4000},
            {1501, 1, 2048},
            {16393, 1, 128},
            {301, 200, 150},
            {40, 1111, 120},
            {40, 1091, 120},
            {200, 203, 300}
        };
        for (int[] shape : shapes) {
            for (boolean leftTransposed : BOTH) {
                for (boolean rightTransposed : BOTH) {
                    var product = Product.dense(shape[0], shape[1], shape[2], leftTransposed, rightTransposed, true)
                            .spread(2, 3, 4, 5);
                    var left = type.random(product.leftLength(), 9);
                    var right = type.random(product.rightLength(), 10);
                    var alone = type.random(product.resultLength(), 11);
                    type.simd().multiply(product, left, right, alone, new Workspace());
                    for (int threads : new int[] {1, 2, 3, 8}) {
                        var shared = type.random(product.resultLength(), 11);
                        try (ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads - 1))) {
                            var workspace = new Workspace(Parallel.on(executor, threads));
                            type.simd().multiply(product, left, right, shared, workspace);
                        }
                        type.assertSameBits(alone, shared, threads + " threads, " + product);
                    }
                }
            }
        }
    }

    /// As gradients lie between others: dense, in the middle of an array. Less than a vector of columns, and rows whose vector
    /// would end in what is behind.
    @ParameterizedTest
    @EnumSource
    void fewStepsAmongOtherNumbersAgreeWithTheTripleLoop(ElementType type) {
        for (int m = 0; m <= 40; m++) {
            for (int n = 0; n <= 20; n++) {
                for (int k : new int[] {1, 2, 9}) {
                    for (int gap : new int[] {0, 1}) {
                        for (boolean leftTransposed : BOTH) {
                            for (boolean rightTransposed : BOTH) {
                                var product = Product.dense(m, n, k, leftTransposed, rightTransposed, (m + n) % 5 == 0)
                                        .spread(2, 3, 5, gap);
                                compare(
                                        type,
                                        product,
                                        type.special(product.leftLength(), 40, 13),
                                        type.special(product.rightLength(), 40, 14));
                            }
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsCannotBeSeenInOuterProductsAndSingleRows(ElementType type) {
        int[][] shapes = {{300_001, 7, 1}, {200_003, 15, 1}, {3000, 801, 1}, {1, 700_001, 3}, {1, 300_001, 9}};
        for (int[] shape : shapes) {
            for (boolean transposed : BOTH) {
                var product = Product.dense(shape[0], shape[1], shape[2], !transposed, transposed, false)
                        .spread(2, 3, 5, 0);
                var left = type.random(product.leftLength(), 9);
                var right = type.random(product.rightLength(), 10);
                var alone = type.random(product.resultLength() + 9, 11);
                type.scalar().multiply(product, left, right, alone, new Workspace());
                var shared = type.random(product.resultLength() + 9, 11);
                try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
                    type.simd().multiply(product, left, right, shared, new Workspace(Parallel.on(executor, 3)));
                }
                type.assertSameBits(alone, shared, product.toString());
            }
        }
    }

    private static List<Product> layouts(int m, int n, int k) {
        var products = new ArrayList<Product>();
        for (boolean leftTransposed : BOTH) {
            for (boolean rightTransposed : BOTH) {
                for (boolean accumulate : BOTH) {
                    var dense = Product.dense(m, n, k, leftTransposed, rightTransposed, accumulate);
                    products.add(dense);
                    products.add(dense.spread(5, 3, 7, 11));
                }
            }
        }
        return products;
    }

    /// Compares whole arrays, so that a stray write between rows or beyond the result is seen too.
    private static void compare(ElementType type, Product product, Object left, Object right) {
        var expected = type.special(product.resultLength() + 9, 40, 12);
        var actual = type.copy(expected);
        type.scalar().multiply(product, left, right, expected, new Workspace());
        type.simd().multiply(product, left, right, actual, new Workspace());
        type.assertSameBits(expected, actual, product.toString());
    }
}
