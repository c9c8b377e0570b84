package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.StepFailedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OneLineErrorsTest {

    @Test
    void aPluginThatFailsInAStepIsToldInOneLine() throws Exception {
        Optimizer optimizer = Recipe.of(new Fails()).over(Layout.flat(ElementType.FLOAT32, 1));
        var failure = catchThrowableOfType(StepFailedException.class, () -> optimizer.step(new float[1], new float[1]));
        var told = new StringWriter();
        var command = new CommandLine(CommandLine.Model.CommandSpec.create()).setErr(new PrintWriter(told));

        int exitCode = new OneLineErrors().handleExecutionException(failure, command, null);

        assertThat(exitCode).isEqualTo(1);
        assertThat(told.toString().lines())
                .singleElement()
                .asString()
                .isEqualTo("glissade: fails failed in step 1, parameters and state may be half updated:"
                        + " java.lang.ArithmeticException: out of ideas");
    }

    private static final class Fails implements OptimizerProvider {
        @Override
        public String name() {
            return "fails";
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
                throw new ArithmeticException("out of ideas");
            };
        }
    }
}
