package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;

/// Storage of a program for one result, or for several that are written one over the other; in use from the step that
/// writes it first to the one that reads it last.
final class Block {
    private final Instruction instruction;
    private final boolean output;
    private final int first;
    private int last;
    private int offset;

    /// @param instruction whose result is written first
    /// @param output whether it keeps its contents between runs
    Block(Instruction instruction, boolean output, int first, int last) {
        this.instruction = instruction;
        this.output = output;
        this.first = first;
        this.last = last;
    }

    Instruction instruction() {
        return instruction;
    }

    DType dtype() {
        return instruction.value().dtype();
    }

    Shape shape() {
        return instruction.value().shape();
    }

    int elements() {
        return shape().elements();
    }

    long bytes() {
        return bytes(instruction.value());
    }

    static long bytes(Tensor tensor) {
        return (long) tensor.shape().elements() * bytes(tensor.dtype());
    }

    static int bytes(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> Float.BYTES;
            case FLOAT64 -> Double.BYTES;
        };
    }

    /// Whether it is an array of its own.
    boolean output() {
        return output;
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    void until(int step) {
        last = step;
    }

    /// Whether both are in use at one step.
    boolean meets(Block other) {
        return first <= other.last && other.first <= last;
    }

    /// The first element in the array of its element type.
    int offset() {
        return offset;
    }

    void place(int at) {
        offset = at;
    }
}
