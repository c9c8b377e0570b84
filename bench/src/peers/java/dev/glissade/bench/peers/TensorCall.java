package dev.glissade.bench.peers;

import dev.glissade.tensor.Tensor;

/// Ours: an operation on tensors into a given result.
final class TensorCall implements Work {
    private final Runnable call;
    private final Tensor result;

    TensorCall(Runnable call, Tensor result) {
        this.call = call;
        this.result = result;
    }

    @Override
    public void run() {
        call.run();
    }

    @Override
    public double[] result() {
        return result.toDoubles();
    }
}
