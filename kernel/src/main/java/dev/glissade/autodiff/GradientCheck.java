package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The largest difference between a reverse gradient and central differences, and where it is.
///
/// ```java
/// var check = GradientCheck.of(x -> x.get(0).sin().times(x.get(1)).sum(), a, b);
/// assertTrue(check.passes(1e-8), check.toString());
/// ```
///
/// The derivative along coordinate x is estimated as (f(x + h) − f(x − h)) / 2h with h = ∛ε · max(1, |x|) and ε = 2⁻⁵²,
/// the step that balances truncation against rounding (W. H. Press et al., Numerical Recipes, 3rd edition 2007,
/// equation 5.7.8): good for about 10 of the 16 digits where f is smooth and of size 1. At a kink it estimates neither
/// side.
///
/// @param difference |gradient − estimate| / max(1, |gradient|, |estimate|); infinite where one of them is not a
///     finite number
/// @param tensor the number of the tensor, 0 being the first; −1 if there is no coordinate at all
/// @param coordinate the row-major number of the element in that tensor
/// @param gradient what the reverse pass says there
/// @param estimate what central differences say there
public record GradientCheck(double difference, int tensor, int coordinate, double gradient, double estimate) {
    private static final double STEP = StrictMath.cbrt(Math.ulp(1.0));

    /// Compares at the given point, in every coordinate of every tensor. The tensors are not modified.
    ///
    /// @param f from one variable per tensor to a scalar, called 2n + 1 times for n coordinates
    /// @throws IllegalArgumentException if a tensor is not float64 or the result is not a scalar
    public static GradientCheck of(Function<List<Variable>, Variable> f, Tensor... at) {
        var point = new ArrayList<Tensor>();
        for (Tensor tensor : at) {
            if (tensor.dtype() != DType.FLOAT64) {
                throw new IllegalArgumentException("gradient check: tensor " + point.size() + " is " + tensor.dtype()
                        + "; central differences need " + DType.FLOAT64);
            }
            point.add(tensor.copy());
        }
        Tape tape = new Tape();
        List<double[]> gradients = gradients(tape, f, point);
        var worst = new GradientCheck(0, -1, -1, 0, 0);
        for (int number = 0; number < at.length; number++) {
            for (int i = 0; i < gradients.get(number).length; i++) {
                double gradient = gradients.get(number)[i];
                double estimate = estimate(tape, f, point, point.get(number).doubles(), i);
                double difference = difference(gradient, estimate);
                if (worst.tensor < 0 || difference > worst.difference) {
                    worst = new GradientCheck(difference, number, i, gradient, estimate);
                }
            }
        }
        return worst;
    }

    private static List<double[]> gradients(Tape tape, Function<List<Variable>, Variable> f, List<Tensor> point) {
        List<Variable> inputs = inputs(tape, point);
        var gradients = new ArrayList<double[]>();
        for (Variable gradient : tape.grad(f.apply(inputs), inputs.toArray(new Variable[0]))) {
            gradients.add(gradient.tensor().toDoubles());
        }
        return gradients;
    }

    private static List<Variable> inputs(Tape tape, List<Tensor> point) {
        tape.restart();
        return point.stream().map(tape::input).toList();
    }

    private static double estimate(
            Tape tape, Function<List<Variable>, Variable> f, List<Tensor> point, double[] storage, int coordinate) {
        double x = storage[coordinate];
        double h = STEP * Math.max(1, Math.abs(x));
        double above = x + h;
        double below = x - h;
        storage[coordinate] = above;
        double fAbove = f.apply(inputs(tape, point)).value();
        storage[coordinate] = below;
        double fBelow = f.apply(inputs(tape, point)).value();
        storage[coordinate] = x;
        // Not 2h: the points themselves are rounded.
        return (fAbove - fBelow) / (above - below);
    }

    private static double difference(double gradient, double estimate) {
        double difference =
                Math.abs(gradient - estimate) / Math.max(1, Math.max(Math.abs(gradient), Math.abs(estimate)));
        return Double.isFinite(difference) ? difference : Double.POSITIVE_INFINITY;
    }

    /// Whether no coordinate differs by more than a relative tolerance, such as 1e-8.
    public boolean passes(double tolerance) {
        return difference <= tolerance;
    }

    /// One line: the difference, the place, and both numbers.
    @Override
    public String toString() {
        return tensor < 0
                ? "gradient check: there is no coordinate"
                : "gradient check: largest relative difference " + difference + " in coordinate " + coordinate
                        + " of tensor " + tensor + ": gradient " + gradient + ", central differences " + estimate;
    }
}
