package dev.glissade.autodiff;

import org.jspecify.annotations.Nullable;

/// The tangents of the operands of one instruction.
// The annotation is for checkers; whoever compiles against the library does not need its jar.
@SuppressWarnings("exports")
public interface Tangents {

    /// The tangent of an operand, or null if the operand does not move.
    @Nullable
    Variable of(int operand);

    /// The sum of two contributions to a tangent, either of which may be missing.
    static @Nullable Variable sum(@Nullable Variable left, @Nullable Variable right) {
        return left == null ? right : right == null ? left : left.plus(right);
    }
}
