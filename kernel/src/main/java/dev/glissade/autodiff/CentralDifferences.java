package dev.glissade.autodiff;

import dev.glissade.autodiff.Extrapolation.Attempt;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/// Numerical differentiation: derivatives of a function that can only be evaluated.
///
/// ```java
/// Estimate slope = CentralDifferences.derivative(x -> x * x * x, 2);              // 12 ± 1e-13
/// Estimates gradient = CentralDifferences.gradient(x -> x[0] * x[1], 3, 5);       // 5 and 3
/// ```
///
/// The quotient (f(x + h) − f(x − h)) / 2h has an error of size h² where f is smooth, and rounding adds |f|·2⁻⁵³/h. No one
/// step suits all functions. So h starts at a tenth of max(1, |x|) in each coordinate and is halved, the quotients are
/// extrapolated to h = 0, and halving stops when rounding outweighs what the extrapolations still differ by: early for a
/// function that bends little, late for one that bends much. That takes 6 to 20 evaluations per coordinate and gives 11
/// to 14 digits of a smooth function of size 1.
///
/// At the edge of the domain, where f is finite on one side only, the difference is one-sided, with fewer digits. At a kink
/// the estimate is the mean of both sides. An estimate knows its error, as far as evaluations tell. A function that loses
/// digits on the way gives itself away by the spacing of its values, which then counts as its rounding; one whose values
/// are whole numbers is taken for such a function.
///
/// A function must not keep or change the array or tensor it is given, which is used again.
public final class CentralDifferences {
    /// 2⁻⁵³: the largest relative error of one rounding.
    private static final double UNIT_ROUNDOFF = Math.ulp(1.0) / 2;

    private CentralDifferences() {}

    // ---- functions of one number

    /// f′(x).
    public static Estimate derivative(DoubleUnaryOperator f, double x) {
        return gradient(at -> f.applyAsDouble(at[0]), x).at(0);
    }

    /// f″(x).
    public static Estimate secondDerivative(DoubleUnaryOperator f, double x) {
        return hessian(at -> f.applyAsDouble(at[0]), x).at(0, 0);
    }

    // ---- functions of arrays

    /// The derivatives of f by each of n numbers, of shape [n].
    ///
    /// @param at the point, not modified
    public static Estimates gradient(ToDoubleFunction<double[]> f, double... at) {
        return noisyGradient(f, 0, at);
    }

    /// The same for a function whose values are uncertain.
    ///
    /// @param noise how far the error of a value may be above the last rounding
    static Estimates noisyGradient(ToDoubleFunction<double[]> f, double noise, double[] at) {
        return columns(Shape.of(at.length), x -> new double[] {f.applyAsDouble(x)}, 1, noise, at.clone());
    }

    /// The derivatives of the m numbers f(x) by each of n numbers, of shape [m, n].
    ///
    /// @param at the point, not modified
    public static Estimates jacobian(UnaryOperator<double[]> f, double... at) {
        double[] x = at.clone();
        int m = f.apply(x).length;
        return columns(Shape.of(m, at.length), f, m, 0, x);
    }

