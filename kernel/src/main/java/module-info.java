/// Flat-array kernels, tensors, the differentiating tape and symbolic expressions.
module dev.glissade.kernel {
    requires jdk.incubator.vector;
    requires jdk.management;
    requires static org.jspecify;

    exports dev.glissade.kernel;
    exports dev.glissade.tensor;
    exports dev.glissade.autodiff;
    exports dev.glissade.symbolic;
}
