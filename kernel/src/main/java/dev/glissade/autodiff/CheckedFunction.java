package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/// A function of variables at a point, as a gradient check evaluates it: as one of a flat array, and on a tape.
final class CheckedFunction {
    private static final double UNIT_ROUNDOFF = Math.ulp(1.0) / 2;

    private final Function<List<Variable>, Variable> f;
    private final List<Tensor> tensors;
    private final double[] point;
    private final Tape tape = new Tape();

    /// @param tensors dense, and kept
    CheckedFunction(Function<List<Variable>, Variable> f, List<Tensor> tensors) {
        this.f = f;
        this.tensors = List.copyOf(tensors);
        this.point = flat(tensors);
    }

    /// The gradient of the function at the point.
    ///
    /// @param noise by how much rounding of the intermediate values may move the value; 0 if that is not finite
    record Gradient(double value, double[] values, double noise) {}

    /// One evaluation on the tape, to be looked into.
    record Recording(Tape tape, List<Variable> inputs, Variable result) {}

    /// All elements of dense tensors in a row.
    static double[] flat(List<Tensor> tensors) {
        int length = 0;
        for (Tensor tensor : tensors) {
            length += tensor.shape().elements();
        }
        double[] flat = new double[length];
        int from = 0;
        for (Tensor tensor : tensors) {
            int elements = tensor.shape().elements();
            System.arraycopy(tensor.doubles(), 0, flat, from, elements);
            from += elements;
        }
        return flat;
    }

    double[] point() {
        return point.clone();
    }

    int tensors() {
        return tensors.size();
    }

    int elements(int tensor) {
        return tensors.get(tensor).shape().elements();
    }

    double value(double[] at) {
        return record(at).result().value();
    }

    Recording record() {
        return record(point);
    }

    private Recording record(double[] at) {
        int from = 0;
        for (Tensor tensor : tensors) {
            int elements = tensor.shape().elements();
            System.arraycopy(at, from, tensor.doubles(), 0, elements);
            from += elements;
        }
        tape.restart();
        List<Variable> inputs = tensors.stream().map(tape::input).toList();
        return new Recording(tape, inputs, f.apply(inputs));
    }

    Gradient gradient() {
        Recording recording = record();
        double[] values = new double[point.length];
        int from = 0;
        for (Variable gradient :
                tape.grad(recording.result(), recording.inputs().toArray(new Variable[0]))) {
            double[] numbers = gradient.tensor().toDoubles();
            System.arraycopy(numbers, 0, values, from, numbers.length);
            from += numbers.length;
        }
        double noise = 0;
        for (double rounding : roundings(recording)) {
            noise += rounding;
        }
        return new Gradient(recording.result().value(), values, Double.isFinite(noise) ? noise : 0);
    }

    /// By position: how much the rounding of an input or of an instruction's result may move the value of the function.
    ///
    /// To first order that is Σ|c·y|·2⁻⁵³ for a result y with cotangent c (F. L. Bauer, Computational graphs and rounding
    /// error, 1974).
    static double[] roundings(Recording recording) {
        Variable result = recording.result();
        int end = result.position();
        Variable[] all = new Variable[end + 1];
        for (int i = 0; i <= end; i++) {
            all[i] = recording.tape().instruction(i).result();
        }
        Variable one = recording.tape().constant(1, DType.FLOAT64, Shape.SCALAR).broadcastTo(result.shape());
        List<Variable> cotangents = recording.tape().pullback(result, one, all);
        double[] roundings = new double[end + 1];
        for (int i = 0; i <= end; i++) {
            if (recording.tape().instruction(i).operands() > 0
                    || recording.inputs().contains(all[i])) {
                double[] c = cotangents.get(i).tensor().toDoubles();
                double[] y = all[i].tensor().toDoubles();
                for (int k = 0; k < c.length; k++) {
                    roundings[i] += Math.abs(c[k] * y[k]) * UNIT_ROUNDOFF;
                }
            }
        }
        return roundings;
    }
}