    /// The second derivatives of f by each pair of n numbers, of shape [n, n] and symmetric.
    ///
    /// About 10 of the 16 digits; 20 to 60 evaluations for each of the n(n + 1)/2 pairs.
    ///
    /// @param at the point, not modified
    public static Estimates hessian(ToDoubleFunction<double[]> f, double... at) {
        int n = at.length;
        var second = new SecondDifferences(f, at.clone());
        Estimate[] estimates = new Estimate[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                estimates[i * n + j] = i == j ? second.of(i) : second.of(i, j);
                estimates[j * n + i] = estimates[i * n + j];
            }
        }
        return Estimates.of(Shape.of(n, n), estimates);
    }

    /// ⟨gradient of f, direction⟩: the derivative of f along a direction.
    ///
    /// @param at the point, not modified
    /// @param direction of as many numbers as the point
    /// @throws IllegalArgumentException if the numbers are not as many
    public static Estimate along(ToDoubleFunction<double[]> f, double[] at, double[] direction) {
        if (at.length != direction.length) {
            throw new IllegalArgumentException("along: the point has " + at.length + " coordinates, the direction "
                    + direction.length + "; both must have as many");
        }
        double[] x = at.clone();
        return along(
                step -> {
                    for (int i = 0; i < x.length; i++) {
                        x[i] = at[i] + step * direction[i];
                    }
                    return f.applyAsDouble(x);
                },
                scale(at, direction),
                0);
    }

    // ---- functions of tensors

    /// The derivatives of f by each element, of the shape of the point.
    ///
    /// @param at the point, float64, not modified
    /// @throws IllegalArgumentException if the point is not float64
    public static Estimates gradient(ToDoubleFunction<Tensor> f, Tensor at) {
        Tensor x = float64("gradient", at);
        return columns(at.shape(), storage -> new double[] {f.applyAsDouble(x)}, 1, 0, x.doubles());
    }

    /// The derivatives of each element of f(x) by each element of x: the axes of the result, then those of the point.
    ///
    /// @param f from float64 tensors of one shape to float64 tensors of one shape
    /// @param at the point, float64, not modified
    /// @throws IllegalArgumentException if the point or the result is not float64
    public static Estimates jacobian(Function<Tensor, Tensor> f, Tensor at) {
        Tensor x = float64("jacobian", at);
        Shape result = float64("jacobian", f.apply(x)).shape();
        int[] sizes = Arrays.copyOf(result.sizes(), result.rank() + at.shape().rank());
        System.arraycopy(at.shape().sizes(), 0, sizes, result.rank(), at.shape().rank());
        return columns(Shape.of(sizes), storage -> f.apply(x).toDoubles(), result.elements(), 0, x.doubles());
    }

    /// The second derivatives of f by each pair of elements: the axes of the point twice.
    ///
    /// @param at the point, float64, not modified
    /// @throws IllegalArgumentException if the point is not float64
    public static Estimates hessian(ToDoubleFunction<Tensor> f, Tensor at) {
        Tensor x = float64("hessian", at);
        double[] storage = x.doubles();
        Estimates flat = hessian(
                moved -> {
                    System.arraycopy(moved, 0, storage, 0, moved.length);
                    return f.applyAsDouble(x);
                },
                storage.clone());
        int rank = at.shape().rank();
        int[] sizes = Arrays.copyOf(at.shape().sizes(), 2 * rank);
        System.arraycopy(sizes, 0, sizes, rank, rank);
        return new Estimates(
                flat.values().reshape(Shape.of(sizes)), flat.errors().reshape(Shape.of(sizes)));
    }

    /// A dense copy.
    private static Tensor float64(String operation, Tensor tensor) {
        if (tensor.dtype() != DType.FLOAT64) {
            throw new IllegalArgumentException(
                    operation + ": a tensor is " + tensor.dtype() + "; central differences need " + DType.FLOAT64);
        }
        return tensor.copy();
    }

    // ---- along a line

    /// The derivative of f at 0.
    ///
    /// @param scale what is a large step
    /// @param noise how far the error of a value may be above the last rounding
    static Estimate along(DoubleUnaryOperator f, double scale, double noise) {
        return estimate(List.of(
                Attempt.symmetric(1, central(line(f), scale, noise)),
                Attempt.oneSided(1, oneSided(line(f), scale, noise)),
                Attempt.oneSided(1, oneSided(line(f), -scale, noise))));
    }

    /// The derivative of f at 0 from one side.
    ///
    /// @param scale what is a large step, negative for the left side
    static Estimate oneSided(DoubleUnaryOperator f, double scale, double noise) {
        return estimate(List.of(Attempt.oneSided(1, oneSided(line(f), scale, noise))));
    }

    /// The step along a direction that changes no coordinate by more than max(1, |x|), one of them by that.
    static double scale(double[] at, double[] direction) {
        double largest = 0;
        for (int i = 0; i < at.length; i++) {
            largest = Math.max(largest, Math.abs(direction[i]) / Math.max(1, Math.abs(at[i])));
        }
        return largest > 0 && largest < Double.POSITIVE_INFINITY ? 1 / largest : 1;
    }

    private static Estimate estimate(List<Attempt> attempts) {
        return Extrapolation.first(1, attempts)[0];
    }

    /// A curve of points, 0 being the one where the derivative is wanted.
    @FunctionalInterface
    private interface Line {
        /// The numbers at a step; the step that was really taken, to which points are rounded, goes into `taken[0]`.
        double[] at(double step, double[] taken);
    }

    private static Line line(DoubleUnaryOperator f) {
        return (step, taken) -> {
            taken[0] = step;
            return new double[] {f.applyAsDouble(step)};
        };
    }

    private static Extrapolation.Quotient central(Line line, double scale, double noise) {
        double[] right = {0};
        double[] left = {0};
        var resolutions = new ArrayList<Resolution>();
        return (step, quotients, noises) -> {
            double[] above = line.at(step * scale, right);
            double[] below = line.at(-step * scale, left);
            double width = right[0] - left[0];
            for (int i = 0; i < quotients.length; i++) {
                quotients[i] = (above[i] - below[i]) / width;
                noises[i] = 2 * (rounding(resolutions, i, above[i], below[i]) + noise) / Math.abs(width);
            }
        };
    }

    private static Extrapolation.Quotient oneSided(Line line, double scale, double noise) {
        double[] taken = {0};
        var resolutions = new ArrayList<Resolution>();
        Supplier<double[]> centre = once(() -> line.at(0, new double[1]));
        return (step, quotients, noises) -> {
            double[] here = centre.get();
            double[] aside = line.at(step * scale, taken);
            double width = taken[0];
            for (int i = 0; i < quotients.length; i++) {
                quotients[i] = (aside[i] - here[i]) / width;
                noises[i] = 2 * (rounding(resolutions, i, aside[i], here[i]) + noise) / Math.abs(width);
            }
        };
    }

    /// The value that a supplier gives when it is first asked.
    private static Supplier<double[]> once(Supplier<double[]> supplier) {
        var kept = new ArrayList<double[]>(1);
        return () -> {
            if (kept.isEmpty()) {
                kept.add(supplier.get());
            }
            return kept.getFirst();
        };
    }

    /// How far the values of component i may be rounded.
    private static double rounding(List<Resolution> resolutions, int i, double left, double right) {
        while (resolutions.size() <= i) {
            resolutions.add(new Resolution());
        }
        resolutions.get(i).observe(left, right);
        double last = UNIT_ROUNDOFF * Math.max(Math.abs(left), Math.abs(right));
        return Math.max(last, resolutions.get(i).rounding());
    }

    // ---- along coordinates

    /// The derivatives of m numbers by each coordinate of a point, which is moved and put back.
    private static Estimates columns(Shape shape, UnaryOperator<double[]> f, int m, double noise, double[] point) {
        int n = point.length;
        Estimate[] estimates = new Estimate[m * n];
        for (int j = 0; j < n; j++) {
            Estimate[] column = Extrapolation.first(m, attempts(coordinate(f, m, point, j), point[j], noise));
            for (int i = 0; i < m; i++) {
                estimates[i * n + j] = column[i];
            }
        }
        return Estimates.of(shape, estimates);
    }

    private static Line coordinate(UnaryOperator<double[]> f, int m, double[] point, int j) {
        double x = point[j];
        return (step, taken) -> {
            point[j] = x + step;
            taken[0] = point[j] - x;
            double[] numbers = f.apply(point);
            point[j] = x;
            if (numbers.length != m) {
                throw new IllegalArgumentException("central differences: f gave " + m + " numbers, now it gives "
                        + numbers.length + "; it must give as many at each point");
            }
            return numbers;
        };
    }

    /// On both sides, else on one.
    private static List<Attempt> attempts(Line line, double x, double noise) {
        var attempts = new ArrayList<Attempt>();
        for (double scale : scales(x)) {
            attempts.add(Attempt.symmetric(1, central(line, scale, noise)));
        }
        for (double scale : scales(x)) {
            attempts.add(Attempt.oneSided(1, oneSided(line, scale, noise)));
            attempts.add(Attempt.oneSided(1, oneSided(line, -scale, noise)));
        }
        return attempts;
    }

    /// What is a large step at x, as a power of 2: about max(1, |x|), and about |x| where f is not defined that far away.
    static double[] scales(double x) {
        double magnitude = Math.abs(x);
        double usual = Math.scalb(1.0, Math.max(0, Math.getExponent(Math.min(magnitude, Double.MAX_VALUE))));
        return magnitude > 0 && magnitude < 1
                ? new double[] {usual, Math.scalb(1.0, Math.getExponent(magnitude))}
                : new double[] {usual};
    }

    /// How far rounding may move a sum of four values.
    static double roundingOfFour(double largest) {
        return 4 * UNIT_ROUNDOFF * largest;
    }
}
