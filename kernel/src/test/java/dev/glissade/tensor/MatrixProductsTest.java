package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.kernel.Workspace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Products of views and stacks give the bits of one chain of fused multiply-adds per element.
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
            Shape stack = Shape.of(new int[samples.below(3)]);
            int[] leading = stack.sizes();
            for (int i = 0; i < leading.length; i++) {
                leading[i] = 1 + samples.below(3);
            }
            boolean leftTransposed = samples.below(2) == 0;
            boolean rightTransposed = samples.below(2) == 0;
            Tensor left = laidOut(dtype, leftTransposed ? with(leading, k, m) : with(leading, m, k));
            Tensor right = laidOut(dtype, rightTransposed ? with(leading, n, k) : with(leading, k, n));
            boolean accumulate = samples.below(2) == 0;
            Tensor result = samples.signed(dtype, with(leading, m, n));
            double[] expected = chains(
                    turned(left, leftTransposed), turned(right, rightTransposed), accumulate ? result : null, result);
            MatrixProducts.multiply(left, leftTransposed, right, rightTransposed, result, accumulate, workspace);
            assertThat(result.toDoubles())
                    .as("%s by %s, seed %d, trial %d", left.shape(), right.shape(), SEED, trial)
                    .containsExactly(expected);
            assertThat(MatrixProducts.shape(left.shape(), leftTransposed, right.shape(), rightTransposed))
                    .isEqualTo(result.shape());
        }
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
            for (int p = 0; p < k; p++) {
                double x = a[(stack * m + i) * k + p];
                double y = b[(stack * k + p) * n + j];
                c[index] = single ? Math.fma((float) x, (float) y, (float) c[index]) : Math.fma(x, y, c[index]);
            }
        }
        return c;
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
                .withMessage("matmul: left is 2×3×4, right is 3×4×5; the axes before the last two must be equal");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProducts.shape(Shape.of(4), false, Shape.of(4, 5), false))
                .withMessage("matmul: left is [4], right is 4×5; both need at least 2 axes");
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
