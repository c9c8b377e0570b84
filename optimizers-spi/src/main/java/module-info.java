/// What an optimizer is, how one is found and how it is driven; on `java.base` alone.
module dev.glissade.optimizers.spi {
    requires static transitive org.jspecify;
}
