package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomNumbersTest {
    private static final int COUNT = 200_000;

    private final RandomNumbers numbers = RandomNumbers.of(Seed.of(7), 1, 2);

    /// The known answers of the authors' Random123 distribution, file kat_vectors, philox4x32 with 10 rounds.
    @Test
    void philoxGivesTheKnownAnswers() {
        assertThat(philox(0, 0, 0, 0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(philox(-1, -1, -1, -1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    private static int[] philox(int c0, int c1, int c2, int c3, int k0, int k1) {
        long first = RandomNumbers.philox(c0, c1, c2, c3, k0, k1, false);
        long second = RandomNumbers.philox(c0, c1, c2, c3, k0, k1, true);
        return new int[] {(int) first, (int) (first >>> 32), (int) second, (int) (second >>> 32)};
    }

    @Test
    void seedStreamStepAndIndexEnterTheBits() {
        assertThat(RandomNumbers.of(Seed.of(0), 0, 0).bits(0)).isEqualTo(0xe169c58d_6627e8d5L);
        assertThat(RandomNumbers.of(Seed.of(0), 0, 0).bits(1)).isEqualTo(0x9b00dbd8_bc57ac4cL);
        Seed seed = Seed.of(0x299f31d0_a4093822L);
        long step = 0x13198a2e_85a308d3L;
        assertThat(RandomNumbers.of(seed, 0x03707344, step).bits(0x243f6a88L << 1))
                .isEqualTo(0x94fdcceb_d16cfe09L);
    }

    /// Changing these changes every run that was ever seeded.
    @Test
    void theNumbersNeverChange() {
        assertThat(numbers.bits(0)).isEqualTo(0xb11a6b9a2400bdd0L);
        assertThat(numbers.bits((1L << 33) - 1)).isEqualTo(0xaaa2cf03ddc0c364L);
        assertThat(numbers.uniform(5)).isEqualTo(0x1.3e1a887c047a1p-1);
        assertThat(numbers.normal(6)).isEqualTo(-0x1.d651f164e7dedp0);
        assertThat(numbers.normal(7)).isEqualTo(0x1.d74b0af0dc6c3p0);
        assertThat(numbers.below(10, 8)).isEqualTo(3);
        int[] order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        numbers.shuffle(order);
        assertThat(order).containsExactly(5, 7, 0, 4, 1, 3, 9, 8, 2, 6);
    }

    @Test
    void anyOrderGivesTheSameNumbers() {
        double[] forward = new double[100];
        for (int i = 0; i < 100; i++) {
            forward[i] = numbers.normal(i);
        }
        RandomNumbers again = RandomNumbers.of(Seed.of(7), 1, 2);
        for (int i = 99; i >= 0; i--) {
            assertThat(again.normal(i)).isEqualTo(forward[i]);
        }
    }

    @Test
    void uniformNumbersHaveTheirMoments() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            double u = numbers.uniform(i);
            assertThat(u >= 0 && u < 1).isTrue();
            sum += u;
            squares += (u - 0.5) * (u - 0.5);
        }
        // Five standard deviations.
        assertThat(sum / COUNT).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / COUNT)));
        assertThat(squares / COUNT).isCloseTo(1.0 / 12, within(5 * Math.sqrt(1.0 / 180 / COUNT)));
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        double[] moments = new double[5];
        double neighbours = 0;
        for (int i = 0; i < COUNT; i++) {
            double z = numbers.normal(i);
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(z, power) / COUNT;
            }
            neighbours += z * numbers.normal(i ^ 1) / COUNT;
        }
        double deviation = 5 / Math.sqrt(COUNT);
        assertThat(moments[1]).isCloseTo(0, within(deviation));
        assertThat(moments[2]).isCloseTo(1, within(deviation * Math.sqrt(2)));
        assertThat(moments[3]).isCloseTo(0, within(deviation * Math.sqrt(15)));
        assertThat(moments[4]).isCloseTo(3, within(deviation * Math.sqrt(96)));
        assertThat(neighbours).isCloseTo(0, within(deviation * Math.sqrt(2)));
    }

    @Test
    void numbersBelowABoundAreEquallyFrequent() {
        int[] counts = new int[7];
        for (int i = 0; i < COUNT; i++) {
            counts[numbers.below(7, i)]++;
        }
        double expected = COUNT / 7.0;
        for (int count : counts) {
            assertThat((double) count).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
        assertThat(numbers.below(1, 0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.below(0, 0))
                .withMessage("below: bound is 0; at least 1 is needed");
    }

    @Test
    void anIndexOutsideOfTheCounterIsRefused() {
        for (long index : new long[] {-1, 1L << 33}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> numbers.bits(index))
                    .withMessage("bits: index is " + index + "; it must be in 0..2³³ − 1");
        }
    }

    @Test
    void aShuffleIsAPermutation() {
        int[] elements = new int[1797];
        Arrays.setAll(elements, i -> i);
        numbers.shuffle(elements);
        int[] sorted = elements.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            assertThat(sorted[i]).isEqualTo(i);
        }
        assertThat(elements).isNotEqualTo(sorted);
    }

    @Test
    void allPermutationsAreEquallyFrequent() {
        int[] counts = new int[64];
        int trials = 24_000;
        for (int step = 0; step < trials; step++) {
            int[] elements = {0, 1, 2, 3};
            RandomNumbers.of(Seed.of(3), 0, step).shuffle(elements);
            counts[elements[0] * 16 + elements[1] * 4 + elements[2]]++;
        }
        double expected = trials / 24.0;
        int seen = 0;
        for (int count : counts) {
            if (count > 0) {
                seen++;
                assertThat((double) count).isCloseTo(expected, within(5 * Math.sqrt(expected)));
            }
        }
        assertThat(seen).isEqualTo(24);
    }
}
