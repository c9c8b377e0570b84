package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.OptimizerProvider;
import java.util.stream.Stream;

/// The optimizers of this module; that none is missing, [DiscoveryTest] says.
final class Builtins {
    private Builtins() {}

    static Stream<OptimizerProvider> all() {
        return Stream.of(
                new Sgd(),
                new Momentum(),
                new Nesterov(),
                new AggMo(),
                new RmsProp(),
                new Adagrad(),
                new Adadelta(),
                new Ftrl(),
                new Adam(),
                new Amsgrad(),
                new Adamax(),
                new Nadam(),
                new AdamW(),
                new Radam(),
                new AdaBelief(),
                new Yogi(),
                new QhAdam(),
                new Adan(),
                new Lion(),
                new Signum(),
                new Rprop(),
                new Asgd());
    }
}
