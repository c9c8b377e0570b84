package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.autodiff.Parameters;
import dev.glissade.kernel.Parallel;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {

    @Test
    void accuracyIsTheShareOfCorrectSamples() {
        assertThat(new Evaluation(0.5, 3, 4).accuracy()).isEqualTo(0.75);
        assertThat(new Evaluation(0.5, 0, 4).accuracy()).isZero();
        assertThat(new Evaluation(0.5, 4, 4).accuracy()).isEqualTo(1);
    }

    @Test
    void theCountsMustFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evaluation(0, 0, 0))
                .withMessage("evaluation: 0 correct of 0 samples; at least 1 sample is needed, and correct must be in"
                        + " 0..samples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evaluation(0, 5, 4))
                .withMessageStartingWith("evaluation: 5 correct of 4 samples;");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evaluation(0, -1, 4))
                .withMessageStartingWith("evaluation: -1 correct of 4 samples;");
    }

    /// The model passes its two features on as logits, so that loss and classes can be worked out by hand.
    @ParameterizedTest
    @EnumSource
    void lossIsTheMeanOverSamplesAndTheLargestOutputDecides(DType dtype) {
        Model model = Model.of(Dense.of(2, 2));
        Parameters parameters = model.initialise(Seed.of(1), dtype);
        for (int i = 0; i < 4; i++) {
            double one = i % 3 == 0 ? 1 : 0;
            switch (dtype) {
                case FLOAT32 -> parameters.values().floats()[i] = (float) one;
                case FLOAT64 -> parameters.values().doubles()[i] = one;
            }
        }
        parameters.changed();
        // right, wrong, equal outputs (the first counts): right, equal outputs: wrong, right
        double[] features = {2, 0, 0, 2, 1, 1, 1, 1, 0, 3};
        Dataset data = Dataset.of(features, 2, new int[] {0, 0, 0, 1, 1}, 2);
        double expected = (softplus(-2) + softplus(2) + 2 * softplus(0) + softplus(-3)) / 5;
        for (int rows : new int[] {1, 2, 5}) {
            var batches = new Batches(data, rows, Seed.of(1), dtype);
            Evaluation evaluation = Evaluation.of(model, parameters, batches, new Tapes(rows, Parallel.none()));
            assertThat(evaluation.correct()).isEqualTo(3);
            assertThat(evaluation.samples()).isEqualTo(5);
            assertThat(evaluation.loss()).isCloseTo(expected, within(dtype == DType.FLOAT32 ? 1e-7 : 1e-15));
        }
    }

    private static double softplus(double x) {
        return StrictMath.log(1 + StrictMath.exp(x));
    }
}
