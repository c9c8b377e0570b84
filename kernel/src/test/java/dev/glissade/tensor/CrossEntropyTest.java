package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.kernel.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
    private final Samples samples = new Samples(101, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void lossAndGradientAreThoseOfTheDefinition(DType dtype) {
        Shape shape = Shape.of(5, 4);
        Tensor dense = samples.signed(dtype, shape);
        Tensor strided = samples.strided(dtype, shape);
        for (Tensor logits : new Tensor[] {dense, strided}) {
            Tensor labels = labels(dtype, 3, 0, 1, 1, 2);
            Tensor loss = Tensor.zeros(dtype, Shape.SCALAR);
            Tensor gradient = Tensor.zeros(dtype, shape);
            CrossEntropy.forward(logits, labels, loss, workspace);
            Tensor two = dtype == DType.FLOAT32 ? Tensor.of(Shape.SCALAR, 2f) : Tensor.of(Shape.SCALAR, 2.0);
            CrossEntropy.backward(logits, labels, two, gradient, workspace);
            double expected = 0;
            double tolerance = dtype == DType.FLOAT32 ? 1e-6 : 1e-15;
            for (int row = 0; row < 5; row++) {
                int label = (int) labels.at(row);
                double sum = 0;
                for (int column = 0; column < 4; column++) {
                    sum += StrictMath.exp(logits.at(row, column));
                }
                expected += (StrictMath.log(sum) - logits.at(row, label)) / 5;
                for (int column = 0; column < 4; column++) {
                    double p = StrictMath.exp(logits.at(row, column)) / sum;
                    assertThat(gradient.at(row, column))
                            .isCloseTo(2 * (p - (column == label ? 1 : 0)) / 5, within(tolerance));
                }
            }
            assertThat(loss.item()).isCloseTo(expected, within(2 * tolerance));
        }
    }

    private static Tensor labels(DType dtype, double... labels) {
        Tensor tensor = Tensor.of(Shape.of(labels.length), labels);
        return dtype == DType.FLOAT64 ? tensor : Tensor.of(Shape.of(labels.length), tensor.toFloats());
    }

    /// ln(1 + e⁻¹) although the logits themselves have no digit left for it.
    @Test
    void largeLogitsLoseNoDigits() {
        Tensor logits = Tensor.of(Shape.of(1, 2), 1e15 + 1, 1e15);
        Tensor loss = Tensor.zeros(DType.FLOAT64, Shape.SCALAR);
        CrossEntropy.forward(logits, labels(DType.FLOAT64, 0), loss, workspace);
        assertThat(loss.item()).isCloseTo(StrictMath.log1p(StrictMath.exp(-1)), within(1e-15));
    }

    @Test
    void infiniteLogitsGiveNoNumber() {
        Tensor loss = Tensor.zeros(DType.FLOAT32, Shape.SCALAR);
        Tensor logits = Tensor.of(Shape.of(1, 2), Float.POSITIVE_INFINITY, 0f);
        CrossEntropy.forward(logits, labels(DType.FLOAT32, 1), loss, workspace);
        assertThat(loss.item()).isNaN();
        logits = Tensor.of(Shape.of(1, 2), Float.NEGATIVE_INFINITY, 0f);
        CrossEntropy.forward(logits, labels(DType.FLOAT32, 1), loss, workspace);
        assertThat(loss.item()).isZero();
        CrossEntropy.forward(logits, labels(DType.FLOAT32, 0), loss, workspace);
        assertThat(loss.item()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 3, 0.5, 1e10, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoClassIsRefusedBeforeAnythingIsWritten(double label) {
        Tensor logits = samples.signed(DType.FLOAT64, Shape.of(2, 3));
        Tensor labels = labels(DType.FLOAT64, 1, label);
        Tensor result = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6.0);
        String message = "softmaxCrossEntropy: label " + label + " in row 1; labels must be whole numbers in 0..2";
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CrossEntropy.backward(logits, labels, Tensor.of(Shape.SCALAR, 1.0), result, workspace))
                .withMessage(message);
        assertThat(result.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
        Tensor loss = Tensor.of(Shape.SCALAR, 7.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.forward(logits, labels, loss, workspace))
                .withMessage(message);
        assertThat(loss.item()).isEqualTo(7);
    }

    @Test
    void shapesAndTypesAreChecked() {
        Tensor logits = samples.signed(DType.FLOAT64, Shape.of(2, 3));
        Tensor loss = Tensor.zeros(DType.FLOAT64, Shape.SCALAR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.forward(logits, labels(DType.FLOAT64, 1), loss, workspace))
                .withMessage("softmaxCrossEntropy: logits are 2×3, labels are [1]; n×c logits need n labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.forward(logits, labels(DType.FLOAT32, 1, 1), loss, workspace))
                .withMessage("softmaxCrossEntropy: logits are float64, labels are float32; both must have one element"
                        + " type");
    }

    @Test
    void aResultThatDoesNotFitIsRefusedBeforeItsNeighboursAreWritten() {
        Tensor logits = samples.signed(DType.FLOAT64, Shape.of(2, 3));
        Tensor labels = labels(DType.FLOAT64, 1, 0);
        Tensor one = Tensor.of(Shape.SCALAR, 1.0);
        double[] storage = new double[12];
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CrossEntropy.backward(logits, labels, one, Tensor.over(storage, 3, Shape.of(2)), workspace))
                .withMessage("softmaxCrossEntropy: result is [2], needed is 2×3; it must be dense and of that shape");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.backward(
                        logits,
                        labels,
                        one,
                        Tensor.over(storage, 0, Shape.of(3, 2)).transpose(0, 1),
                        workspace))
                .withMessage("softmaxCrossEntropy: result is 2×3 with gaps, needed is 2×3; it must be dense and of that"
                        + " shape");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.backward(
                        logits, labels, Tensor.zeros(DType.FLOAT64, Shape.of(0)), logits.copy(), workspace))
                .withMessage("softmaxCrossEntropy: cotangent is [0], needed is scalar; it must be dense and of that"
                        + " shape");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CrossEntropy.forward(logits, labels, Tensor.zeros(DType.FLOAT32, Shape.SCALAR), workspace))
                .withMessage("softmaxCrossEntropy: logits are float64, result is float32; both must have one element"
                        + " type");
        assertThat(storage).containsOnly(0);
    }
}
