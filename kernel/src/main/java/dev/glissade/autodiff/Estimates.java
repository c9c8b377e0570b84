package dev.glissade.autodiff;

import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;

/// Derivatives found by differences, each with its error: a gradient, a Jacobian or a Hessian.
///
/// @param values the derivatives, float64
/// @param errors the estimate of the error of each, of the same shape
public record Estimates(Tensor values, Tensor errors) {

    static Estimates of(Shape shape, Estimate[] estimates) {
        double[] values = new double[estimates.length];
        double[] errors = new double[estimates.length];
        for (int i = 0; i < estimates.length; i++) {
            values[i] = estimates[i].value();
            errors[i] = estimates[i].error();
        }
        return new Estimates(Tensor.of(shape, values), Tensor.of(shape, errors));
    }

    /// One derivative.
    ///
    /// @param index one number per axis of the values
    /// @throws IllegalArgumentException if there are more or fewer numbers than axes
    /// @throws IndexOutOfBoundsException if there is no such element
    public Estimate at(int... index) {
        return new Estimate(values.at(index), errors.at(index));
    }

    /// The largest of the errors; 0 if there are no derivatives.
    public double largestError() {
        double largest = 0;
        for (double error : errors.toDoubles()) {
            largest = Math.max(largest, error);
        }
        return largest;
    }
}
