package dev.glissade.bench.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.TreeSet;

/// PyTorch's CPU build, called through DJL: the way to it from a JVM.
///
/// An operation returns a new array, which is closed at once, so that its memory is used again; [Launch] tells the C
/// library to keep it. Threads are set by the properties of DJL before PyTorch is loaded.
final class PyTorch {
    private PyTorch() {}

    /// Where arrays live until their work is closed.
    static NDManager manager() {
        return NDManager.newBaseManager("PyTorch");
    }

    static NDArray array(NDManager manager, float[] numbers, long... sizes) {
        return manager.create(numbers, new Shape(sizes));
    }

    static NDArray array(NDManager manager, double[] numbers, long... sizes) {
        return manager.create(numbers, new Shape(sizes));
    }

    /// The elements, row-major.
    static double[] exact(NDArray array) {
        try (var doubles = array.toType(DataType.FLOAT64, true)) {
            return doubles.toDoubleArray();
        }
    }

    /// The version, what it was built with, and the number of threads, which is 1.
    ///
    /// @throws IllegalStateException if PyTorch would use more threads
    static String description() {
        var engine = Engine.getEngine("PyTorch");
        int threads = JniUtils.getNumThreads();
        if (threads != 1) {
            throw new IllegalStateException("PyTorch has " + threads + " threads; it must have 1");
        }
        String features = String.join(", ", new TreeSet<>(JniUtils.getFeatures()));
        return "PyTorch " + engine.getVersion() + " (" + features + ") through DJL, " + Libraries.jar(JniUtils.class)
                + ", 1 thread; results allocated by the operation and freed at once";
    }
}
