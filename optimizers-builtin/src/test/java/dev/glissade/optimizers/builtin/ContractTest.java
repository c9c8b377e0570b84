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
        return Builtins.all().map(provider -> contract(provider.name(), provider));
    }

    @TestFactory
    Stream<DynamicContainer> forms() {
        return Builtins.forms().map(provider -> contract(provider.toString(), provider));
    }

    private static DynamicContainer contract(String name, OptimizerProvider provider) {
        return DynamicContainer.dynamicContainer(name, OptimizerContract.checks(provider));
    }
}
