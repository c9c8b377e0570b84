package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitialiserTest {
    private static final int DRAWS = 100_000;

    private static double[] draws(Initialiser initialiser, int inputs, int outputs) {
        RandomNumbers random = RandomStream.INITIALISATION.at(Seed.of(11), 0);
        var draws = new double[DRAWS];
        Arrays.setAll(draws, i -> initialiser.draw(random, i, inputs, outputs));
        return draws;
    }

    private static double moment(double[] draws, int power) {
        double sum = 0;
        for (double draw : draws) {
            sum += StrictMath.pow(draw, power);
        }
        return sum / draws.length;
    }

    @Test
    void heDrawsNormallyWithVarianceTwoOverInputs() {
        double[] draws = draws(Initialiser.HE, 50, 9);
        double variance = 2.0 / 50;
        // Five standard errors of each mean: √(1/n), √(2/n) and √(96/n) of the unit.
        assertThat(moment(draws, 1)).isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(moment(draws, 2)).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / DRAWS)));
        assertThat(moment(draws, 4))
                .isCloseTo(3 * variance * variance, within(5 * variance * variance * Math.sqrt(96.0 / DRAWS)));
    }

    @Test
    void glorotDrawsUniformlyWithinItsBound() {
        double[] draws = draws(Initialiser.GLOROT, 50, 10);
        double bound = Math.sqrt(6.0 / 60);
        double variance = bound * bound / 3;
        assertThat(Arrays.stream(draws).max().orElseThrow()).isBetween(0.999 * bound, bound);
        assertThat(Arrays.stream(draws).min().orElseThrow()).isBetween(-bound, -0.999 * bound);
        assertThat(moment(draws, 1)).isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(moment(draws, 2)).isCloseTo(variance, within(5 * variance * Math.sqrt(0.8 / DRAWS)));
    }

    /// These numbers are a promise: a seed starts the same descent in every version. An implementation of generator and
    /// transforms in another language agreed with them.
    @Test
    void drawsTheSameNumbersForEver() {
        Model model = Model.of(Dense.of(64, 32, Activation.RELU), Dense.of(32, 10));
        double[] values = model.initialise(Seed.of(7), DType.FLOAT64).values().doubles();
        assertThat(Arrays.copyOf(values, 3))
                .containsExactly(0x1.834c4f9020c74p-4, 0x1.55d2780247838p-3, -0x1.53cae9dc9ef64p-4);
        assertThat(Arrays.copyOfRange(values, 64 * 32 + 32, 64 * 32 + 35))
                .containsExactly(0x1.b38b6c5e76d87p-3, -0x1.b1896ff678be9p-4, -0x1.3a7e849fa7e7fp-4);
        assertThat(Arrays.hashCode(values)).isEqualTo(885710738);
    }

    @Test
    void float32IsFloat64Rounded() {
        Model model = Model.of(Dense.of(17, 5, Activation.RELU), Dense.of(5, 3));
        float[] floats = model.initialise(Seed.of(7)).values().floats();
        double[] doubles = model.initialise(Seed.of(7), DType.FLOAT64).values().doubles();
        for (int i = 0; i < doubles.length; i++) {
            assertThat(floats[i]).isEqualTo((float) doubles[i]);
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherOneOthers() {
        Model model = Model.of(Dense.of(17, 5, Activation.RELU), Dense.of(5, 3));
        float[] first = model.initialise(Seed.of(7)).values().floats();
        assertThat(model.initialise(Seed.of(7)).values().floats()).containsExactly(first);
        assertThat(model.initialise(Seed.of(8)).values().floats()).doesNotContain(first[0], first[1], first[2]);
    }

    @Test
    void layersAreDrawnIndependentlyAndBiasesAreZero() {
        Model model = Model.of(Dense.of(4, 4), Dense.of(4, 4));
        Parameters parameters = model.initialise(Seed.of(7));
        assertThat(parameters.value("layer1.weight").toFloats())
                .doesNotContain(parameters.value("layer2.weight").toFloats());
        assertThat(parameters.value("layer1.bias").toFloats()).containsOnly(0);
        assertThat(parameters.value("layer2.bias").toFloats()).containsOnly(0);
    }
}
