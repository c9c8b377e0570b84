package dev.glissade.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tape notes down while its recording becomes a [Program]: the values that the function reads, the gradients that
/// it accumulates, and the state that it changes.
final class Recorder {

    /// A value that the function has read, and the line that read it first.
    record Reading(Instruction instruction, String line) {}

    /// A cotangent that is to be added to the gradient of a parameter.
    record Accumulation(Leaf.Parameter parameter, Instruction cotangent) {}

    private final boolean shapesOnly;
    private final boolean whole;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Accumulation> accumulations = new ArrayList<>();
    private final Undo undo = new Undo();

    private Recorder(boolean shapesOnly, boolean whole) {
        this.shapesOnly = shapesOnly;
        this.whole = whole;
    }

    /// Of a recording in which instructions have shapes and views, but are not run.
    static Recorder ofShapes() {
        return new Recorder(true, true);
    }

    /// Of a recording that is run.
    static Recorder ofValues() {
        return new Recorder(false, true);
    }

    /// Of the shapes of a part that a checkpoint records on a tape of its own, again and again.
    static Recorder ofPart() {
        return new Recorder(true, false);
    }

    /// Whether instructions have no storage and are not run.
    boolean shapesOnly() {
        return shapesOnly;
    }

    /// Whether it is of a program, not of a part.
    boolean whole() {
        return whole;
    }

    /// Whether an instruction is to be run now; if so, its state is remembered first.
    boolean runs(Instruction instruction) {
        if (!shapesOnly) {
            undo.keep(instruction.primitive().state());
        }
        return !shapesOnly;
    }

    /// Notes that the function reads a value; constants cannot change and are not noted.
    ///
    /// @throws IllegalStateException if there is no value
    void read(Variable variable) {
        Instruction instruction = variable.instruction();
        if (instruction.primitive() instanceof Leaf.Constant || instruction.primitive() instanceof Leaf.Scalar) {
            return;
        }
        if (shapesOnly) {
            throw new IllegalStateException("value: " + variable.describe()
                    + " is read, but the program is planned from shapes alone; read no values, or record it with real"
                    + " inputs by Program.record; read at " + SourceLine.now());
        }
        if (find(instruction) == null) {
            readings.add(new Reading(instruction, SourceLine.now()));
        }
    }

    private @Nullable Reading find(Instruction instruction) {
        for (var reading : readings) {
            if (reading.instruction() == instruction) {
                return reading;
            }
        }
        return null;
    }

    void accumulate(Leaf.Parameter parameter, Instruction cotangent) {
        accumulations.add(new Accumulation(parameter, cotangent));
    }

    List<Reading> readings() {
        return readings;
    }

    List<Accumulation> accumulations() {
        return accumulations;
    }

    /// Puts back the state that running the instructions has changed.
    void restoreState() {
        undo.run();
    }
}
