package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;

/// What a [Sentinel] does.
final class Watch {
    private final Tensor float32 = Tensor.zeros(DType.FLOAT32, Shape.SCALAR);
    private final Tensor float64 = Tensor.zeros(DType.FLOAT64, Shape.SCALAR);

    /// Refuses a result that is not finite although all operands are. Inputs that are not finite are the user's.
    void check(Instruction instruction, Workspace workspace) {
        if (instruction.operands() == 0 || finite(instruction.value(), workspace)) {
            return;
        }
        for (int i = 0; i < instruction.operands(); i++) {
            if (!finite(instruction.tensor(i), workspace)) {
                return;
            }
        }
        double[] values = instruction.value().toDoubles();
        int first = firstNotFinite(values);
        throw new NotFiniteException("sentinel: element " + first + " of instruction " + instruction.position() + " ("
                + instruction.primitive().operation() + ", "
                + instruction.value().shape() + ") is " + values[first]
                + " although all operands are finite; recorded at " + SourceLine.now());
    }

    /// Refuses a gradient that is not finite.
    void checkGradient(String parameter, Tensor gradient, Workspace workspace) {
        if (!finite(gradient, workspace)) {
            double[] values = gradient.toDoubles();
            int first = firstNotFinite(values);
            throw new NotFiniteException("sentinel: element " + first + " of the gradient of " + parameter + " is "
                    + values[first] + "; run the step with " + Sentinel.EVERY_INSTRUCTION + " to find the first cause");
        }
    }

    private boolean finite(Tensor tensor, Workspace workspace) {
        if (tensor.shape().elements() == 0) {
            return true;
        }
        Tensor largest = tensor.dtype() == DType.FLOAT32 ? float32 : float64;
        Reductions.reduce(Reduction.NORM_MAX, tensor, Axes.all(tensor.shape()), largest, workspace);
        return Double.isFinite(largest.item());
    }

    private static int firstNotFinite(double[] values) {
        int i = 0;
        while (i < values.length - 1 && Double.isFinite(values[i])) {
            i++;
        }
        return i;
    }
}
