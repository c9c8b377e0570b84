package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Derivatives of functions of one variable, as functions again: they can be nested to any depth.
///
/// ```java
/// UnaryOperator<Variable> f = x -> x.sin().exp();
/// Tensor third = Derivatives.at(grad(grad(grad(f))), Tensor.of(Shape.SCALAR, 0.5));
/// ```
///
/// A function takes a tensor of any shape and is ordinary Java: it may branch and loop on values. J is its Jacobian, the
/// derivatives of all elements of the result by all elements of the input. Every call of [#at] makes a tape of its own;
/// inside another program, apply the functions to a variable of its tape. Several inputs are taken by [Tape#grad].
///
/// Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition, 2008, chapters 3 and 5.
public final class Derivatives {

    /// A value of a scalar function and its gradient there.
    public record ValueAndGradient(double value, Tensor gradient) {}

    private Derivatives() {}

    // ---- functions of functions

    /// The gradient of a scalar function, of the shape of its input.
    public static UnaryOperator<Variable> grad(Function<Variable, Variable> f) {
        return x -> x.tape().grad(f.apply(x), x).getFirst();
    }

    /// Jᵀ·u: x to the product of a cotangent of the shape of the result with the Jacobian, by one reverse pass.
    public static UnaryOperator<Variable> vjp(Function<Variable, Variable> f, Tensor cotangent) {
        return x -> {
            Variable result = f.apply(x);
            return x.tape().pullback(result, x.tape().input(cotangent), x).getFirst();
        };
    }

    /// J·v: x to the derivative in the direction of a tangent of the shape of x, by one forward pass.
    public static UnaryOperator<Variable> jvp(Function<Variable, Variable> f, Tensor tangent) {
        return x -> x.tape().pushforward(f.apply(x), x, x.tape().input(tangent));
    }

    /// J, of the shape of the result followed by that of the input: column by column in forward mode where the input has no
    /// more elements than the result, else row by row in reverse mode.
    public static UnaryOperator<Variable> jacobian(Function<Variable, Variable> f) {
        return x -> {
            Variable result = f.apply(x);
            return x.shape().elements() <= result.shape().elements() ? columns(result, x) : rows(result, x);
        };
    }

    /// The second derivatives of a scalar function, of the shape of the input twice: the gradient, differentiated forward.
    public static UnaryOperator<Variable> hessian(Function<Variable, Variable> f) {
        return jacobian(grad(f));
    }

    /// The Hessian of a scalar function times a vector of the shape of the input, without the Hessian: forward over
    /// reverse, at the cost of a few evaluations (B. Pearlmutter, Fast Exact Multiplication by the Hessian, 1994).
    public static UnaryOperator<Variable> hvp(Function<Variable, Variable> f, Tensor vector) {
        return jvp(grad(f), vector);
    }

    private static Variable columns(Variable result, Variable x) {
        Tape tape = x.tape();
        var columns = new ArrayList<Variable>();
        for (int i = 0; i < x.shape().elements(); i++) {
            columns.add(tape.pushforward(result, x, unit(x, i)));
        }
        return columns.isEmpty()
                ? empty(result, x)
                : Variable.stack(columns, -1).reshape(followed(result.shape(), x.shape()));
    }

    private static Variable rows(Variable result, Variable x) {
        Tape tape = x.tape();
        var rows = new ArrayList<Variable>();
        for (int i = 0; i < result.shape().elements(); i++) {
            rows.add(tape.pullback(result, unit(result, i), x).getFirst());
        }
        return rows.isEmpty() ? empty(result, x) : Variable.stack(rows, 0).reshape(followed(result.shape(), x.shape()));
    }

    private static Variable empty(Variable result, Variable x) {
        return x.tape().constant(0, x.dtype(), followed(result.shape(), x.shape()));
    }

