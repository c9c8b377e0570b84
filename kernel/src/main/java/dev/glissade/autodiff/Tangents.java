package dev.glissade.autodiff;

import java.util.ArrayList;
import java.util.List;
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

    /// The tangents of all operands, zeros for those that do not move; null if none moves.
    static @Nullable List<Variable> all(Instruction at, Tangents tangents) {
        boolean moves = false;
        var all = new ArrayList<Variable>();
        for (int i = 0; i < at.operands(); i++) {
            Variable tangent = tangents.of(i);
            moves |= tangent != null;
            Variable operand = at.operand(i);
            all.add(tangent != null ? tangent : operand.tape().constant(0, operand.dtype(), at.shape(i)));
        }
        return moves ? all : null;
    }
}
