package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// What enters a tape from outside: instructions without operands, where differentiation ends.
sealed interface Leaf extends Primitive {

    /// A tensor of the caller, whose storage is read in place.
    record Input() implements Leaf {
        static final Input INSTANCE = new Input();
    }

    /// A number of the caller, kept in storage of the tape.
    record Scalar(DType dtype) implements Leaf {
        static final Scalar FLOAT32 = new Scalar(DType.FLOAT32);
        static final Scalar FLOAT64 = new Scalar(DType.FLOAT64);
    }

    /// One number repeated over a shape, part of the program.
    record Constant(double number, DType dtype, Shape shape) implements Leaf {}

    /// A segment of parameters, read in place.
    record Parameter(Parameters parameters, int number) implements Leaf {
        Parameters.Segment segment() {
            return parameters.segments().get(number);
        }
    }

    @Override
    default String operation() {
        return switch (this) {
            case Input() -> "input";
            case Scalar _ -> "input";
            case Constant _ -> "constant";
            case Parameter parameter -> "parameter " + parameter.segment().name();
        };
    }

    @Override
    default Shape shape(Instruction at) {
        return at.value().shape();
    }

    @Override
    default void forward(Instruction at, Tensor result, Workspace workspace) {}

    @Override
    default void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {}

    @Override
    default @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        return null;
    }
}
