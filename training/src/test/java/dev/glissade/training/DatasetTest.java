package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.tensor.Seed;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

    @Test
    void holdsFeaturesRowByRowAndLabels() {
        Dataset data = Dataset.of(new double[] {1, 2, 3, 4, 5, 6}, 3, new int[] {1, 0}, 4);
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.columns()).isEqualTo(3);
        assertThat(data.classes()).isEqualTo(4);
        assertThat(data.feature(1, 0)).isEqualTo(4);
        assertThat(data.feature(0, 2)).isEqualTo(3);
        assertThat(data.label(0)).isEqualTo(1);
        assertThat(data.label(1)).isZero();
    }

    @Test
    void mayBeEmpty() {
        assertThat(Dataset.of(new double[0], 3, new int[0], 2).size()).isZero();
    }

    @Test
    void lengthsMustFit() {
        refuses(new double[5], 3, new int[2], 2)
                .withMessage(
                        "dataset: 2 labels and 5 features in 3 columns; each sample needs one label and all columns");
    }

    @Test
    void needsColumnsAndClasses() {
        refuses(new double[0], 0, new int[2], 2)
                .withMessage("dataset: 0 columns, 2 classes; at least 1 of each is needed");
        refuses(new double[0], 3, new int[0], 0)
                .withMessage("dataset: 3 columns, 0 classes; at least 1 of each is needed");
    }

    @Test
    void labelsMustBeClasses() {
        refuses(new double[3], 1, new int[] {0, 1, 2}, 2)
                .withMessage("dataset: label 2 of sample 2; labels must be in 0..1");
        refuses(new double[3], 1, new int[] {0, -1, 1}, 2)
                .withMessage("dataset: label -1 of sample 1; labels must be in 0..1");
    }

    @Test
    void featuresMustBeFinite() {
        refuses(new double[] {0, 0, 0, 0, 0, Double.NaN}, 2, new int[3], 2)
                .withMessage("dataset: feature 1 of sample 2 is NaN; features must be finite");
        refuses(new double[] {0, 0, Double.NEGATIVE_INFINITY, 0}, 2, new int[2], 2)
                .withMessage("dataset: feature 0 of sample 1 is -Infinity; features must be finite");
    }

    private static ThrowableAssertAlternative<?> refuses(double[] features, int columns, int[] labels, int classes) {
        return assertThatIllegalArgumentException().isThrownBy(() -> Dataset.of(features, columns, labels, classes));
    }

    @Test
    void aFeatureOrLabelMustExist() {
        Dataset data = Samples.numbered(3, 2);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> data.feature(0, 2))
                .withMessage("feature 2 of sample 0, in 3 samples of 2; the first of each is 0");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> data.feature(3, 0))
                .withMessage("feature 0 of sample 3, in 3 samples of 2; the first of each is 0");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> data.label(-1))
                .withMessage("label -1 of 3; the first is 0");
    }

    @Test
    void aSplitIsCompleteAndSharesNoSample() {
        Dataset data = Samples.numbered(103, 5);
        Dataset.Split split = data.split(0.8, Seed.of(7));
        assertThat(split.training().size()).isEqualTo(82);
        assertThat(split.test().size()).isEqualTo(21);
        var seen = new boolean[103];
        for (Dataset part : new Dataset[] {split.training(), split.test()}) {
            assertThat(part.columns()).isEqualTo(2);
            assertThat(part.classes()).isEqualTo(5);
            for (int row = 0; row < part.size(); row++) {
                int number = (int) part.feature(row, 0);
                assertThat(seen[number]).isFalse();
                seen[number] = true;
                assertThat(part.feature(row, 1)).isEqualTo(-number);
                assertThat(part.label(row)).isEqualTo(number % 5);
            }
        }
    }

    @Test
    void aSplitDependsOnTheSeedAlone() {
        Dataset data = Samples.numbered(103, 5);
        int[] order = firstFeatures(data.split(0.8, Seed.of(7)).training());
        assertThat(firstFeatures(data.split(0.8, Seed.of(7)).training())).containsExactly(order);
        assertThat(firstFeatures(data.split(0.8, Seed.of(8)).training())).isNotEqualTo(order);
    }

    /// A promise: a seed splits alike in every version.
    @Test
    void splitsTheSameWayForEver() {
        Dataset.Split split = Samples.numbered(10, 2).split(0.7, Seed.of(7));
        assertThat(firstFeatures(split.training())).containsExactly(4, 0, 3, 7, 5, 6, 1);
        assertThat(firstFeatures(split.test())).containsExactly(9, 2, 8);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 0.05, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void neitherPartOfASplitMayBeEmpty(double share) {
        Dataset data = Samples.numbered(10, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.split(share, Seed.of(7)))
                .withMessage("split: a share of " + share
                        + " of 10 samples for training leaves one part empty; each needs at least 1");
    }

    @ParameterizedTest
    @CsvSource({"0.29, 100, 29", "0.57, 100, 57", "0.8, 1797, 1437", "0.3333333333333333, 3, 1", "0.999, 100, 99"})
    void aShareIsRoundedDownToWholeSamplesAsItIsWritten(double share, int samples, int training) {
        Dataset.Split split = Samples.numbered(samples, 2).split(share, Seed.of(7));
        assertThat(split.training().size()).isEqualTo(training);
        assertThat(split.test().size()).isEqualTo(samples - training);
    }

    @Test
    void theSmallestSplitHasOneSampleInEachPart() {
        Dataset.Split split = Samples.numbered(2, 2).split(0.5, Seed.of(7));
        assertThat(split.training().size()).isEqualTo(1);
        assertThat(split.test().size()).isEqualTo(1);
    }

    private static int[] firstFeatures(Dataset data) {
        var features = new int[data.size()];
        for (int row = 0; row < features.length; row++) {
            features[row] = (int) data.feature(row, 0);
        }
        return features;
    }
}
