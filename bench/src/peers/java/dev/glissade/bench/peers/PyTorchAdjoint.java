package dev.glissade.bench.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/// PyTorch: the reverse pass alone of one operation, whose graph is kept from call to call.
///
/// Its way to an adjoint; the gradient is added to the one of the call before.
final class PyTorchAdjoint implements Work {
    private final NDManager manager;
    private final PtNDArray variable;
    private final PtNDArray output;
    private final PtNDArray cotangent;

    /// The adjoint of `operation` in a variable of it, for one cotangent; the manager is closed with the work.
    PyTorchAdjoint(NDManager manager, PtNDArray variable, Supplier<PtNDArray> operation, PtNDArray cotangent) {
        this.manager = manager;
        this.variable = variable;
        this.cotangent = cotangent;
        JniUtils.setGradMode(true);
        JniUtils.attachGradient(variable, true);
        output = operation.get();
    }

    @Override
    public void run() {
        JniUtils.backward(output, cotangent, true, false);
    }

    @Override
    public double[] result() {
        try (var gradient = JniUtils.getGradient(variable)) {
            gradient.muli(0);
            run();
            return PyTorch.exact(gradient);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
