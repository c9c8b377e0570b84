package dev.glissade.bench.peers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/// ND4J: its operation that computes an Adam update into a given array, and the subtraction of that.
final class Nd4jAdam extends FloatOptimizerStep {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final INDArray w = Nd4j.createFromArray(parameters);
    private final INDArray g = Nd4j.createFromArray(gradients);
    private final INDArray m = Nd4j.zerosLike(w);
    private final INDArray v = Nd4j.zerosLike(w);
    private final INDArray update = Nd4j.zerosLike(w);
    private int iteration;

    Nd4jAdam(int length) {
        this(length, RESTING);
    }

    private Nd4jAdam(int length, double learningRate) {
        super(length);
        this.learningRate = learningRate;
    }

    @Override
    public void run() {
        Nd4j.exec(new AdamUpdater(g, v, m, update, v, m, learningRate, BETA1, BETA2, EPSILON, iteration++));
        w.subi(update);
    }

    @Override
    FloatOptimizerStep moving() {
        return new Nd4jAdam(length, MOVING);
    }

    @Override
    void load(float[] other) {
        g.assign(Nd4j.createFromArray(other));
    }

    @Override
    float[] moved() {
        return w.toFloatVector();
    }

    @Override
    public void close() {
        for (var array : new INDArray[] {w, g, m, v, update}) {
            array.close();
        }
    }
}
