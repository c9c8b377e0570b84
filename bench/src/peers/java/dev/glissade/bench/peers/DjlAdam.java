package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.FloatBuffer;

/// DJL's Adam on PyTorch, one call for all parameters.
final class DjlAdam extends FloatOptimizerStep {
    private final NDManager manager = PyTorch.manager();
    private final NDArray w = PyTorch.array(manager, parameters, length);
    private final NDArray g = PyTorch.array(manager, gradients, length);
    private final Optimizer adam;

    DjlAdam(int length) {
        this(length, RESTING);
    }

    private DjlAdam(int length, double learningRate) {
        super(length);
        adam = Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed((float) learningRate))
                .build();
    }

    @Override
    public void run() {
        adam.update("w", w, g);
    }

    @Override
    FloatOptimizerStep moving() {
        return new DjlAdam(length, MOVING);
    }

    @Override
    void load(float[] other) {
        g.set(FloatBuffer.wrap(other));
    }

    @Override
    float[] moved() {
        return w.toFloatArray();
    }

    @Override
    public void close() {
        manager.close();
    }
}
