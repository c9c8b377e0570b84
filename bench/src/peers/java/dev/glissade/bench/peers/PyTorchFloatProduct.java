package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/// PyTorch's product of two matrices, transposed operands as views.
final class PyTorchFloatProduct implements Work {
    private final NDManager manager = PyTorch.manager();
    private final NDArray left;
    private final NDArray right;

    PyTorchFloatProduct(ProductShape shape, float[] left, float[] right) {
        var storedLeft = PyTorch.array(manager, left, shape.leftRows(), shape.leftColumns());
        var storedRight = PyTorch.array(manager, right, shape.rightRows(), shape.rightColumns());
        this.left = shape.leftTransposed() ? storedLeft.transpose() : storedLeft;
        this.right = shape.rightTransposed() ? storedRight.transpose() : storedRight;
    }

    @Override
    public void run() {
        left.matMul(right).close();
    }

    @Override
    public double[] result() {
        try (var result = left.matMul(right)) {
            return PyTorch.exact(result);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
