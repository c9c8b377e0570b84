package dev.glissade.bench.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/// PyTorch: a step by DJL's direct calls and DJL's Adam, one call for each parameter.
///
/// The mean log-probability of the labels is negated by the cotangent, -1, which saves an operation. The loss is read
/// for the comparison only.
final class PyTorchTraining extends Training {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final NDManager manager = PyTorch.manager();
    private final Network network;
    private final int batch;
    private final double learningRate;
    private final PyTorchNetwork computed;
    private final PtNDArray labels;
    private final PtNDArray minusOne;
    private final List<PtNDArray> parameters;
    private final List<PtNDArray> firstMoments;
    private final List<PtNDArray> secondMoments;
    private final List<PtNDArray> gradients = new ArrayList<>();
    private final List<PtNDArray> made = new ArrayList<>();
    private double product1 = 1;
    private double product2 = 1;

    /// A training whose network stays where it is.
    PyTorchTraining(Network network, int batch) {
        this(network, batch, RESTING);
    }

    private PyTorchTraining(Network network, int batch, double learningRate) {
        this.network = network;
        this.batch = batch;
        this.learningRate = learningRate;
        JniUtils.setGradMode(true);
        computed = new PyTorchNetwork(network, batch, manager);
        labels = computed.labels(batch, 1);
        minusOne = (PtNDArray) manager.create(-1f);
        parameters = computed.parameters();
        firstMoments = computed.zeros(parameters);
        secondMoments = computed.zeros(parameters);
        parameters.forEach(parameter -> JniUtils.attachGradient(parameter, true));
    }

    /// The parameters that steps move.
    List<PtNDArray> parameters() {
        return parameters;
    }

    @Override
    public void run() {
        var negated = backward();
        PyTorchNetwork.close(made);
        negated.close();
        update();
    }

    @Override
    double step() {
        var negated = backward();
        double loss = -negated.getFloat();
        PyTorchNetwork.close(made);
        negated.close();
        update();
        return loss;
    }

    private PtNDArray backward() {
        var logits = computed.logits(parameters, made);
        var logarithms = JniUtils.logSoftmax(logits, 1, DataType.FLOAT32);
        made.add(logarithms);
        var picked = JniUtils.gather(logarithms, labels, 1);
        made.add(picked);
        var mean = JniUtils.mean(picked);
        JniUtils.backward(mean, minusOne, false, false);
        return mean;
    }

    /// Adam as DJL has it: both corrections in the learning rate.
    private void update() {
        if (gradients.isEmpty()) { // they stay the same arrays from the first reverse pass on
            parameters.forEach(parameter -> gradients.add(JniUtils.getGradient(parameter)));
        }
        product1 *= BETA1;
        product2 *= BETA2;
        float corrected = (float) (learningRate * Math.sqrt(1 - product2) / (1 - product1));
        for (int i = 0; i < parameters.size(); i++) {
            JniUtils.adamUpdate(
                    parameters.get(i),
                    gradients.get(i),
                    firstMoments.get(i),
                    secondMoments.get(i),
                    (float) learningRate,
                    corrected,
                    0,
                    1,
                    -1,
                    BETA1,
                    BETA2,
                    EPSILON,
                    false);
            JniUtils.zeroGrad(parameters.get(i));
        }
    }

    @Override
    Training moving() {
        return new PyTorchTraining(network, batch, MOVING);
    }

    @Override
    public void close() {
        gradients.forEach(PtNDArray::close);
        manager.close();
    }
}
