package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BatchesTest {
    private static final Dataset DATA = Samples.numbered(23, 4);

    /// The numbers of the samples in the order of an epoch, and the sizes of the batches checked.
    private static List<Integer> epoch(Batches batches, int size, long number) {
        batches.shuffle(number);
        var order = new ArrayList<Integer>();
        for (int i = 0; i < batches.count(); i++) {
            Batch batch = batches.get(i);
            int left = DATA.size() - order.size();
            assertThat(batch.size()).isEqualTo(Math.min(size, left));
            assertThat(batch.features().shape()).isEqualTo(Shape.of(batch.size(), 2));
            double[] features = batch.features().toDoubles();
            double[] labels = batch.labels().toDoubles();
            for (int row = 0; row < batch.size(); row++) {
                int sample = (int) features[2 * row];
                assertThat(features[2 * row + 1]).isEqualTo(-sample);
                assertThat(labels[row]).isEqualTo(sample % 4);
                order.add(sample);
            }
        }
        return order;
    }

    @ParameterizedTest
    @CsvSource({"1, 23", "5, 5", "22, 2", "23, 1"})
    void everySampleComesOnceAnEpoch(int size, int count) {
        for (DType dtype : DType.values()) {
            var batches = new Batches(DATA, size, Seed.of(7), dtype);
            assertThat(batches.count()).isEqualTo(count);
            for (long number = 0; number < 3; number++) {
                assertThat(new HashSet<>(epoch(batches, size, number))).hasSize(23);
            }
        }
    }

    @Test
    void sizesThatDivideLeaveNoSmallerBatch() {
        var batches = new Batches(Samples.numbered(20, 4), 5, Seed.of(7), DType.FLOAT32);
        assertThat(batches.count()).isEqualTo(4);
        assertThat(batches.get(3).size()).isEqualTo(5);
    }

    @Test
    void everyEpochHasAnOrderOfItsOwnWhichTheSeedFixes() {
        var batches = new Batches(DATA, 5, Seed.of(7), DType.FLOAT32);
        List<Integer> first = epoch(batches, 5, 0);
        List<Integer> second = epoch(batches, 5, 1);
        assertThat(second).isNotEqualTo(first);
        assertThat(epoch(batches, 5, 0)).isEqualTo(first);
        // Neither the size of the batches nor the element type nor the epochs before matter.
        assertThat(epoch(new Batches(DATA, 7, Seed.of(7), DType.FLOAT64), 7, 1)).isEqualTo(second);
        assertThat(epoch(new Batches(DATA, 5, Seed.of(8), DType.FLOAT32), 5, 0)).isNotEqualTo(first);
    }

    /// A promise: a seed shuffles alike in every version.
    @Test
    void shufflesTheSameWayForEver() {
        var batches = new Batches(DATA, 8, Seed.of(7), DType.FLOAT32);
        assertThat(epoch(batches, 8, 0)).startsWith(8, 9, 20, 6, 7, 10, 5, 15, 11, 3, 18, 0);
        assertThat(epoch(batches, 8, 1L << 32)).startsWith(20, 16, 8, 19, 1, 21, 22, 17, 12, 6, 15);
    }

    @Test
    void aBatchOfAllKeepsTheOrderOfTheData() {
        var batches = new Batches(DATA, 23, Seed.of(7), DType.FLOAT32);
        assertThat(epoch(batches, 23, 4)).isSorted();
    }

    @Test
    void beforeTheFirstShuffleTheOrderIsThatOfTheData() {
        var batches = new Batches(DATA, 4, Seed.of(7), DType.FLOAT64);
        assertThat(batches.get(1).features().at(0, 0)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void featuresAreRoundedToTheElementType(DType dtype) {
        Dataset data = Dataset.of(new double[] {0.1, 1e-50, 1e30}, 3, new int[] {1}, 2);
        Batch batch = new Batches(data, 1, Seed.of(7), dtype).get(0);
        assertThat(batch.features().dtype()).isEqualTo(dtype);
        assertThat(batch.labels().dtype()).isEqualTo(dtype);
        assertThat(batch.features().toDoubles())
                .containsExactly(
                        dtype == DType.FLOAT32 ? new double[] {0.1f, 0, 1e30f} : new double[] {0.1, 1e-50, 1e30});
    }

    @Test
    void storageIsReused() {
        var batches = new Batches(DATA, 5, Seed.of(7), DType.FLOAT32);
        assertThat(batches.get(1)).isSameAs(batches.get(0));
        assertThat(batches.get(4)).isNotSameAs(batches.get(0));
    }

    @Test
    void theSizeMustFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batches(DATA, 0, Seed.of(7), DType.FLOAT32))
                .withMessage("batches: size is 0, there are 23 samples; it must be in 1..23");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batches(DATA, 24, Seed.of(7), DType.FLOAT32))
                .withMessage("batches: size is 24, there are 23 samples; it must be in 1..23");
    }

    @Test
    void samplesAreNeeded() {
        Dataset none = Dataset.of(new double[0], 2, new int[0], 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batches(none, 1, Seed.of(7), DType.FLOAT32))
                .withMessage("batches: there are 0 samples; at least 1 is needed");
    }

    @Test
    void theBatchMustExist() {
        var batches = new Batches(DATA, 5, Seed.of(7), DType.FLOAT32);
        for (int index : new int[] {-1, 5}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> batches.get(index))
                    .withMessage("batch " + index + " of 5; the first is 0");
        }
    }
}
