package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;

/// PyTorch's own fused Adam as TorchScript, which DJL does not offer.
final class PyTorchScriptAdam extends FloatOptimizerStep {
    private final NDManager manager = PyTorch.manager();
    private final NDArray w = PyTorch.array(manager, parameters, length);
    private final NDArray g = PyTorch.array(manager, gradients, length);
    private final NDList inputs = new NDList(
            w,
            g,
            PyTorch.array(manager, new float[length], length),
            PyTorch.array(manager, new float[length], length),
            manager.create(0f));
    private final PtSymbolBlock update;

    PyTorchScriptAdam(int length) {
        this(length, RESTING);
    }

    /// A gradient is returned out of its list, or PyTorch would remove a call that writes to nothing but elements of lists.
    private PyTorchScriptAdam(int length, double learningRate) {
        super(length);
        String settings = String.format(
                Locale.ROOT,
                "lr=%.1e, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, maximize=False",
                learningRate);
        update = PyTorchScript.module(
                manager,
                "w, g, m, v, steps",
                List.of(
                        "s = torch.add_(steps, 1)",
                        "gs = [g]",
                        "u = torch._fused_adam_([w], gs, [m], [v], annotate(List[Tensor], []), [steps], " + settings
                                + ")",
                        "return gs[0]"));
    }

    @Override
    public void run() {
        IValueUtils.forward(update, inputs, false).close();
    }

    @Override
    FloatOptimizerStep moving() {
        return new PyTorchScriptAdam(length, MOVING);
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
