package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.kernel.Workspace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Products of views and stacks give the bits of one chain of fused multiply-adds per element, or of a dot product where
/// there is one column.
class MatrixProductsTest {
    private static final long SEED = 91;

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void productsOfViewsAreChains(DType dtype) {
        for (int trial = 0; trial < 150; trial++) {
            int m = samples.below(9);
            int n = samples.below(9);
            int k = samples.below(9);
            int[] leading = new int[samples.below(3)];
            for (int i = 0; i < leading.length; i++) {
                leading[i] = 1 + samples.below(3);
            }
            boolean leftTransposed = samples.below(2) == 0;
            boolean rightTransposed = samples.below(2) == 0;
            int[] leftLeading = trial % 2 == 0 ? leading : broadcast(leading);
            int[] rightLeading = trial % 4 == 1 ? broadcast(leading) : leading;
            Tensor left = laidOut(dtype, leftTransposed ? with(leftLeading, k, m) : with(leftLeading, m, k));
            Tensor right = laidOut(dtype, rightTransposed ? with(rightLeading, n, k) : with(rightLeading, k, n));
            if (trial % 4 == 1) {
                leading = common(leftLeading, rightLeading);
            }
            boolean accumulate = samples.below(2) == 0;
            Tensor result = samples.signed(dtype, with(leading, m, n));
            double[] expected = chains(
                    turned(left, leftTransposed).broadcastTo(with(leading, m, k)),
                    turned(right, rightTransposed).broadcastTo(with(leading, k, n)),
                    accumulate ? result : null,
                    result);
            MatrixProducts.multiply(left, leftTransposed, right, rightTransposed, result, accumulate, workspace);
            assertThat(result.toDoubles())
                    .as("%s by %s, seed %d, trial %d", left.shape(), right.shape(), SEED, trial)
                    .containsExactly(expected);
            assertThat(MatrixProducts.shape(left.shape(), leftTransposed, right.shape(), rightTransposed))
                    .isEqualTo(result.shape());
        }
    }

