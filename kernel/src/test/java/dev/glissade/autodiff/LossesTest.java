package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What the losses mean, worked out by hand, and what they refuse. The numbers of many elements are in [ReferenceTest].
class LossesTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double LN_2 = 0.6931471805599453;
    private static final ClassOptions OPTIONS = ClassOptions.PLAIN
            .withWeights(Tensor.of(Shape.of(3), 0.5, 2.0, 4.0))
            .withSmoothing(0.3)
            .withIgnored(-100);

    private final Tape tape = new Tape();

    @Test
    void aReductionAveragesAddsOrKeeps() {
        Variable x = tape.input(Tensor.of(Shape.of(2, 3), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
        Variable t = tape.constant(0, DType.FLOAT64, x.shape());
        assertThat(Losses.squaredError(x, t, LossReduction.SUM).value()).isEqualTo(91);
        assertThat(Losses.squaredError(x, t, LossReduction.MEAN).value()).isEqualTo(91 / 6.0);
        assertThat(Losses.squaredError(x, t, LossReduction.BATCH_MEAN).value()).isEqualTo(91 / 2.0);
        assertValues(Losses.squaredError(x, t, LossReduction.NONE), 1, 4, 9, 16, 25, 36);
        Variable scalar = Losses.absoluteError(tape.input(3.0), tape.input(5.0), LossReduction.BATCH_MEAN);
        assertThat(scalar.value()).isEqualTo(2);
    }

    @Test
    void errorsOfNumbers() {
        Variable x = vector(0, 1, -1, 3, -INFINITE);
        Variable t = vector(0, 0, 0, 0, 0);
        Variable huber = Losses.huber(x, t, 2, LossReduction.NONE);
        assertValues(huber, 0, 0.5, 0.5, 4, INFINITE);
        assertGradient(huber, x, 0, 1, -1, 2, -2);
        assertGradient(huber, t, 0, -1, 1, -2, 2);
        Variable smooth = Losses.smoothL1(x, t, 2, LossReduction.NONE);
        assertValues(smooth, 0, 0.25, 0.25, 2, INFINITE);
        assertGradient(smooth, x, 0, 0.5, -0.5, 1, -1);
        Variable absolute = Losses.absoluteError(x, t, LossReduction.NONE);
        assertValues(absolute, 0, 1, 1, 3, INFINITE);
        assertGradient(absolute, x, 0, 1, -1, 1, -1);
    }

    @Test
    void aHuberLossIsCurvedAtItsMinimum() {
        Variable x = vector(0, 0.5, 3);
        Variable slope = tape.grad(Losses.huber(x, vector(0, 0, 0), 1, LossReduction.SUM), x)
                .getFirst();
        assertGradient(slope, x, 1, 1, 0);
    }

    @Test
    void impossibleProbabilitiesCostAHundred() {
        Variable p = vector(0, 1, 0.25, 0);
        Variable loss = Losses.binaryCrossEntropy(p, vector(0, 1, 1, 1), LossReduction.NONE);
        assertValues(loss, 0, 0, 2 * LN_2, 100);
        assertGradient(loss, p, 1, -1, -4, 0);
        Variable weighted = Losses.binaryCrossEntropy(
                vector(0.25, 0.75),
                vector(1, 0),
                BinaryWeights.NONE
                        .withElements(Tensor.of(Shape.SCALAR, 3.0))
                        .withPositive(Tensor.of(Shape.of(2), 2.0, 2.0)),
                LossReduction.NONE);
        assertValues(weighted, 12 * LN_2, 6 * LN_2);
    }

    @Test
    void logitsAreLogarithmsOfOdds() {
        double ln3 = 1.0986122886681098;
        var weights = new BinaryWeights(Tensor.of(Shape.of(2), 3.0, 5.0), Tensor.of(Shape.SCALAR, 2.0));
        Variable x = vector(ln3, ln3);
        Variable loss = Losses.binaryCrossEntropyOfLogits(x, vector(1, 0), weights, LossReduction.NONE);
        assertValues(loss, 6 * (2 * LN_2 - ln3), 10 * LN_2);
        assertGradient(loss, x, -6 * 0.25, 5 * 0.75);
    }

    @Test
    void aLogitSureOfItsTargetKeepsTheDigitsOfItsDerivative() {
        Variable x = vector(-500, 500, -1000);
        Variable loss = Losses.binaryCrossEntropyOfLogits(x, vector(0, 1, 1), LossReduction.NONE);
        assertValues(loss, 0, 0, 1000);
        double[] slopes = tape.grad(loss.sum(), x).getFirst().tensor().toDoubles();
        double small = StrictMath.exp(-500);
        assertThat(slopes[0]).isEqualTo(small, within(1e-14 * small));
        assertThat(slopes[1]).isEqualTo(-small, within(1e-14 * small));
        assertThat(slopes[2]).isEqualTo(-1);
    }

    @Test
    void margins() {
        Variable x = vector(2, 1, 0.25, -1);
        Variable t = vector(1, 1, 1, -1);
        assertValues(Losses.hinge(x, t, LossReduction.NONE), 0, 0, 0.75, 0);
        assertGradient(Losses.hinge(x, t, LossReduction.NONE), x, 0, 0, -1, 0);
        assertValues(Losses.squaredHinge(x, t, LossReduction.NONE), 0, 0, 0.5625, 0);
        assertGradient(Losses.squaredHinge(x, t, LossReduction.NONE), x, 0, 0, -1.5, 0);
        Variable distance = vector(0.5, 0.5, 7);
        Variable embedding = Losses.hingeEmbedding(distance, vector(1, -1, -1), 2, LossReduction.NONE);
        assertValues(embedding, 0.5, 1.5, 0);
        assertGradient(embedding, distance, 1, -1, 0);

        Variable scores = matrix(1, 3, 1, 2, 0.5);
        assertValues(Losses.multiMargin(scores, vector(0), 1, 1, LossReduction.NONE), 2.5 / 3);
        Variable squared = Losses.multiMargin(scores, vector(0), 1, 2, LossReduction.NONE);
        assertValues(squared, 4.25 / 3);
        assertGradient(squared, scores, -5 / 3.0, 4 / 3.0, 1 / 3.0);
    }

    @Test
    void weightsSmoothingAndIgnoredLabelsCountAsStated() {
        Variable x = matrix(3, 3, -1, -2, -3, -4, -5, -6, -7, -8, -9);
        Variable labels = vector(1, -100, 2);
        Variable each = Losses.negativeLogLikelihood(x, labels, OPTIONS, LossReduction.NONE);
        assertValues(each, 4.45, 0, 30.75);
        assertGradient(each, x, -0.05, -1.6, -0.4, 0, 0, 0, -0.05, -0.2, -3.2);
        assertThat(Losses.negativeLogLikelihood(x, labels, OPTIONS, LossReduction.SUM)
                        .value())
                .isEqualTo(35.2, within(1e-13));
        assertThat(Losses.negativeLogLikelihood(x, labels, OPTIONS, LossReduction.MEAN)
                        .value())
                .isEqualTo(35.2 / 6, within(1e-13));
        assertThat(Losses.negativeLogLikelihood(x, labels, OPTIONS, LossReduction.BATCH_MEAN)
                        .value())
                .isEqualTo(35.2 / 3, within(1e-13));
    }

    @Test
    void everyPointOfAnImageHasALabel() {
        Variable x = tape.input(Tensor.of(Shape.of(1, 2, 2), -1.0, -2.0, -3.0, -4.0));
        Variable labels = matrix(1, 2, 1, 0);
        Variable plain = Losses.negativeLogLikelihood(x, labels, LossReduction.NONE);
        assertThat(plain.shape()).isEqualTo(Shape.of(1, 2));
        assertValues(plain, 3, 2);
        ClassOptions weights = ClassOptions.PLAIN.withWeights(Tensor.of(Shape.of(2), 10.0, 100.0));
        assertValues(Losses.negativeLogLikelihood(x, labels, weights, LossReduction.NONE), 300, 20);
        assertThat(Losses.negativeLogLikelihood(x, labels, weights, LossReduction.MEAN)
                        .value())
                .isEqualTo(320 / 110.0, within(1e-14));
    }

    @Test
    void whereNothingCountsTheMeanIsNoNumberAndTheDerivativeZero() {
        Variable x = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        for (ClassOptions options : List.of(OPTIONS, ClassOptions.PLAIN.withIgnored(-100))) {
            Variable mean = Losses.crossEntropy(x, vector(-100, -100), options, LossReduction.MEAN);
            assertValues(mean, Double.NaN);
            assertGradient(mean, x, 0, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void theFusedMeanIsThatOfTheSingleLosses() {
        var samples = new Samples(71, 0);
        Variable logits = tape.input(samples.signed(DType.FLOAT64, Shape.of(4, 3)));
        Variable labels = vector(2, 0, 1, 1);
        Variable fused = Losses.crossEntropy(logits, labels, LossReduction.MEAN);
        assertThat(fused.instruction().primitive()).isEqualTo(SoftmaxCrossEntropy.INSTANCE);
        Variable sum = Losses.crossEntropy(logits, labels, LossReduction.SUM);
        assertThat(sum.value() / 4).isEqualTo(fused.value(), within(1e-15));
        Variable oneHot = matrix(4, 3, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0);
        ClassOptions smooth = ClassOptions.PLAIN.withSmoothing(0.1);
        assertThat(Losses.crossEntropyOfDistribution(logits, oneHot, smooth, LossReduction.MEAN)
                        .value())
                .isEqualTo(
                        Losses.crossEntropy(logits, labels, smooth, LossReduction.MEAN)
                                .value(),
                        within(1e-15));
    }

    @Test
    void whatHasNoProbabilityAddsNothing() {
        Variable logits = matrix(1, 2, 0, -INFINITE);
        Variable t = matrix(1, 2, 1, 0);
        Variable cross = Losses.crossEntropyOfDistribution(logits, t, LossReduction.NONE);
        assertValues(cross, 0);
        assertGradient(cross, logits, 0, 0);

        Variable x = vector(-LN_2, -INFINITE);
        Variable p = vector(0.25, 0);
        Variable divergence = Losses.klDivergence(x, p, LossReduction.NONE);
        assertValues(divergence, -0.25 * LN_2, 0);
        assertGradient(divergence, x, -0.25, 0);
        assertGradient(divergence, p, 1 - LN_2, 0);
        Variable logarithms = vector(-2 * LN_2, -INFINITE);
        Variable same = Losses.klDivergenceOfLogarithms(x, logarithms, LossReduction.NONE);
        assertValues(same, -0.25 * LN_2, 0);
        assertGradient(same, x, -0.25, 0);
        assertGradient(same, logarithms, 0.25 * (1 - LN_2), 0);
    }

    @Test
    void secondDerivativesAreThoseOfDifferences() {
        var samples = new Samples(72, 0);
        Tensor x = samples.signed(DType.FLOAT64, Shape.of(3, 3));
        Tensor t = Tensor.of(Shape.of(3, 3), 0.2, 0.3, 0.5, 0.9, 0.05, 0.05, 0.25, 0.5, 0.25);
        Tensor labels = Tensor.of(Shape.of(3), 1.0, -100.0, 2.0);
        for (LossReduction reduction : LossReduction.values()) {
            Map<String, Loss> losses = new LinkedHashMap<>();
            losses.put("huber", (a, b) -> Losses.huber(a, b, 0.4, reduction));
            losses.put("smoothL1", (a, b) -> Losses.smoothL1(a, b, 0.4, reduction));
            losses.put("logits", (a, b) -> Losses.binaryCrossEntropyOfLogits(a, b, reduction));
            losses.put("probabilities", (a, b) -> Losses.binaryCrossEntropy(b, a.sigmoid(), reduction));
            losses.put("squaredHinge", (a, b) -> Losses.squaredHinge(a, b, reduction));
            losses.put(
                    "crossEntropy",
                    (a, b) -> Losses.crossEntropy(a.times(b), a.tape().input(labels), OPTIONS, reduction));
            losses.put("distribution", (a, b) -> Losses.crossEntropyOfDistribution(a, b, reduction));
            losses.put("divergence", (a, b) -> Losses.klDivergence(a, b, reduction));
            losses.put("logarithms", (a, b) -> Losses.klDivergenceOfLogarithms(a, b.log(), reduction));
            losses.forEach((name, loss) -> {
                var check = GradientCheck.of(
                        in -> {
                            Variable a = in.get(0);
                            Variable b = in.get(1);
                            List<Variable> slopes =
                                    a.tape().grad(loss.of(a, b).square().sum(), a, b);
                            return slopes.get(0)
                                    .square()
                                    .sum()
                                    .plus(slopes.get(1).square().sum());
                        },
                        x,
                        t);
                assertThat(check.passes(1e-6)).as(name + " " + check).isTrue();
            });
        }
    }

    private interface Loss {
        Variable of(Variable x, Variable t);
    }

    @Test
    void otherOperandsAreRefusedAndChangeNothing() {
        Variable x = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        Variable t = vector(1, 2, 3);
        Variable labels = vector(0, 1);
        Variable single = tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(2, 3)));
        Variable foreign = new Tape().input(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3)));
        Tensor two = Tensor.of(Shape.of(2), 1.0, 1.0);
        LossReduction sum = LossReduction.SUM;
        var refusals = new LinkedHashMap<String, ThrowingCallable>();
        refusals.put(
                "squaredError: input is 2×3, target is [3]; both must have one shape",
                () -> Losses.squaredError(x, t, sum));
        refusals.put(
                "klDivergence: operands are float64 and float32; all must have one element type",
                () -> Losses.klDivergence(x, single, sum));
        refusals.put(
                "hinge: variable 0 (input, 2×3) belongs to another tape; all operands must be of one tape",
                () -> Losses.hinge(x, foreign, sum));
        refusals.put("huber: delta is 0.0; it must be above 0 and finite in float64", () -> Losses.huber(x, x, 0, sum));
        refusals.put(
                "smoothL1: beta is 1.0E-60; it must be above 0 and finite in float32",
                () -> Losses.smoothL1(single, single, 1e-60, sum));
        refusals.put(
                "binaryCrossEntropy: input is 2×3, positive weights are [2]; they must broadcast to the shape of the input",
                () -> Losses.binaryCrossEntropy(x, x, BinaryWeights.NONE.withPositive(two), sum));
        refusals.put(
                "binaryCrossEntropyOfLogits: operands are float32 and float64; all must have one element type",
                () -> Losses.binaryCrossEntropyOfLogits(single, single, BinaryWeights.NONE.withElements(two), sum));
        refusals.put(
                "crossEntropy: scores are 2×3, labels are [3]; scores of N×C×… need labels of N×…",
                () -> Losses.crossEntropy(x, t, sum));
        refusals.put(
                "crossEntropy: scores are 2×3, class weights are [2]; N×C×… scores need C weights",
                () -> Losses.crossEntropy(x, labels, ClassOptions.PLAIN.withWeights(two), sum));
        refusals.put(
                "crossEntropyOfDistribution: the label 1 is ignored, but the target is a distribution; it has no labels",
                () -> Losses.crossEntropyOfDistribution(x, x, ClassOptions.PLAIN.withIgnored(1), sum));
        refusals.put(
                "crossEntropyOfDistribution: logits are [3], whose rank is 1; N×C×… is needed",
                () -> Losses.crossEntropyOfDistribution(t, t, sum));
        refusals.put("multiMargin: power is 3; it must be 1 or 2", () -> Losses.multiMargin(x, labels, 1, 3, sum));
        refusals.put(
                "class options: smoothing is 1.5; it must be in 0..1", () -> ClassOptions.PLAIN.withSmoothing(1.5));
        refusals.put(
                "class options: weights are 1×1; one number per class is needed, a vector",
                () -> ClassOptions.PLAIN.withWeights(Tensor.of(Shape.of(1, 1), 1.0)));
        assertRefused(refusals);
    }

    @Test
    void otherLabelsAreRefusedAndChangeNothing() {
        Variable x = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        Variable third = vector(0, 3);
        Variable half = vector(0.5, 0);
        Variable negative = vector(0, -1);
        var refusals = new LinkedHashMap<String, ThrowingCallable>();
        refusals.put(
                "crossEntropy: label 1 is 3.0; labels must be whole numbers in 0..2",
                () -> Losses.crossEntropy(x, third, LossReduction.SUM));
        refusals.put(
                "softmaxCrossEntropy: label 3.0 in row 1; labels must be whole numbers in 0..2",
                () -> Losses.crossEntropy(x, third, LossReduction.MEAN));
        refusals.put(
                "negativeLogLikelihood: label 0 is 0.5; labels must be whole numbers in 0..2",
                () -> Losses.negativeLogLikelihood(x, half, LossReduction.SUM));
        refusals.put(
                "crossEntropy: label 1 is -1.0; labels must be whole numbers in 0..2, or the ignored -100.0",
                () -> Losses.crossEntropy(x, negative, OPTIONS, LossReduction.MEAN));
        refusals.put(
                "multiMargin: label 1 is 3.0; labels must be whole numbers in 0..2",
                () -> Losses.multiMargin(x, third, 1, 1, LossReduction.MEAN));
        assertRefused(refusals);
    }

    private void assertRefused(Map<String, ThrowingCallable> refusals) {
        int instructions = tape.instructions();
        refusals.forEach((message, operation) -> {
            assertThatThrownBy(operation)
                    .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
                    .hasMessageMatching(Pattern.quote(message)
                            + (message.contains("belongs to") || message.startsWith("class options")
                                    ? ""
                                    : TapeErrorsTest.PLACE));
            assertThat(tape.instructions()).as(message).isEqualTo(instructions);
        });
    }

    private Variable vector(double... values) {
        return tape.input(Tensor.of(Shape.of(values.length), values));
    }

    private Variable matrix(int rows, int columns, double... values) {
        return tape.input(Tensor.of(Shape.of(rows, columns), values));
    }

    private static void assertValues(Variable actual, double... expected) {
        assertClose(actual.tensor().toDoubles(), expected);
    }

    private void assertGradient(Variable result, Variable input, double... expected) {
        assertValues(
                tape.grad(result.shape().rank() == 0 ? result : result.sum(), input)
                        .getFirst(),
                expected);
    }

    private static void assertClose(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            boolean close = Double.compare(actual[i], expected[i]) == 0 || Math.abs(actual[i] - expected[i]) <= 1e-14;
            assertThat(close)
                    .as("element %d is %s, expected is %s", i, actual[i], expected[i])
                    .isTrue();
        }
    }
}
