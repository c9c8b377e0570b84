package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.ProviderKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoveryTest {

    @Test
    void theBuiltInOptimizersAreFound() {
        Discovery discovery = Optimizers.discover();
        assertThat(discovery.broken()).isEmpty();
        assertThat(discovery.found(ProviderKind.OPTIMIZER))
                .extracting(Discovery.Found::name)
                .containsExactlyElementsOf(names());
        for (Discovery.Found found : discovery.found(ProviderKind.OPTIMIZER)) {
            assertThat(found.location()).isNotEqualTo("unknown place");
            assertThat(found.description().hyperparameters().getFirst().name()).isEqualTo("learningRate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyoneStepsInEitherElementType(ElementType elementType) {
        for (Discovery.Found found : Optimizers.discover().found(ProviderKind.OPTIMIZER)) {
            Optimizer optimizer = Optimizers.named(found.name()).over(Layout.flat(elementType, 2));
            if (elementType == ElementType.FLOAT32) {
                TiltedBowl.step(optimizer, new float[2], new float[2]);
            } else {
                TiltedBowl.step(optimizer, new double[2], new double[2]);
            }
            assertThat(optimizer.stepCount()).as(found.name()).isEqualTo(1);
        }
    }

    @Test
    void defaultsAreThoseOfThePublications() {
        assertThat(Optimizers.named("sgd")).hasToString("sgd {learningRate=0.01, weightDecay=0, maximize=false}");
        assertThat(Optimizers.named("momentum"))
                .hasToString("momentum {learningRate=0.01, momentum=0.9, dampening=0, rateInside=false, "
                        + "weightDecay=0, maximize=false}");
        assertThat(Optimizers.named("rmsprop"))
                .hasToString("rmsprop {learningRate=0.001, beta=0.9, epsilon=1e-10, epsilonInside=true, "
                        + "oldAverage=false, initialAverage=0, centered=false, momentum=0, rateInside=false, "
                        + "weightDecay=0, maximize=false}");
        assertThat(Optimizers.named("adam"))
                .hasToString("adam {learningRate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, epsilonRoot=0, "
                        + "epsilonCorrected=true, weightDecay=0, maximize=false}");
    }

    @Test
    void mistakesAreAnsweredWithWhatThereIs() {
        assertThatThrownBy(() -> Optimizers.named("adams"))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("unknown optimizer 'adams'; did you mean 'adam' or 'adamw'? found: "
                        + String.join(", ", names()));
        assertThatThrownBy(() -> Optimizers.named("adam").with("beta", 0.9))
                .hasMessage("adam has no hyperparameter 'beta'; did you mean 'beta1' or 'beta2'? "
                        + "declared: learningRate, beta1, beta2, epsilon, epsilonRoot, epsilonCorrected, weightDecay, "
                        + "maximize");
        assertThatThrownBy(() -> Optimizers.named("adam").with("beta2", 1))
                .hasMessage("beta2 is 1.0; it must be in [0, 1)");
        assertThatThrownBy(() -> Optimizers.named("sgd").with("learningRate", -1))
                .hasMessage("learningRate is -1.0; it must be in [0, ∞)");
        assertThatThrownBy(() -> Optimizers.named("rmsprop").withText("epsilonInside", "1"))
                .hasMessage("epsilonInside: '1' is neither true nor false; it must be one of the two");
    }

    @Test
    void allHyperparametersSayWhatTheyMean() {
        for (Discovery.Found found : Optimizers.discover().found(ProviderKind.OPTIMIZER)) {
            assertThat(found.description().hyperparameters())
                    .extracting(Hyperparameter::meaning)
                    .doesNotHaveDuplicates();
        }
    }

    private static List<String> names() {
        return Builtins.all().map(OptimizerProvider::name).sorted().toList();
    }
}
