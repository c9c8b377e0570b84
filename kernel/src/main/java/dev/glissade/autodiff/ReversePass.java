package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reverse pass of a tape: from a result back to what it was computed from, appending pullbacks as instructions.
///
/// Kept by the tape between passes so that its arrays are reused. Between passes they hold no entry that is set.
final class ReversePass {
    private final Tape tape;
    private final Sink sink = new Sink();
    /// The positions whose cotangents are asked for, and how many there are.
    private int[] targets = {};
    private int targetCount;
    /// By position: whether it is one of them.
    private boolean[] target = {};
    /// By position: whether it is one of them or computed from one.
    private boolean[] wanted = {};
    /// By position: whether it is a parameter that has changed since it was read, or computed from one.
    private boolean[] stale = {};
    /// By position: the sum of the cotangents that have arrived.
    private @Nullable Variable[] cotangents = {};

    ReversePass(Tape tape) {
        this.tape = tape;
    }

    /// Whether a pass is under way: a pullback that needs gradients of its own takes another object.
    boolean running() {
        return sink.instruction != null;
    }

    /// The cotangents of the inputs.
    List<Variable> gradients(String operation, Variable result, Variable seed, Variable[] inputs) {
        int end = begin(operation, result, seed);
        try {
            for (Variable input : inputs) {
                if (input.position() <= end) {
                    aim(input.position());
                }
            }
            walk(operation, seed, end);
            Variable[] found = new Variable[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                Variable input = inputs[i];
                Variable cotangent = input.position() <= end ? cotangents[input.position()] : null;
                if (cotangent != null) {
                    cotangent.instruction().stay();
                }
                found[i] = cotangent != null ? cotangent : tape.constant(0, input.dtype(), input.shape());
            }
            return List.of(found);
        } finally {
            end();
        }
    }

    /// Adds the cotangents of all parameters to their gradients.
    ///
    /// @param watch what looks at them first, if anything does
    void accumulate(Variable loss, Variable seed, @Nullable Watch watch, Workspace workspace) {
        int start = tape.instructions();
        int end = begin("backward", loss, seed);
        try {
            for (int i = 0; i <= end; i++) {
                Instruction instruction = tape.at(i);
                if (!instruction.isStill() && instruction.primitive() instanceof Leaf.Parameter) {
                    aim(i);
                }
            }
            walk("backward", seed, end);
            for (int i = 0; watch != null && i < targetCount; i++) {
                Variable cotangent = cotangents[targets[i]];
                if (cotangent != null) {
                    watch.checkGradient(
                            parameter(i).operation(), cotangent.instruction().value(), workspace);
                }
            }
            for (int i = 0; i < targetCount; i++) {
                Variable cotangent = cotangents[targets[i]];
                if (cotangent != null) {
                    tape.accumulate(parameter(i), cotangent, start);
                }
            }
        } finally {
            end();
        }
    }

    private Leaf.Parameter parameter(int number) {
        return (Leaf.Parameter) tape.at(targets[number]).primitive();
    }

    /// @return the position of the result
    private int begin(String operation, Variable result, Variable seed) {
        if (!seed.shape().equals(result.shape())) {
            throw SourceLine.refusal(operation + ": result is " + result.shape() + ", cotangent is " + seed.shape()
                    + "; both must have one shape");
        }
        if (seed.dtype() != result.dtype()) {
            throw SourceLine.refusal(operation + ": result is " + result.dtype() + ", cotangent is " + seed.dtype()
                    + "; both must have one element type");
        }
        int end = result.position();
        if (wanted.length <= end) {
            targets = new int[2 * end + 1];
            target = new boolean[2 * end + 1];
            wanted = new boolean[2 * end + 1];
            stale = new boolean[2 * end + 1];
            cotangents = new Variable[2 * end + 1];
        }
        return end;
    }

    /// Asks for the cotangent of a position.
    private void aim(int position) {
        if (!target[position]) {
            target[position] = true;
            targets[targetCount++] = position;
        }
    }

    private void walk(String operation, Variable seed, int end) {
        for (int i = 0; i <= end; i++) {
            mark(i, tape.at(i));
        }
        if (stale[end]) {
            new Ancestry(tape).trace(operation, tape.at(end).result());
        }
        if (wanted[end]) {
            cotangents[end] = seed;
        }
        int i = end;
        try {
            for (; i >= 0; i--) {
                Variable cotangent = cotangents[i];
                if (cotangent == null) {
                    continue;
                }
                if (!target[i]) {
                    cotangents[i] = null;
                }
                Instruction instruction = tape.at(i);
                if (hasWantedOperand(instruction)) {
                    sink.instruction = instruction;
                    instruction.primitive().pullback(instruction, cotangent, sink);
                }
            }
        } finally {
            sink.instruction = null;
            if (i >= 0) {
                Arrays.fill(cotangents, 0, i + 1, null);
            }
        }
    }

    private void end() {
        for (int i = 0; i < targetCount; i++) {
            target[targets[i]] = false;
            cotangents[targets[i]] = null;
        }
        targetCount = 0;
    }

    private void mark(int position, Instruction instruction) {
        boolean leads = false;
        boolean old = instruction.primitive() instanceof Leaf.Parameter(var parameters, int _)
                && parameters.version() != instruction.result().version();
        for (int j = 0; j < instruction.operands(); j++) {
            int operand = instruction.operand(j).position();
            leads |= wanted[operand];
            old |= stale[operand];
        }
        wanted[position] = target[position] || (leads && !instruction.isStill());
        stale[position] = old;
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
