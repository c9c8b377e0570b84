package dev.glissade.autodiff;

import org.jspecify.annotations.Nullable;

/// The forward pass over a recorded program: tangents from an input to a result, appended as instructions.
final class ForwardPass {
    private ForwardPass() {}

    static Variable derivative(Tape tape, Variable result, Variable input, Variable tangent) {
        if (!tangent.shape().equals(input.shape())) {
            throw SourceLine.refusal("pushforward: input is " + input.shape() + ", tangent is " + tangent.shape()
                    + "; both must have one shape");
        }
        if (tangent.dtype() != input.dtype()) {
            throw SourceLine.refusal("pushforward: input is " + input.dtype() + ", tangent is " + tangent.dtype()
                    + "; both must have one element type");
        }
        var ancestry = new Ancestry(tape);
        ancestry.trace("pushforward", result);
        int end = result.position();
        @Nullable Variable[] tangents = new Variable[end + 1];
        if (input.position() <= end) {
            tangents[input.position()] = tangent;
        }
        for (int i = input.position() + 1; i <= end; i++) {
            Instruction instruction = tape.at(i);
            boolean moves = false;
            for (int j = 0; !instruction.isStill() && j < instruction.operands(); j++) {
                moves |= tangents[instruction.operand(j).position()] != null;
            }
            if (moves && ancestry.contains(i)) {
                Variable moved = instruction
                        .primitive()
                        .pushforward(
                                instruction,
                                operand -> tangents[instruction.operand(operand).position()]);
                check(instruction, moved);
                tangents[i] = moved;
            }
        }
        Variable found = tangents[end];
        return found != null ? found : tape.constant(0, result.dtype(), result.shape());
    }

    private static void check(Instruction instruction, @Nullable Variable tangent) {
        Variable result = instruction.result();
        if (tangent != null && (!tangent.shape().equals(result.shape()) || tangent.dtype() != result.dtype())) {
            throw new IllegalStateException(instruction.primitive().operation() + ": result is " + result.dtype() + " "
                    + result.shape() + ", its tangent is " + tangent.dtype() + " " + tangent.shape()
                    + "; a pushforward must keep type and shape of the result");
        }
    }
}
