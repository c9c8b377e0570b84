/// Tests that every optimizer must pass, for its author to extend.
module dev.glissade.optimizers.tck {
    requires static org.jspecify;
    requires transitive dev.glissade.optimizers.spi;
    requires transitive org.junit.jupiter.api;
    requires jdk.management;

    exports dev.glissade.optimizers.tck;
}
