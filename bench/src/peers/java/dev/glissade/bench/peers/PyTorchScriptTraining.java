package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// PyTorch: a step whose forward pass is one TorchScript and whose update is another, PyTorch's own fused Adam over all
/// parameters, which DJL does not offer.
final class PyTorchScriptTraining extends Training {
    private static final List<String> MLP =
            List.of("h1 = torch.relu(torch.linear(x, w1, b1))", "z = torch.linear(h1, w2, b2)");

    private static final List<String> CONVOLUTIONAL = List.of(
            "c1 = torch.relu(torch.conv2d(x, w1, b1, [1, 1], [1, 1], [1, 1], 1))",
            "h1 = torch.max_pool2d(c1, [2, 2], [2, 2], [0, 0], [1, 1], False)",
            "c2 = torch.relu(torch.conv2d(h1, w2, b2, [1, 1], [1, 1], [1, 1], 1))",
            "h2 = torch.max_pool2d(c2, [2, 2], [2, 2], [0, 0], [1, 1], False)",
            "z = torch.linear(torch.flatten(h2, 1, -1), w3, b3)");

    private final NDManager manager = PyTorch.manager();
    private final Network network;
    private final int batch;
    private final double learningRate;
    private final PtSymbolBlock forward;
    private final NDList forwardInputs;
    private final List<PtNDArray> parameters;
    private final List<PtNDArray> firstMoments;
    private final List<PtNDArray> secondMoments;
    private final PtNDArray steps;
    private final PtNDArray one;
    private final List<PtNDArray> gradients = new ArrayList<>();
    private final NDList updateInputs = new NDList();
    private final PtSymbolBlock update;

    /// A training whose network stays where it is.
    PyTorchScriptTraining(Network network, int batch) {
        this(network, batch, RESTING);
    }

    private PyTorchScriptTraining(Network network, int batch, double learningRate) {
        this.network = network;
        this.batch = batch;
        this.learningRate = learningRate;
        JniUtils.setGradMode(true);
        var computed = new PyTorchNetwork(network, batch, manager);
        parameters = computed.parameters();
        parameters.forEach(parameter -> JniUtils.attachGradient(parameter, true));
        firstMoments = computed.zeros(parameters);
        secondMoments = computed.zeros(parameters);
        steps = (PtNDArray) manager.create(0f);
        one = (PtNDArray) manager.create(1f);
        forwardInputs = new NDList(computed.images(), computed.labels(batch));
        forwardInputs.addAll(parameters);
        forward = PyTorchScript.module(manager, "x, y, " + names("p"), forwardLines());
        update = PyTorchScript.module(
                manager, String.join(", ", names("p"), names("g"), names("m"), names("v"), "steps"), updateLines());
    }

    /// Names of one array for each parameter, with commas between them.
    private String names(String prefix) {
        var names = new ArrayList<String>();
        for (int i = 0; i < network.sizes().length; i++) {
            names.add(prefix.equals("p") ? (i % 2 == 0 ? "w" : "b") + (i / 2 + 1) : prefix + i);
        }
        return String.join(", ", names);
    }

    private List<String> forwardLines() {
        var lines = new ArrayList<>(network == Network.MLP ? MLP : CONVOLUTIONAL);
        lines.add("return torch.cross_entropy_loss(z, y, None, 1, -100, 0.)");
        return lines;
    }

    /// Afterwards gradients are zero again. One of them is returned out of their list, or PyTorch would remove calls that
    /// write to nothing but elements of a list.
    private List<String> updateLines() {
        String each = String.join(", ", Collections.nCopies(network.sizes().length, "steps"));
        String lists = "[" + names("p") + "], gs, [" + names("m") + "], [" + names("v") + "]";
        String settings =
                "lr=" + rate() + ", beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, maximize=False";
        return List.of(
                "s = torch.add_(steps, 1)",
                "gs = [" + names("g") + "]",
                "u = torch._fused_adam_(" + lists + ", annotate(List[Tensor], []), [" + each + "], " + settings + ")",
                "n = torch._foreach_zero_(gs)",
                "return gs[0]");
    }

    private String rate() {
        return String.format(Locale.ROOT, "%.1e", learningRate);
    }

    @Override
    public void run() {
        backward().close();
        update();
    }

    @Override
    double step() {
        double loss;
        try (var forwarded = backward()) {
            loss = forwarded.getFloat();
        }
        update();
        return loss;
    }

    private NDArray backward() {
        var loss = (PtNDArray) IValueUtils.forward(forward, forwardInputs, true).singletonOrThrow();
        JniUtils.backward(loss, one, false, false);
        return loss;
    }

    private void update() {
        if (gradients.isEmpty()) { // they stay the same arrays from the first reverse pass on
            parameters.forEach(parameter -> gradients.add(JniUtils.getGradient(parameter)));
            updateInputs.addAll(parameters);
            updateInputs.addAll(gradients);
            updateInputs.addAll(firstMoments);
            updateInputs.addAll(secondMoments);
            updateInputs.add(steps);
        }
        IValueUtils.forward(update, updateInputs, false).close();
    }

    @Override
    Training moving() {
        return new PyTorchScriptTraining(network, batch, MOVING);
    }

    @Override
    public void close() {
        gradients.forEach(PtNDArray::close);
        manager.close();
    }
}
