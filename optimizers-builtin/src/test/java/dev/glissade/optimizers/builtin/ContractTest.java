package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.ProviderKind;
import dev.glissade.optimizers.tck.AveragingContract;
import dev.glissade.optimizers.tck.GradientTransformContract;
import dev.glissade.optimizers.tck.OptimizerContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// Every optimizer, in each of its forms, and every gradient transform and averaging keeps its contract.
class ContractTest {

    @TestFactory
    Stream<DynamicContainer> optimizers() {
        return Builtins.all().map(provider -> contract(provider.name(), provider));
    }

    @TestFactory
    Stream<DynamicContainer> forms() {
        return Builtins.forms().map(provider -> contract(provider.toString(), provider));
    }

    @TestFactory
    Stream<DynamicContainer> transforms() {
        return names(ProviderKind.GRADIENT_TRANSFORM)
                .map(name -> DynamicContainer.dynamicContainer(
                        name,
                        GradientTransformContract.checks(
                                Optimizers.transform(name).provider())));
    }

    @TestFactory
    Stream<DynamicContainer> averagings() {
        return names(ProviderKind.AVERAGING)
                .map(name -> DynamicContainer.dynamicContainer(
                        name,
                        AveragingContract.checks(Optimizers.averaging(name).provider())));
    }

    private static Stream<String> names(ProviderKind kind) {
        return Optimizers.discover().found(kind).stream().map(Discovery.Found::name);
    }

    private static DynamicContainer contract(String name, OptimizerProvider provider) {
        return DynamicContainer.dynamicContainer(name, OptimizerContract.checks(provider));
    }
}
