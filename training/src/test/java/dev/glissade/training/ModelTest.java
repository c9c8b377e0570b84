package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.kernel.Parallel;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTest {
    private static final Model MODEL = Model.of(Dense.of(3, 4, Activation.RELU), Dense.of(4, 2));

    @Test
    void takesWhatItsFirstLayerTakesAndGivesWhatItsLastOneGives() {
        assertThat(MODEL.inputs()).isEqualTo(3);
        assertThat(MODEL.outputs()).isEqualTo(2);
        assertThat(Model.of(List.of(Dense.of(5, 7))).outputs()).isEqualTo(7);
    }

    @Test
    void needsALayer() {
        assertThatIllegalArgumentException().isThrownBy(Model::of).withMessage("model: 0 layers; at least 1 is needed");
    }

    @Test
    void layersMustFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of(Dense.of(3, 4), Dense.of(4, 5), Dense.of(6, 2)))
                .withMessage("model: layer 2 has 5 outputs, layer 3 has 6 inputs; the numbers must be equal");
    }

    @Test
    void aLayerNeedsInputsAndOutputs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.of(0, 4))
                .withMessage("dense: 0 inputs, 4 outputs; at least 1 of each is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.of(3, -1, Activation.TANH))
                .withMessage("dense: 3 inputs, -1 outputs; at least 1 of each is needed");
    }

    @Test
    void aLayerIsDrawnAsItsActivationWants() {
        assertThat(Dense.of(3, 4).activation()).isEqualTo(Activation.IDENTITY);
        assertThat(Dense.of(3, 4).initialiser()).isEqualTo(Initialiser.GLOROT);
        assertThat(Dense.of(3, 4, Activation.RELU).initialiser()).isEqualTo(Initialiser.HE);
        assertThat(Dense.of(3, 4, Activation.TANH).initialiser()).isEqualTo(Initialiser.GLOROT);
        assertThat(Dense.of(3, 4, Activation.SIGMOID).initialiser()).isEqualTo(Initialiser.GLOROT);
    }

    @Test
    void parametersAreNamedByLayerAndLieInOrder() {
        Parameters parameters = MODEL.initialise(Seed.of(1));
        assertThat(parameters.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(parameters.elements()).isEqualTo(26);
        assertThat(parameters.segments())
                .containsExactly(
                        new Parameters.Segment("layer1.weight", Shape.of(3, 4), 0),
                        new Parameters.Segment("layer1.bias", Shape.of(4), 12),
                        new Parameters.Segment("layer2.weight", Shape.of(4, 2), 16),
                        new Parameters.Segment("layer2.bias", Shape.of(2), 24));
    }

    @Test
    void parametersOfAnotherModelAreRefused() {
        Parameters shallow = Model.of(Dense.of(3, 4)).initialise(Seed.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.check(shallow))
                .withMessage("parameters: there is no segment 'layer2.weight'; there are [layer1.weight, layer1.bias]");
        Parameters wide = Model.of(Dense.of(3, 5), Dense.of(5, 2)).initialise(Seed.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.check(wide))
                .withMessage("model: layer1.weight is 3×4, the parameter is 3×5; the shapes must be equal");
    }

    @Test
    void appliesItsLayersInTurn() {
        Model model = Model.of(Dense.of(2, 2, Activation.RELU), Dense.of(2, 1));
        Parameters parameters = model.initialise(Seed.of(1), DType.FLOAT64);
        // W1 = (1 2; 3 4), b1 = (10 −100), W2 = (5; 6), b2 = 7
        double[] chosen = {1, 2, 3, 4, 10, -100, 5, 6, 7};
        System.arraycopy(chosen, 0, parameters.values().doubles(), 0, chosen.length);
        parameters.changed();
        Tensor features = Tensor.of(Shape.of(2, 2), 1.0, 1.0, 10.0, 20.0);
        Tensor outputs = model.apply(new Tape(), parameters, features).tensor();
        // rows of the hidden layer: (14, −94 → 0) and (80, 0)
        assertThat(outputs.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(outputs.toDoubles()).containsExactly(77, 407);
    }

    @Test
    void featuresMustFit() {
        Parameters parameters = MODEL.initialise(Seed.of(1));
        Tensor features = Tensor.zeros(DType.FLOAT32, Shape.of(5, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.apply(new Tape(), parameters, features))
                .withMessageMatching("linear: input is 5×2, weight is 3×4; input columns must equal weight rows; "
                        + "recorded at \\S+\\.java:\\d+ \\(\\S+\\)");
        Tensor doubles = Tensor.zeros(DType.FLOAT64, Shape.of(5, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.apply(new Tape(), parameters, doubles))
                .withMessageContaining("float64")
                .withMessageContaining("float32");
    }

    /// Batch invariance: what a row gives does not depend on the rows beside it, whatever the size of the batch, the
    /// functions and the reductions on the way, and the threads.
    @ParameterizedTest
    @EnumSource
    void aRowAloneHasTheBitsItHasInABatch(DType dtype) {
        Model model = Model.of(Dense.of(13, 29, Activation.TANH), Dense.of(29, 70, Activation.RELU), Dense.of(70, 7));
        Parameters parameters = model.initialise(Seed.of(3), dtype);
        Tensor all = Tensor.zeros(dtype, Shape.of(67, 13));
        for (int i = 0; i < 67 * 13; i++) {
            double value = 3 * StrictMath.sin(i);
            switch (dtype) {
                case FLOAT32 -> all.floats()[i] = (float) value;
                case FLOAT64 -> all.doubles()[i] = value;
            }
        }
        double[] together = softmax(model, new Tape(), parameters, all, 0, 67);
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            var shared = new Tape(Parallel.on(executor, 3));
            for (int rows : new int[] {1, 2, 8, 33}) {
                for (int first = 0; first + rows <= 67; first += rows) {
                    for (Tape tape : List.of(new Tape(), shared)) {
                        double[] alone = softmax(model, tape, parameters, all, first, rows);
                        assertThat(Arrays.equals(alone, 0, rows * 7, together, first * 7, (first + rows) * 7))
                                .as("%d rows from %d on, %d threads", rows, first, tape == shared ? 3 : 1)
                                .isTrue();
                    }
                }
            }
        }
    }

    /// The outputs of some rows, and their softmax.
    private static double[] softmax(Model model, Tape tape, Parameters parameters, Tensor all, int first, int rows) {
        tape.restart();
        Tensor some = all.slice(0, first, first + rows, 1);
        return model.apply(tape, parameters, some).softmax(-1).tensor().toDoubles();
    }
}
