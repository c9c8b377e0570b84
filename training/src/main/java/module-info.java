/// Layers, mini-batches and the training loop.
module dev.glissade.training {
    requires transitive dev.glissade.kernel;
    requires transitive dev.glissade.optimizers.spi;
    requires static org.jspecify;

    exports dev.glissade.training;
}
