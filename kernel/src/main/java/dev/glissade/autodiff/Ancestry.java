package dev.glissade.autodiff;

import java.util.Arrays;

/// The instructions that a result was computed from, itself included.
final class Ancestry {
    private final Tape tape;
    /// By position.
    private boolean[] ancestor = {};

    Ancestry(Tape tape) {
        this.tape = tape;
    }

    /// Finds the ancestors of a result.
    ///
    /// @throws IllegalStateException if there are parameters among them that have changed since they were read:
    ///     derivatives would mix old and new values
    void trace(String operation, Variable result) {
        int end = result.position();
        if (ancestor.length <= end) {
            ancestor = new boolean[2 * end + 1];
        }
        Arrays.fill(ancestor, 0, end + 1, false);
        ancestor[end] = true;
        for (int i = end; i >= 0; i--) {
            if (ancestor[i]) {
                Instruction instruction = tape.at(i);
                for (int j = 0; j < instruction.operands(); j++) {
                    ancestor[instruction.operand(j).position()] = true;
                }
                if (instruction.primitive() instanceof Leaf.Parameter leaf) {
                    checkVersion(operation, leaf, instruction.result().version());
                }
            }
        }
    }

    private static void checkVersion(String operation, Leaf.Parameter leaf, long version) {
        if (leaf.parameters().version() != version) {
            throw new IllegalStateException(operation + ": " + leaf.operation() + " was read at version " + version
                    + ", but the parameters are at " + leaf.parameters().version()
                    + "; they must not change between forward and backward");
        }
    }

    /// Whether the instruction at a position up to that of the result is an ancestor.
    boolean contains(int position) {
        return ancestor[position];
    }
}
