package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.tck.OptimizerContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// Every optimizer, in each of its forms, keeps the contract.
class ContractTest {

    @TestFactory
    Stream<DynamicContainer> optimizers() {
        return contracts(Builtins.all());
    }

    @TestFactory
    Stream<DynamicContainer> forms() {
        return contracts(Builtins.forms());
    }

    private static Stream<DynamicContainer> contracts(Stream<OptimizerProvider> providers) {
        return providers.map(provider ->
                DynamicContainer.dynamicContainer(provider.toString(), OptimizerContract.checks(provider)));
    }
}
