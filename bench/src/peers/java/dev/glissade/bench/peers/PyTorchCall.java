package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Supplier;

/// PyTorch: an operation that returns a new array.
final class PyTorchCall implements Work {
    private final NDManager manager;
    private final Supplier<NDArray> call;

    /// A call on arrays of a manager, which is closed with the work.
    PyTorchCall(NDManager manager, Supplier<NDArray> call) {
        this.manager = manager;
        this.call = call;
    }

    @Override
    public void run() {
        call.get().close();
    }

    @Override
    public double[] result() {
        try (var result = call.get()) {
            return PyTorch.exact(result);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
