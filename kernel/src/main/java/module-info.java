/// Flat-array kernels, tensors and the differentiating tape.
module dev.glissade.kernel {
    requires jdk.incubator.vector;
    requires jdk.management;
    requires static org.jspecify;

    exports dev.glissade.kernel;
    exports dev.glissade.tensor;
    exports dev.glissade.autodiff;
}
