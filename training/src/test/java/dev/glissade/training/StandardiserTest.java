package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardiserTest {

    @Test
    void scalesByMeanAndStandardDeviationOfThePopulation() {
        // means 3 and −10, deviations 2 and 10
        Dataset data = Dataset.of(new double[] {1, 0, 5, -20, 1, 0, 5, -20}, 2, new int[] {0, 1, 1, 0}, 2);
        Dataset scaled = Standardiser.of(data).apply(data);
        assertThat(features(scaled)).containsExactly(-1, 1, 1, -1, -1, 1, 1, -1);
        assertThat(scaled.label(1)).isEqualTo(1);
        assertThat(scaled.classes()).isEqualTo(2);
        assertThat(data.feature(1, 0)).as("not modified").isEqualTo(5);
    }

    @Test
    void tellsWhatItLearnt() {
        Dataset data = Dataset.of(new double[] {1, 0.1, 5, 0.1, 3, 0.1}, 2, new int[3], 1);
        Standardiser standardiser = Standardiser.of(data);
        assertThat(standardiser.means()).containsExactly(3, 0.1);
        assertThat(standardiser.deviations()).containsExactly(Math.sqrt(8.0 / 3), 0);
        standardiser.means()[0] = 7;
        standardiser.deviations()[0] = 7;
        assertThat(standardiser.means()[0]).as("a copy").isEqualTo(3);
        assertThat(standardiser.deviations()[0]).as("a copy").isEqualTo(Math.sqrt(8.0 / 3));
    }

    @Test
    void leavesMeanZeroAndDeviationOne() {
        Dataset data = Samples.clouds(500, 3, 4, 1);
        Dataset scaled = Standardiser.of(data).apply(data);
        for (int column = 0; column < 3; column++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < 500; row++) {
                sum += scaled.feature(row, column);
                squares += scaled.feature(row, column) * scaled.feature(row, column);
            }
            assertThat(sum / 500).isCloseTo(0, within(1e-14));
            assertThat(squares / 500).isCloseTo(1, within(1e-14));
        }
    }

    @Test
    void whatOneDataSetTaughtIsAppliedToAnother() {
        Dataset learnt = Dataset.of(new double[] {0, 4}, 1, new int[2], 1);
        Dataset other = Dataset.of(new double[] {2, 8, -2}, 1, new int[3], 1);
        assertThat(features(Standardiser.of(learnt).apply(other))).containsExactly(0, 3, -2);
    }

    /// The plain mean of three times 0.1 is not 0.1, which would leave ±1.
    @Test
    void aColumnThatDoesNotVaryBecomesZero() {
        Dataset data = Dataset.of(new double[] {0.1, 7, 0.1, 7, 0.1, 7}, 2, new int[3], 1);
        Standardiser standardiser = Standardiser.of(data);
        assertThat(features(standardiser.apply(data))).containsOnly(0);
        Dataset other = Dataset.of(new double[] {0.1, 9}, 2, new int[1], 1);
        assertThat(features(standardiser.apply(other))).as("only shifted").containsExactly(0, 2);
    }

    @Test
    void oneSampleIsEnough() {
        Dataset data = Dataset.of(new double[] {0.3, 7}, 2, new int[1], 1);
        assertThat(features(Standardiser.of(data).apply(data))).containsExactly(0, 0);
    }

    @Test
    void noSampleIsTooFew() {
        Dataset none = Dataset.of(new double[0], 2, new int[0], 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Standardiser.of(none))
                .withMessage("standardise: 0 samples; at least 1 is needed");
    }

    @Test
    void theColumnsMustBeAsMany() {
        Standardiser standardiser = Standardiser.of(Samples.numbered(3, 2));
        Dataset wider = Samples.clouds(3, 4, 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standardiser.apply(wider))
                .withMessage("standardise: 4 columns, learnt from 2; the numbers must be equal");
    }

    private static double[] features(Dataset data) {
        var features = new double[data.size() * data.columns()];
        for (int i = 0; i < features.length; i++) {
            features[i] = data.feature(i / data.columns(), i % data.columns());
        }
        return features;
    }
}
