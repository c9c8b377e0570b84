package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reverse pass of a tape: from a result back to what it was computed from, appending pullbacks as instructions.
///
/// Kept by the tape between passes so that its arrays are reused.
final class ReversePass {
    private final Tape tape;
    private final Ancestry ancestry;
    private final Sink sink = new Sink();
    /// By position: whether an instruction leads from something to be differentiated to the result.
    private boolean[] wanted = {};
    /// By position: the sum of the cotangents that have arrived.
    private @Nullable Variable[] cotangents = {};
    /// So many cotangents may be left of a pass that ended in an exception.
    private int left;

    ReversePass(Tape tape) {
        this.tape = tape;
        this.ancestry = new Ancestry(tape);
    }

    /// Whether a pass is under way: a pullback that needs gradients of its own takes another object.
    boolean running() {
        return sink.instruction != null;
    }

    /// The cotangents of the inputs.
    List<Variable> gradients(String operation, Variable result, Variable seed, Variable[] inputs) {
        int end = prepare(operation, result, seed);
        for (Variable input : inputs) {
            if (input.position() <= end) {
                wanted[input.position()] = true;
            }
        }
        walk(seed, end);
        Variable[] found = new Variable[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Variable input = inputs[i];
            Variable cotangent = input.position() <= end ? cotangents[input.position()] : null;
            if (cotangent != null) {
                cotangent.instruction().stay();
            }
            found[i] = cotangent != null ? cotangent : tape.constant(0, input.dtype(), input.shape());
        }
        Arrays.fill(cotangents, 0, end + 1, null);
        left = 0;
        return List.of(found);
    }

    /// Adds the cotangents of all parameters to their gradients.
    ///
    /// @param watch what looks at them first, if anything does
    void accumulate(Variable loss, Variable seed, @Nullable Watch watch, Workspace workspace) {
        int start = tape.instructions();
        int end = prepare("backward", loss, seed);
        for (int i = 0; i <= end; i++) {
            Instruction instruction = tape.at(i);
            wanted[i] =
                    ancestry.contains(i) && !instruction.isStill() && instruction.primitive() instanceof Leaf.Parameter;
        }
        walk(seed, end);
        for (int i = 0; watch != null && i <= end; i++) {
            Variable cotangent = cotangents[i];
            if (cotangent != null && tape.at(i).primitive() instanceof Leaf.Parameter leaf) {
                watch.checkGradient(leaf.operation(), cotangent.instruction().value(), workspace);
            }
        }
        for (int i = 0; i <= end; i++) {
            Variable cotangent = cotangents[i];
            if (cotangent != null && tape.at(i).primitive() instanceof Leaf.Parameter leaf) {
                tape.accumulate(leaf, cotangent, start);
            }
        }
        Arrays.fill(cotangents, 0, end + 1, null);
        left = 0;
    }

    private int prepare(String operation, Variable result, Variable seed) {
        if (!seed.shape().equals(result.shape())) {
            throw new IllegalArgumentException(operation + ": result is " + result.shape() + ", cotangent is "
                    + seed.shape() + "; both must have one shape");
        }
        if (seed.dtype() != result.dtype()) {
            throw new IllegalArgumentException(operation + ": result is " + result.dtype() + ", cotangent is "
                    + seed.dtype() + "; both must have one element type");
        }
        ancestry.trace(operation, result);
        int end = result.position();
        if (wanted.length <= end) {
            wanted = new boolean[2 * end + 1];
            cotangents = new Variable[2 * end + 1];
        }
        Arrays.fill(wanted, 0, end + 1, false);
        if (left > 0) {
            Arrays.fill(cotangents, 0, left, null);
        }
        left = end + 1;
        return end;
    }

    private void walk(Variable seed, int end) {
        for (int i = 0; i <= end; i++) {
            wanted[i] |= hasWantedOperand(tape.at(i));
        }
        if (wanted[end]) {
            cotangents[end] = seed;
        }
        try {
            for (int i = end; i >= 0; i--) {
                Variable cotangent = cotangents[i];
                Instruction instruction = tape.at(i);
                if (cotangent != null && hasWantedOperand(instruction)) {
                    sink.instruction = instruction;
                    instruction.primitive().pullback(instruction, cotangent, sink);
                }
            }
        } finally {
            sink.instruction = null;
        }
    }

    private boolean hasWantedOperand(Instruction instruction) {
        for (int j = 0; !instruction.isStill() && j < instruction.operands(); j++) {
            if (wanted[instruction.operand(j).position()]) {
                return true;
            }
        }
        return false;
    }

    /// Adds what a pullback returns to what has arrived before.
    private final class Sink implements Cotangents {
        private @Nullable Instruction instruction;

        @Override
        public boolean wanted(int operand) {
            return wanted[current().operand(operand).position()];
        }

        @Override
        public void add(int operand, Variable cotangent) {
            Variable target = current().operand(operand);
            int position = target.position();
            if (!wanted[position]) {
                return;
            }
            if (!cotangent.shape().equals(target.shape()) || cotangent.dtype() != target.dtype()) {
                throw new IllegalStateException(current().primitive().operation() + ": operand " + operand + " is "
                        + target.dtype() + " " + target.shape() + ", its cotangent is " + cotangent.dtype() + " "
                        + cotangent.shape() + "; a pullback must keep type and shape of the operand");
            }
            Variable before = cotangents[position];
            cotangents[position] = before == null ? cotangent : before.plus(cotangent);
        }

        private Instruction current() {
            if (instruction == null) {
                throw new IllegalStateException("cotangents: used outside of the pullback they were given to");
            }
            return instruction;
        }
    }
}
