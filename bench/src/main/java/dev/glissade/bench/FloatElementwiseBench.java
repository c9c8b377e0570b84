package dev.glissade.bench;

import dev.glissade.kernel.FloatKernels;
import org.openjdk.jmh.annotations.Param;

/// Elementwise loops over `float[]`: arithmetic, bound by memory, and functions, bound by computation.
public class FloatElementwiseBench extends FloatLoopBench {

    /// What is computed of x in [−4, 4) and y in [0.001, 4).
    public enum Operation {
        /// x + y
        ADD,
        /// max(x, 0)
        RELU,
        /// x + 0.5 y
        ADD_SCALED,
        /// e^x
        EXP,
        /// ln y
        LOG,
        /// tanh x
        TANH,
        /// 1 ÷ (1 + e^−x)
        SIGMOID,
        /// sin x
        SIN
    }

    @Param({"1024", "65536"})
    int length;

    @Param
    Operation operation = Operation.ADD;

    private float[] x = {};
    private float[] y = {};

    @Override
    int prepare() {
        x = uniform(length, 0, -4, 4);
        y = uniform(length, 1, 0.001f, 4);
        return length;
    }

    @Override
    void call(FloatKernels kernels, float[] result) {
        switch (operation) {
            case ADD -> kernels.arithmetic().add(x, 0, y, 0, result, 0, length);
            case RELU -> kernels.arithmetic().relu(x, 0, result, 0, length);
            case ADD_SCALED -> kernels.arithmetic().addScaled(x, 0, 0.5f, y, 0, result, 0, length);
            case EXP -> kernels.exponentials().exp(x, 0, result, 0, length);
            case LOG -> kernels.exponentials().log(y, 0, result, 0, length);
            case TANH -> kernels.exponentials().tanh(x, 0, result, 0, length);
            case SIGMOID -> kernels.activations().sigmoid(x, 0, result, 0, length);
            case SIN -> kernels.trigonometry().sin(x, 0, result, 0, length);
        }
    }
}
