package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a [Program] needs, known before it has any storage; prints as a few lines. All sizes are in bytes.
///
/// Not counted is the scratch memory of loops and of checkpointed parts, and what the function itself puts on the tape.
///
/// @param arena of results that make room for one another
/// @param inputs of the program's copies of its inputs
/// @param outputs of the outputs, which stay until the next run
/// @param parameters of the parameters that are read; they are there already
/// @param tape what the same recording on a tape keeps: every result that is no view
/// @param instructions the number of instructions that are left
/// @param recorded the number of instructions that were recorded
/// @param peak the step at which most of the arena is in use
public record MemoryPlan(
        long arena, long inputs, long outputs, long parameters, long tape, int instructions, int recorded, Peak peak) {

    /// The step at which most of the arena is in use.
    ///
    /// @param instruction the position of its instruction in the recording, −1 if the arena is empty
    /// @param operation the operation of that instruction
    /// @param bytes in use
    /// @param largest what they are used for, the largest first, up to five
    public record Peak(int instruction, String operation, long bytes, List<Result> largest) {
        /// Copies the list.
        public Peak {
            largest = List.copyOf(largest);
        }

        @Override
        public String toString() {
            String results = largest.stream().map(Result::toString).collect(Collectors.joining(", "));
            return instruction < 0
                    ? "no peak"
                    : number(bytes) + " bytes at instruction " + instruction + " (" + operation + "), most for "
                            + results;
        }
    }

    /// A result that has storage.
    ///
    /// @param instruction the position of the instruction in the recording that writes the storage first
    /// @param bytes its storage
    public record Result(int instruction, String operation, DType dtype, Shape shape, long bytes) {
        /// For example `instruction 12 (matmul, float32 64×100): 25,600`.
        @Override
        public String toString() {
            return "instruction " + instruction + " (" + operation + ", " + dtype + " " + shape + "): " + number(bytes);
        }
    }

    /// What the program allocates: arena, inputs and outputs.
    public long bytes() {
        return arena + inputs + outputs;
    }

    private static String number(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }

    @Override
    public String toString() {
        return "program of " + instructions + " instructions, of " + recorded + " recorded\n"
                + "  " + number(bytes()) + " bytes: arena " + number(arena) + ", inputs " + number(inputs)
                + ", outputs " + number(outputs) + "\n"
                + "  a tape keeps " + number(tape) + " bytes; parameters have " + number(parameters) + " more\n"
                + "  peak: " + peak;
    }
}
