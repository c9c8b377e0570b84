import dev.glissade.optimizers.spi.OptimizerProvider;

/// What an optimizer is, how one is found, and how it is driven.
module dev.glissade.optimizers.spi {
    requires static org.jspecify;

    exports dev.glissade.optimizers.spi;

    uses OptimizerProvider;
}