    /// 1 at one element, 0 elsewhere.
    private static Variable unit(Variable like, int element) {
        Tensor unit = Tensor.zeros(like.dtype(), like.shape());
        switch (like.dtype()) {
            case FLOAT32 -> unit.floats()[element] = 1;
            case FLOAT64 -> unit.doubles()[element] = 1;
        }
        return like.tape().input(unit);
    }

    private static Shape followed(Shape first, Shape second) {
        int[] sizes = Arrays.copyOf(first.sizes(), first.rank() + second.rank());
        System.arraycopy(second.sizes(), 0, sizes, first.rank(), second.rank());
        return Shape.of(sizes);
    }

    // ---- numbers

    /// The value of a function at a point, on a tape of its own.
    public static Tensor at(Function<Variable, Variable> f, Tensor point) {
        return f.apply(new Tape().input(point)).tensor().copy();
    }

    /// The value of a scalar function at a point and its gradient there, by one reverse pass.
    ///
    /// @throws IllegalArgumentException if the result has more than one element
    public static ValueAndGradient valueAndGrad(Function<Variable, Variable> f, Tensor point) {
        Tape tape = new Tape();
        Variable x = tape.input(point);
        Variable result = f.apply(x);
        Tensor gradient = tape.grad(result, x).getFirst().tensor().copy();
        return new ValueAndGradient(result.value(), gradient);
    }

    /// The gradient of a loss by one set of parameters for each example apart: of the shape examples × that of the
    /// parameters.
    ///
    /// One recording serves all examples, so that each costs a forward and a backward pass.
    ///
    /// @param loss from the parameters and one example to a scalar
    /// @param examples one example for each index of axis 0
    /// @throws IllegalArgumentException if the examples are a scalar, or a loss is none
    public static Tensor perExampleGradients(
            BiFunction<Variable, Variable, Variable> loss, Tensor parameters, Tensor examples) {
        if (examples.shape().rank() == 0) {
            throw new IllegalArgumentException(
                    "perExampleGradients: examples are a scalar; one for each index of axis 0 is needed");
        }
        int count = examples.shape().size(0);
        int length = parameters.shape().elements();
        int[] one = examples.shape().sizes();
        Shape example = Shape.of(Arrays.copyOfRange(one, 1, one.length));
        Tensor gradients = Tensor.zeros(parameters.dtype(), followed(Shape.of(count), parameters.shape()));
        Tape tape = new Tape();
        for (int i = 0; i < count; i++) {
            tape.restart();
            Variable p = tape.input(parameters);
            Variable result =
                    loss.apply(p, tape.input(examples.slice(0, i, i + 1, 1).reshape(example)));
            copy(tape.grad(result, p).getFirst().tensor(), gradients, i * length, length);
        }
        return gradients;
    }

    private static void copy(Tensor from, Tensor to, int offset, int length) {
        if (from.dtype() == DType.FLOAT32) {
            System.arraycopy(from.toFloats(), 0, to.floats(), offset, length);
        } else {
            System.arraycopy(from.toDoubles(), 0, to.doubles(), offset, length);
        }
    }

    /// The derivatives of a function of one number at a point: the value, the first derivative, and so on.
    ///
    /// @param highest the highest order, at least 0
    /// @throws IllegalArgumentException if it is negative
    public static double[] upTo(int highest, Function<Variable, Variable> f, double point) {
        return upTo(highest, f, Tensor.of(Shape.SCALAR, point));
    }

    /// As [#upTo(int, Function, double)], for a scalar tensor of either element type.
    public static double[] upTo(int highest, Function<Variable, Variable> f, Tensor point) {
        if (highest < 0) {
            throw new IllegalArgumentException(
                    "derivatives: highest order is " + highest + "; it must not be negative");
        }
        Tape tape = new Tape();
        Variable x = tape.input(point);
        Variable derivative = f.apply(x);
        double[] numbers = new double[highest + 1];
        numbers[0] = derivative.value();
        for (int order = 1; order <= highest; order++) {
            derivative = tape.grad(derivative, x).getFirst();
            numbers[order] = derivative.value();
        }
        return numbers;
    }
}