    /// Some of the sizes replaced by 1, and some of those left away in front.
    private int[] broadcast(int[] leading) {
        int[] sizes = Arrays.copyOfRange(leading, samples.below(leading.length + 1), leading.length);
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = samples.below(2) == 0 ? 1 : sizes[i];
        }
        return sizes;
    }

    private static int[] common(int[] left, int[] right) {
        return Shape.broadcast("stack", Shape.of(left), Shape.of(right)).sizes();
    }

    @ParameterizedTest
    @EnumSource
    void aVectorIsARowOnTheLeftAndAColumnOnTheRight(DType dtype) {
        for (int trial = 0; trial < 60; trial++) {
            int m = samples.below(6);
            int n = samples.below(6);
            int k = samples.below(6);
            boolean leftIsVector = samples.below(3) != 0;
            boolean rightIsVector = !leftIsVector || samples.below(2) == 0;
            boolean transposed = samples.below(2) == 0;
            Shape leftShape = leftIsVector ? Shape.of(k) : transposed ? Shape.of(3, k, m) : Shape.of(3, m, k);
            Shape rightShape = rightIsVector ? Shape.of(k) : transposed ? Shape.of(2, n, k) : Shape.of(2, k, n);
            Tensor left = vector(dtype, leftShape);
            Tensor right = vector(dtype, rightShape);
            Tensor a = leftIsVector ? left.broadcastTo(Shape.of(1, k)) : turned(left, transposed);
            Tensor b = rightIsVector ? column(right) : turned(right, transposed);
            Shape shape = MatrixProducts.shape(leftShape, transposed, rightShape, transposed);
            assertThat(shape)
                    .isEqualTo(
                            leftIsVector && rightIsVector
                                    ? Shape.SCALAR
                                    : leftIsVector ? Shape.of(2, n) : Shape.of(3, m));
            Tensor result = samples.signed(dtype, shape);
            Shape whole = with(
                    leftIsVector && rightIsVector ? new int[0] : new int[] {leftIsVector ? 2 : 3},
                    leftIsVector ? 1 : m,
                    rightIsVector ? 1 : n);
            int[] stack = Arrays.copyOf(whole.sizes(), whole.rank() - 2);
            double[] expected = chains(
                    a.broadcastTo(with(stack, leftIsVector ? 1 : m, k)),
                    b.broadcastTo(with(stack, k, rightIsVector ? 1 : n)),
                    null,
                    result.reshape(whole));
            MatrixProducts.multiply(left, transposed, right, transposed, result, false, workspace);
            assertThat(result.toDoubles())
                    .as("%s by %s, seed %d, trial %d", leftShape, rightShape, SEED, trial)
                    .containsExactly(expected);
        }
    }

    private Tensor vector(DType dtype, Shape shape) {
        return switch (samples.below(3)) {
            case 0 -> samples.signed(dtype, shape);
            case 1 -> samples.strided(dtype, shape);
            default -> samples.repeated(dtype, shape);
        };
    }

    private static Tensor column(Tensor vector) {
        return vector.broadcastTo(Shape.of(1, vector.shape().size(0))).transpose(0, 1);
    }

    private Tensor laidOut(DType dtype, Shape shape) {
        return switch (samples.below(4)) {
            case 0 -> samples.signed(dtype, shape);
            case 1 -> samples.strided(dtype, shape);
            case 2 -> samples.repeated(dtype, shape);
            default -> {
                int[] sizes = shape.sizes();
                int last = sizes.length - 1;
                int swapped = sizes[last];
                sizes[last] = sizes[last - 1];
                sizes[last - 1] = swapped;
                yield samples.signed(dtype, Shape.of(sizes)).transpose(-1, -2);
            }
        };
    }

    private static Shape with(int[] leading, int rows, int columns) {
        int[] sizes = Arrays.copyOf(leading, leading.length + 2);
        sizes[leading.length] = rows;
        sizes[leading.length + 1] = columns;
        return Shape.of(sizes);
    }

    private static Tensor turned(Tensor tensor, boolean transposed) {
        return transposed ? tensor.transpose(-1, -2) : tensor;
    }

    private static double[] chains(Tensor left, Tensor right, Tensor addend, Tensor result) {
        double[] a = left.toDoubles();
        double[] b = right.toDoubles();
        double[] c = addend == null ? new double[result.shape().elements()] : addend.toDoubles();
        int m = left.shape().size(-2);
        int k = left.shape().size(-1);
        int n = right.shape().size(-1);
        boolean single = left.dtype() == DType.FLOAT32;
        for (int index = 0; index < c.length; index++) {
            int stack = index / (m * n);
            int i = index / n % m;
            int j = index % n;
            if (n == 1) {
                double dot = dot(a, (stack * m + i) * k, b, stack * k, k, single);
                c[index] = single ? (float) c[index] + (float) dot : c[index] + dot;
                continue;
            }
            for (int p = 0; p < k; p++) {
                double x = a[(stack * m + i) * k + p];
                double y = b[(stack * k + p) * n + j];
                c[index] = single ? Math.fma((float) x, (float) y, (float) c[index]) : Math.fma(x, y, c[index]);
            }
        }
        return c;
    }

    /// The sum of fewer products than one block has, in the order of sums.
    private static double dot(double[] a, int aOffset, double[] b, int bOffset, int length, boolean single) {
        double[] lanes = new double[32];
        for (int p = 0; p < length; p++) {
            double x = a[aOffset + p];
            double y = b[bOffset + p];
            double lane = lanes[p % 32];
            lanes[p % 32] = single ? Math.fma((float) x, (float) y, (float) lane) : Math.fma(x, y, lane);
        }
        for (int step = 16; step > 0; step /= 2) {
            for (int j = 0; j < step; j++) {
                lanes[j] = single ? (float) lanes[j] + (float) lanes[j + step] : lanes[j] + lanes[j + step];
            }
        }
        return lanes[0];
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor a = Tensor.zeros(DType.FLOAT32, Shape.of(32, 64));
        Tensor b = Tensor.zeros(DType.FLOAT32, Shape.of(32, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.shape(a.shape(), false, b.shape(), false))
                .withMessage("matmul: left is 32×64, right is 32×10; left columns must equal right rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.shape(a.shape(), false, b.shape(), true))
                .withMessage("matmul: left is 32×64, right is 32×10 transposed; left columns must equal right rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.shape(Shape.of(2, 3, 4), false, Shape.of(3, 4, 5), false))
                .withMessage("matmul: left is 2×3×4, right is 3×4×5; the axes before the last two must be equal or 1,"
                        + " counted from the last");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.shape(Shape.SCALAR, false, Shape.of(4, 5), false))
                .withMessage("matmul: left is scalar, right is 4×5; both need at least 1 axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.multiply(a, true, b, false, a, false, workspace))
                .withMessage("matmul: the product is 64×10, result is 32×64; a dense result of that shape is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.multiply(
                        a, true, b, false, Tensor.zeros(DType.FLOAT64, Shape.of(64, 10)), false, workspace))
                .withMessage(
                        "matmul: left is float32, right is float32, result is float64; all must have one element type");
    }

    @Test
    void aResultOverAnOperandIsRefusedAndOneBesideItIsNot() {
        float[] storage = new float[32];
        Tensor x = Tensor.over(storage, 0, Shape.of(4, 4));
        Tensor inside = Tensor.over(storage, 15, Shape.of(4, 4));
        Tensor beside = Tensor.over(storage, 16, Shape.of(4, 4));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.multiply(x, false, x, false, x, false, workspace))
                .withMessage(
                        "matmul: the result from element 0 lies over an operand from element 0 of the same storage;"
                                + " it is written while operands are read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.multiply(x, false, x, false, inside, false, workspace))
                .withMessageContaining("the result from element 15 lies over an operand from element 0");
        MatrixProducts.multiply(x, false, x, false, beside, false, workspace);
    }
}
