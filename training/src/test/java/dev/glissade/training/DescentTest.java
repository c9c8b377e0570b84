package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.StepFailedException;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescentTest {
    private static final Recipe HALF = Optimizers.named("sgd").with("learningRate", 0.5);

    /// One segment w = (3, −1), whose loss Σ w² has the gradient 2w.
    private static Parameters pair(DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(2));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        switch (dtype) {
            case FLOAT32 -> {
                parameters.values().floats()[0] = 3;
                parameters.values().floats()[1] = -1;
            }
            case FLOAT64 -> {
                parameters.values().doubles()[0] = 3;
                parameters.values().doubles()[1] = -1;
            }
        }
        parameters.changed();
        return parameters;
    }

    private static Variable loss(Tape tape, Parameters parameters) {
        return tape.parameter(parameters, "w").square().sum();
    }

    @Test
    void theLayoutHasTheSegmentsOfTheParameters() {
        Parameters parameters = Model.of(Dense.of(3, 4), Dense.of(4, 2)).initialise(Seed.of(1), DType.FLOAT64);
        assertThat(Descent.layout(parameters))
                .isEqualTo(new Layout(
                        ElementType.FLOAT64,
                        List.of(
                                Segment.of("layer1.weight", 0, 3, 4),
                                Segment.of("layer1.bias", 12, 4),
                                Segment.of("layer2.weight", 16, 4, 2),
                                Segment.of("layer2.bias", 24, 2)),
                        26));
        assertThat(Descent.layout(pair(DType.FLOAT32)).elementType()).isEqualTo(ElementType.FLOAT32);
    }

    @Test
    void knowsWhatItMovesAndHow() {
        Parameters parameters = pair(DType.FLOAT32);
        Descent descent = Descent.of(HALF, parameters);
        assertThat(descent.parameters()).isSameAs(parameters);
        assertThat(descent.optimizer().description().name()).isEqualTo("sgd");
        assertThat(descent.optimizer().value("learningRate")).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void aStepFollowsTheGradientsThatHaveGathered(DType dtype) {
        Parameters parameters = pair(dtype);
        Descent descent = Descent.of(Optimizers.named("sgd").with("learningRate", 0.125), parameters);
        var tape = new Tape();
        for (int i = 0; i < 2; i++) {
            tape.restart();
            tape.backward(loss(tape, parameters));
        }
        assertThat(parameters.gradients().toDoubles()).containsExactly(12, -4);
        descent.step();
        assertThat(parameters.values().toDoubles()).containsExactly(1.5, -0.5);
        assertThat(parameters.gradients().toDoubles()).containsExactly(0, 0);
        assertThat(descent.optimizer().stepCount()).isEqualTo(1);

        tape.restart();
        tape.backward(loss(tape, parameters));
        assertThat(parameters.gradients().toDoubles()).as("from zero again").containsExactly(3, -1);
    }

    @ParameterizedTest
    @EnumSource
    void theOptimizerKeepsItsStateFromStepToStep(DType dtype) {
        Parameters parameters = pair(dtype);
        Descent descent = Descent.of(Optimizers.named("momentum").with("learningRate", 0.25), parameters);
        var tape = new Tape();
        // m = −2w = −6, w = 3 − 1.5; then m = 0.9·(−6) − 3 = −8.4, w = 1.5 − 2.1
        for (int i = 0; i < 2; i++) {
            tape.restart();
            tape.backward(loss(tape, parameters));
            descent.step();
        }
        assertThat(parameters.values().toDoubles()[0]).isCloseTo(-0.6, within(dtype == DType.FLOAT32 ? 1e-6 : 1e-14));
    }

    @Test
    void aForwardPassOfBeforeTheStepIsRefused() {
        Parameters parameters = pair(DType.FLOAT32);
        Descent descent = Descent.of(HALF, parameters);
        var tape = new Tape();
        Variable loss = loss(tape, parameters);
        tape.backward(loss);
        long version = parameters.version();
        descent.step();
        assertThat(parameters.version()).isEqualTo(version + 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> tape.backward(loss))
                .withMessage("backward: parameter w was read at version " + version + ", but the parameters are at "
                        + (version + 1) + "; they must not change between forward and backward");
    }

    @Test
    void aStepThatTheOptimizerRefusesChangesNothing() {
        Parameters parameters = pair(DType.FLOAT32);
        Descent descent =
                Descent.of(Optimizers.named("sgd").with("learningRate", step -> step == 1 ? 0.25 : -1), parameters);
        var tape = new Tape();
        tape.backward(loss(tape, parameters));
        descent.step();
        tape.restart();
        tape.backward(loss(tape, parameters));
        long version = parameters.version();
        assertThatExceptionOfType(OptimizerException.class)
                .isThrownBy(descent::step)
                .withMessage("sgd: learningRate is -1.0 in step 2; it must be in [0, ∞)");
        assertThat(parameters.version()).isEqualTo(version);
        assertThat(parameters.values().toFloats()).containsExactly(1.5f, -0.5f);
        assertThat(parameters.gradients().toFloats()).containsExactly(3, -1);
    }

    @Test
    void aRuleThatFailsMayHaveChangedTheParameters() {
        Parameters parameters = pair(DType.FLOAT32);
        Descent descent = Descent.of(Recipe.of(new FailsHalfWay()), parameters);
        long version = parameters.version();

        assertThatExceptionOfType(StepFailedException.class).isThrownBy(descent::step);
        assertThat(parameters.version()).isGreaterThan(version);
    }

    @Test
    void anOptimizerWithoutARuleForDoublesIsRefused() {
        Recipe recipe = Recipe.of(new FloatsOnly());
        Parameters doubles = pair(DType.FLOAT64);
        assertThatExceptionOfType(OptimizerException.class)
                .isThrownBy(() -> Descent.of(recipe, doubles))
                .withMessage("floats-only has no rule for FLOAT64 parameters; the layout must be FLOAT32");
    }

    /// Stands still, over float parameters.
    private static final class FloatsOnly implements OptimizerProvider {
        @Override
        public String name() {
            return "floats-only";
        }

        @Override
        public String summary() {
            return "stands still";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(Hyperparameter.LEARNING_RATE);
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (step, from, to) -> {};
        }
    }

    /// Changes a parameter, then fails.
    private static final class FailsHalfWay implements OptimizerProvider {
        @Override
        public String name() {
            return "fails-half-way";
        }

        @Override
        public String summary() {
            return "fails";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(Hyperparameter.LEARNING_RATE);
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (step, from, to) -> {
                step.parameters()[from]++;
                throw new ArithmeticException("half-way");
            };
        }
    }
}
