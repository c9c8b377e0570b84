package dev.glissade.autodiff;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When batch normalisation updates its running statistics, and by what.
class RunningStatisticsTest {
    private static final double EPSILON = 0.1;

    private final Samples samples = new Samples(91, 0);
    private final Tape tape = new Tape();
    private final RunningStatistics statistics = RunningStatistics.of(DType.FLOAT64, 2, 0.25);

    /// Channels 1, 3, 5, 7 with mean 4 and unbiased variance 20/3, and 0, 0, 0, 4 with mean 1 and variance 4.
    private final Tensor batch = Tensor.of(Shape.of(4, 2), 1.0, 0.0, 3.0, 0.0, 5.0, 0.0, 7.0, 4.0);

    @Test
    void theyBeginAsMeanZeroAndVarianceOne() {
        assertThat(statistics.mean().toDoubles()).containsExactly(0, 0);
        assertThat(statistics.variance().toDoubles()).containsExactly(1, 1);
        assertThat(statistics).hasToString("running statistics of 2 channels, momentum 0.25");
    }

    @Test
    void eachRecordingUpdatesThemOnceAlsoOneThatIsReused() {
        Variable first = tape.input(batch).batchNormalisation(null, null, statistics, EPSILON);
        assertThat(statistics.mean().toDoubles()).containsExactly(1, 0.25);
        assertThat(statistics.variance().toDoubles()).containsExactly(0.75 + 5 / 3.0, 1.75);
        tape.restart();
        Variable second = tape.input(batch).batchNormalisation(null, null, statistics, EPSILON);
        assertThat(second).isSameAs(first);
        assertThat(statistics.mean().toDoubles()).containsExactly(1.75, 0.4375);
    }

    @Test
    void derivativesOfAnyOrderLeaveThem() {
        Variable x = tape.input(batch);
        Variable weight = tape.input(samples.signed(DType.FLOAT64, Shape.of(2)));
        Variable y = x.batchNormalisation(weight, null, statistics, EPSILON);
        double[] mean = statistics.mean().toDoubles();
        double[] variance = statistics.variance().toDoubles();
        Variable loss = y.square().times(y).sum();
        List<Variable> gradients = tape.grad(loss, x, weight);
        tape.grad(gradients.getFirst().square().sum(), x, weight);
        tape.pushforward(loss, x, tape.input(samples.signed(DType.FLOAT64, x.shape())));
        x.batchNormalisationInference(weight, null, statistics, EPSILON);
        x.batchNormalisation(weight, null, null, EPSILON);
        assertThat(statistics.mean().toDoubles()).containsExactly(mean);
        assertThat(statistics.variance().toDoubles()).containsExactly(variance);
    }

    @Test
    void aRefusalLeavesThemAndTheTape() {
        Variable x = tape.input(samples.signed(DType.FLOAT64, Shape.of(4, 3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.batchNormalisation(null, null, statistics, EPSILON))
                .withMessageMatching(quote(
                                "batchNormalisation: input is 4×3, mean is [2]; it must be dense, of the sizes of axes 1 to"
                                        + " 1 of the input")
                        + TapeErrorsTest.PLACE);
        assertThat(statistics.mean().toDoubles()).containsExactly(0, 0);
        assertThat(tape.instructions()).isEqualTo(1);
    }

    @Test
    void otherStatisticsAreAnotherOperation() {
        Variable first = tape.input(batch).batchNormalisation(null, null, statistics, EPSILON);
        tape.restart();
        var others = RunningStatistics.of(DType.FLOAT64, 2, 0.25);
        assertThat(tape.input(batch).batchNormalisation(null, null, others, EPSILON))
                .isNotSameAs(first);
        assertThat(others.mean().toDoubles()).containsExactly(1, 0.25);
        assertThat(statistics.mean().toDoubles()).containsExactly(1, 0.25);
    }

    @Test
    void theFormForInferenceNormalisesByThem() {
        var given = RunningStatistics.over(
                Tensor.of(Shape.of(2), 1.0, -1.0), Tensor.of(Shape.of(2), 4 - EPSILON, 1 - EPSILON), 0.1);
        Variable y = tape.input(batch).batchNormalisationInference(null, null, given, EPSILON);
        assertThat(y.tensor().toDoubles()).containsExactly(0, 1, 1, 1, 2, 1, 3, 5);
    }

    @Test
    void whatIsNoPairOfVectorsIsRefused() {
        Tensor two = Tensor.zeros(DType.FLOAT64, Shape.of(2));
        Tensor three = Tensor.zeros(DType.FLOAT64, Shape.of(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunningStatistics.over(two, three, 0.1))
                .withMessage("runningStatistics: mean is float64 [2], variance is float64 [3]; both must be vectors of"
                        + " one size and one element type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunningStatistics.over(two, samples.strided(DType.FLOAT64, Shape.of(2)), 0.1))
                .withMessage("runningStatistics: variance is a vector of 2 with gaps; a dense one is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunningStatistics.of(DType.FLOAT32, 2, 1.5))
                .withMessage("runningStatistics: momentum is 1.5; it must be in 0..1, the weight of a new batch");
    }
}
