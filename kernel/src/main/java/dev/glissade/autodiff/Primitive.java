package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operation that the tape can run and differentiate: its shape rule, its forward loop, its pullback and its
/// pushforward, side by side.
///
/// The interface is open: an operation of your own is one more class, recorded with [Tape#record]. A primitive is an
/// immutable value; what distinguishes two uses of one class (an axis, a factor) are its fields, and `equals` compares
/// them. That is how a repeated recording is recognised.
// The annotation is for checkers; whoever compiles against the library does not need its jar.
@SuppressWarnings("exports")
public interface Primitive {

    /// The name of the operation in error messages, such as `matmul`.
    String operation();

    /// The shape of the result, from the shapes of the operands.
    ///
    /// @throws IllegalArgumentException if the operands do not fit, with the operation, both shapes and the rule
    Shape shape(Instruction at);

    /// Computes the result from the operands' tensors, without allocating.
    ///
    /// | tensor | access |
    /// |---|---|
    /// | `at.tensor(i)` | read |
    /// | `result`, dense, of the shape of [#shape] | written in full |
    void forward(Instruction at, Tensor result, Workspace workspace);

    /// The result as a view of operand 0, or null if the result has storage of its own and [#forward] fills it.
    default @Nullable Tensor view(Instruction at) {
        return null;
    }

    /// Whether [#forward] may write its result over an operand of the same type and shape: each element is read before its
    /// place is written. Elementwise operations may. A [Program] then needs no storage for the result.
    default boolean inPlace() {
        return false;
    }

    /// What [#forward] changes besides the result, such as running statistics. A [Program] runs a primitive that has such
    /// state even if nobody reads its result, and puts the state back after a recording and a warm-up.
    default List<Tensor> state() {
        return List.of();
    }

    /// Adds Jᵀ · cotangent to the cotangent of each operand that is wanted, in terms of operations on variables.
    void pullback(Instruction at, Variable cotangent, Cotangents cotangents);

    /// J · tangents, in terms of operations on variables; null if the result does not move.
    @Nullable
    Variable pushforward(Instruction at, Tangents tangents);
}
