package dev.glissade.kernel;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;

/// A few steps of gradient descent on a network of three layers: recording, forward and reverse pass, and the loops
/// below them, in one program.
final class DescentProgram {
    private static final int STEPS = 4;
    private static final int ROWS = 19;
    private static final double LEARNING_RATE = 0.25;

    private DescentProgram() {}

    /// The parameters after the last step, and in place of the first of them the loss of that step.
    static Object run(ElementType type) {
        DType dtype = switch (type) {
            case FLOAT32 -> DType.FLOAT32;
            case FLOAT64 -> DType.FLOAT64;
        };
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w1", Shape.of(13, 29));
        shapes.put("b1", Shape.of(29));
        shapes.put("w2", Shape.of(29, 17));
        shapes.put("b2", Shape.of(17));
        shapes.put("w3", Shape.of(17, 5));
        shapes.put("b3", Shape.of(5));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        fill(type, array(parameters.values()), 1);
        Tensor features = Tensor.zeros(dtype, Shape.of(ROWS, 13));
        fill(type, array(features), 2);
        Tensor labels = Tensor.zeros(dtype, Shape.of(ROWS));
        for (int row = 0; row < ROWS; row++) {
            type.set(array(labels), row, row * 3 % 5);
        }
        var tape = new Tape();
        double loss = 0;
        for (int step = 0; step < STEPS; step++) {
            tape.restart();
            Variable hidden = layer(tape, parameters, "1", tape.input(features), Activation.TANH);
            Variable logits = layer(
                    tape, parameters, "3", layer(tape, parameters, "2", hidden, Activation.RELU), Activation.IDENTITY);
            Variable mean = logits.softmaxCrossEntropy(labels).mean();
            tape.backward(mean);
            loss = mean.value();
            descend(type, parameters);
        }
        Object values = array(parameters.values());
        type.set(values, 0, loss);
        return values;
    }

    private static Variable layer(
            Tape tape, Parameters parameters, String number, Variable input, Activation activation) {
        return input.linear(
                tape.parameter(parameters, "w" + number), tape.parameter(parameters, "b" + number), activation);
    }

    private static void descend(ElementType type, Parameters parameters) {
        Object values = array(parameters.values());
        Object gradients = array(parameters.gradients());
        for (int i = 0; i < parameters.elements(); i++) {
            type.set(values, i, type.get(values, i) - LEARNING_RATE * type.get(gradients, i));
        }
        parameters.zeroGradients();
        parameters.changed();
    }

    /// Values from −1 to 1.
    private static void fill(ElementType type, Object array, long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < Array.getLength(array); i++) {
            type.set(array, i, random.nextDouble(-1, 1));
        }
    }

    private static Object array(Tensor tensor) {
        return switch (tensor.dtype()) {
            case FLOAT32 -> tensor.floats();
            case FLOAT64 -> tensor.doubles();
        };
    }
}
