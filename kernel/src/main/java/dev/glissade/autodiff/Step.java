package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a [Program] does at one point of a run.
sealed interface Step {

    /// Does it.
    ///
    /// @throws GuardException if a value is not the recorded one
    void run(Workspace workspace);

    /// The instructions whose values are read.
    List<Instruction> reads();

    /// The instruction that it belongs to, for messages.
    Instruction instruction();

    /// Computes the result of an instruction.
    record Compute(Instruction instruction) implements Step {
        @Override
        public void run(Workspace workspace) {
            try {
                instruction.run(workspace);
            } catch (IllegalArgumentException e) {
                throw e.getClass() == IllegalArgumentException.class ? placed(e) : e;
            }
        }

        /// A refusal with the place in the recording; who recorded it is not known any more.
        private IllegalArgumentException placed(IllegalArgumentException e) {
            return new IllegalArgumentException(
                    e.getMessage() + "; instruction " + instruction.position() + " of the program", e);
        }

        @Override
        public List<Instruction> reads() {
            var reads = new ArrayList<Instruction>();
            for (int i = 0; i < instruction.operands(); i++) {
                reads.add(instruction.operand(i).instruction());
            }
            return reads;
        }
    }

    /// Compares a value with the one that the function has read; all NaNs are one.
    ///
    /// @param recorded the recorded value, dense
    /// @param present scratch memory of the same shape, where the present value has gaps
    /// @param line where the function has read it
    record Guard(Instruction instruction, Tensor recorded, Tensor present, String line) implements Step {
        Guard(Recorder.Reading reading) {
            this(
                    reading.instruction(),
                    reading.instruction().value().copy(),
                    Tensor.zeros(
                            reading.instruction().value().dtype(),
                            reading.instruction().value().shape()),
                    reading.line());
        }

        @Override
        public void run(Workspace workspace) {
            Tensor value = instruction.value();
            if (!value.dense()) {
                Elementwise.copy(value, present, workspace);
                value = present;
            }
            int different = mismatch(value);
            if (different >= 0) {
                throw new GuardException(
                        instruction.position(),
                        "program: element " + different + " of instruction " + instruction.position() + " ("
                                + instruction.primitive().operation() + ", " + recorded.shape() + ") was "
                                + recorded.toDoubles()[different] + " when the function read it at " + line
                                + ", and is " + value.toDoubles()[different]
                                + " now; a value that is read must be the same in each run, so read a comparison"
                                + " instead of a number, or record a program for each branch");
            }
        }

        /// The first element that differs, or −1.
        private int mismatch(Tensor value) {
            int from = value.offset();
            int count = recorded.shape().elements();
            int to = from + count;
            return switch (value.dtype()) {
                case FLOAT32 -> Arrays.mismatch(recorded.floats(), 0, count, value.floats(), from, to);
                case FLOAT64 -> Arrays.mismatch(recorded.doubles(), 0, count, value.doubles(), from, to);
            };
        }

        @Override
        public List<Instruction> reads() {
            return List.of(instruction);
        }
    }

    /// Adds a cotangent to the gradient of a parameter.
    record Accumulate(Leaf.Parameter parameter, Instruction instruction) implements Step {
        @Override
        public void run(Workspace workspace) {
            parameter.parameters().accumulate(parameter.number(), instruction.value(), workspace);
        }

        @Override
        public List<Instruction> reads() {
            return List.of(instruction);
        }
    }
}
