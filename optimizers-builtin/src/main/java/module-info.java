/// The optimizers that come with the library, found like any other.
module dev.glissade.optimizers.builtin {
    requires dev.glissade.optimizers.spi;
    requires static org.jspecify;
}
