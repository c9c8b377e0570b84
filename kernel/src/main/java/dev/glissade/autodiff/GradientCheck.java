package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The largest difference between a reverse gradient and differences of function values, and where it is.
///
/// ```java
/// var check = GradientCheck.of(x -> x.get(0).sin().times(x.get(1)).sum(), a, b);
/// assertTrue(check.passes(1e-8), () -> check.report(1e-8).toString());
/// ```
///
/// The differences are those of [CentralDifferences], good for 11 to 14 of the 16 digits where f is smooth and of size 1. What
/// rounding does to f is estimated on the tape: an error of 2⁻⁵³ in each intermediate value counts as much as its
/// cotangent.
///
/// | form | compares | evaluations for n coordinates |
/// |---|---|---|
/// | [#of] | the gradient, coordinate by coordinate | about 12n |
/// | [#along] | ⟨gradient, a random direction⟩ | 2 |
/// | [#ofSecondOrder] | the gradient of ⟨gradient, a random direction⟩, coordinate by coordinate | about 12n, with a gradient each |
/// | [#alongSecondOrder] | two directions, one for each derivative | 2, with a gradient each |
///
/// Along a direction a fault in one coordinate of n shows by 1/√n of its size, and is not located; [#report] then helps on.
/// Those of second order believe the first gradient and differentiate it.
public final class GradientCheck {
    /// The step that balances truncation against rounding in a single central difference (W. H. Press et al., Numerical
    /// Recipes, 3rd edition 2007, equation 5.7.8).
    private static final double STEP = StrictMath.cbrt(Math.ulp(1.0));

    private static final int FIRST_DIRECTION = 0;
    private static final int SECOND_DIRECTION = 1;

    private final CheckedFunction function;
    private final double difference;
    private final int tensor;
    private final int coordinate;
    private final double gradient;
    private final Estimate estimate;
    /// The direction of the comparison, over all coordinates; one of them, but for [#along].
    private final double[] direction;

    private GradientCheck(
            CheckedFunction function,
            int tensor,
            int coordinate,
            double gradient,
            Estimate estimate,
            double[] direction) {
        this.function = function;
        this.tensor = tensor;
        this.coordinate = coordinate;
        this.gradient = gradient;
        this.estimate = estimate;
        this.direction = direction;
        this.difference = difference(gradient, estimate.value());
    }

    /// Compares at the given point, in every coordinate of every tensor. The tensors are not modified.
    ///
    /// @param f from one variable per tensor to a scalar
    /// @throws IllegalArgumentException if a tensor is not float64 or the result is not a scalar
    public static GradientCheck of(Function<List<Variable>, Variable> f, Tensor... at) {
        return everywhere(new CheckedFunction(f, copies(at)));
    }

    /// Compares the derivative along one random direction, by two evaluations more than the gradient needs.
    ///
    /// @param f from one variable per tensor to a scalar
    /// @throws IllegalArgumentException if a tensor is not float64 or the result is not a scalar
    public static GradientCheck along(Function<List<Variable>, Variable> f, Seed seed, Tensor... at) {
        return inDirection(new CheckedFunction(f, copies(at)), seed);
    }

    /// Compares the gradient of ⟨gradient, u⟩ for a random direction u: the product of the Hessian with u.
    ///
    /// @param f from one variable per tensor to a scalar
    /// @throws IllegalArgumentException if a tensor is not float64 or the result is not a scalar
    public static GradientCheck ofSecondOrder(Function<List<Variable>, Variable> f, Seed seed, Tensor... at) {
        List<Tensor> point = copies(at);
        return everywhere(new CheckedFunction(gradientAlong(f, seed, point), point));
    }

    /// Compares ⟨w, Hessian · u⟩ for random directions u and w, by two gradients more than the second derivative needs.
    ///
    /// @param f from one variable per tensor to a scalar
    /// @throws IllegalArgumentException if a tensor is not float64 or the result is not a scalar
    public static GradientCheck alongSecondOrder(Function<List<Variable>, Variable> f, Seed seed, Tensor... at) {
        List<Tensor> point = copies(at);
        return inDirection(new CheckedFunction(gradientAlong(f, seed, point), point), seed);
    }

    private static List<Tensor> copies(Tensor[] at) {
        var point = new ArrayList<Tensor>();
        for (Tensor tensor : at) {
            if (tensor.dtype() != DType.FLOAT64) {
                throw new IllegalArgumentException("gradient check: tensor " + point.size() + " is " + tensor.dtype()
                        + "; central differences need " + DType.FLOAT64);
            }
            point.add(tensor.copy());
        }
        return point;
    }

    private static GradientCheck everywhere(CheckedFunction function) {
        CheckedFunction.Gradient found = function.gradient();
        double[] at = function.point();
        Estimates estimates = CentralDifferences.noisyGradient(function::value, found.noise(), at);
        var worst = new GradientCheck(function, -1, -1, 0, new Estimate(0, 0), new double[at.length]);
        int from = 0;
        for (int number = 0; number < function.tensors(); number++) {
            for (int i = 0; i < function.elements(number); i++) {
                double[] direction = new double[at.length];
                direction[from + i] = 1;
                var next = new GradientCheck(
                        function, number, i, found.values()[from + i], estimates.at(from + i), direction);
                if (worst.tensor < 0 || next.difference > worst.difference) {
                    worst = next;
                }
            }
            from += function.elements(number);
        }
        return worst;
    }

    private static GradientCheck inDirection(CheckedFunction function, Seed seed) {
        CheckedFunction.Gradient found = function.gradient();
        double[] at = function.point();
        double[] direction = direction(at, seed, SECOND_DIRECTION);
        double product = 0;
        double[] above = new double[at.length];
        double[] below = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            product += found.values()[i] * direction[i];
            above[i] = at[i] + STEP * direction[i];
            below[i] = at[i] - STEP * direction[i];
        }
        double estimate = (function.value(above) - function.value(below)) / (2 * STEP);
        double error = CentralDifferences.roundingOfFour(Math.abs(found.value())) / STEP + found.noise() / STEP;
        return new GradientCheck(function, -1, -1, product, new Estimate(estimate, error), direction);
    }

    /// ⟨gradient of f, direction⟩ as a function to be differentiated again.
    private static Function<List<Variable>, Variable> gradientAlong(
            Function<List<Variable>, Variable> f, Seed seed, List<Tensor> point) {
        List<Tensor> directions = new ArrayList<>();
        double[] numbers = direction(CheckedFunction.flat(point), seed, FIRST_DIRECTION);
        int from = 0;
        for (Tensor x : point) {
            int elements = x.shape().elements();
            directions.add(Tensor.of(x.shape(), Arrays.copyOfRange(numbers, from, from + elements)));
            from += elements;
        }
        return in -> {
            Variable result = f.apply(in);
            Tape tape = result.tape();
            List<Variable> gradients = tape.grad(result, in.toArray(new Variable[0]));
            Variable sum = tape.constant(0, DType.FLOAT64, Shape.SCALAR);
            for (int i = 0; i < gradients.size(); i++) {
                sum = sum.plus(
                        gradients.get(i).times(tape.input(directions.get(i))).sum());
            }
            return sum;
        };
    }

    /// Normal numbers, each times max(1, |x|), with a sum of squares of 1 before.
    private static double[] direction(double[] at, Seed seed, int stream) {
        RandomNumbers numbers = RandomNumbers.of(seed, stream, 0);
        double[] direction = new double[at.length];
        double squares = 0;
        for (int i = 0; i < at.length; i++) {
            direction[i] = numbers.normal(i);
            squares += direction[i] * direction[i];
        }
        for (int i = 0; i < at.length; i++) {
            direction[i] *= Math.max(1, Math.abs(at[i])) / Math.sqrt(squares);
        }
        return direction;
    }

    private static double difference(double gradient, double estimate) {
        double difference =
                Math.abs(gradient - estimate) / Math.max(1, Math.max(Math.abs(gradient), Math.abs(estimate)));
        return Double.isFinite(difference) ? difference : Double.POSITIVE_INFINITY;
    }

    // ---- what was found

    /// |gradient − estimate| / max(1, |gradient|, |estimate|); infinite where one of them is not a finite number.
    public double difference() {
        return difference;
    }

    /// The number of the tensor, 0 being the first; −1 if there is no coordinate, or along a direction.
    public int tensor() {
        return tensor;
    }

    /// The row-major number of the element in that tensor; −1 if there is none.
    public int coordinate() {
        return coordinate;
    }

    /// What the reverse pass says there.
    public double gradient() {
        return gradient;
    }

    /// What differences say there.
    public double estimate() {
        return estimate.value();
    }

    /// An estimate of the error of the differences; along a direction it knows of rounding only.
    public double error() {
        return estimate.error();
    }

    /// Whether no coordinate differs by more than a relative tolerance, such as 1e-8.
    public boolean passes(double tolerance) {
        return difference <= tolerance;
    }

    /// Looks for the cause: runs the function again, and compares pullback, pushforward and differences of each
    /// instruction by itself.
    ///
    /// @param tolerance a relative one, such as 1e-8
    public GradientReport report(double tolerance) {
        return new Diagnosis(function, tolerance).of(this);
    }

    double[] direction() {
        return direction;
    }

    boolean compared() {
        return tensor >= 0 || direction.length > 0;
    }

    /// Where the comparison is.
    String place() {
        return tensor >= 0
                ? "in coordinate " + coordinate + " of tensor " + tensor
                : compared() ? "along a direction" : "without a coordinate";
    }

    /// One line: the difference, the place, and both numbers.
    @Override
    public String toString() {
        return !compared()
                ? "gradient check: there is no coordinate"
                : "gradient check: largest relative difference " + difference + " " + place() + ": gradient " + gradient
                        + ", central differences " + estimate;
    }
}
