package dev.glissade.autodiff;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.WarmUpReport;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A recording that is replayed without the code that made it: inputs in, outputs and gradients out, the bits of the tape,
/// in storage that is planned beforehand.
///
/// ```java
/// Program step = Program.plan(
///         (tape, in) -> {
///             Variable loss = in.get(0).matmul(tape.parameter(parameters, "w")).softmaxCrossEntropy(in.get(1));
///             tape.backward(loss);
///             return Map.of("loss", loss);
///         },
///         new Program.Input(DType.FLOAT32, Shape.of(32, 64)), new Program.Input(DType.FLOAT32, Shape.of(32)));
/// step.memoryPlan();                                         // bytes before the first run
/// step.warmUp(Duration.ofMillis(500));
/// double loss = step.run(features, labels).output("loss").item();
/// ```
///
/// What a run takes from where:
///
/// | | at each run |
/// |---|---|
/// | inputs | given to [#run] and copied |
/// | parameters | read in place, at their present version |
/// | gradients, by [Tape#backward] in the function | accumulated as on a tape |
/// | tensors that the function itself gives to [Tape#input(Tensor)] | read in place |
/// | numbers that it gives to [Tape#input(double)] and its like | as they were recorded |
/// | state of primitives, such as running statistics | changed as on a tape |
///
/// A value that the function reads ([Variable#value], [Variable#tensor]) becomes a *guard*: each run compares it, bit for
/// bit, with the recorded one, and ends in a [GuardException] if it is another, because the function might then have taken
/// another way. So a branch on `x.greater(1).value()`, which is 0 or 1, holds for all x on the same side, and one on
/// `x.value() > 1` for one x only.
///
/// Instructions that nothing depends on are left out, and results make room for one another when they have been read for
/// the last time. A run allocates nothing once warm, except what loops allocate that spread over threads.
///
/// A program is used by one thread at a time, and refuses a second one with an [IllegalStateException].
// The annotation is for checkers; whoever compiles against the library does not need its jar.
@SuppressWarnings("exports")
public final class Program {

    /// The plain Java code of a program.
    @FunctionalInterface
    public interface Body {
        /// Records the program.
        ///
        /// @param tape of this recording alone; it is neither restarted nor used afterwards
        /// @param inputs one for each input of the program
        /// @return the outputs by name
        Map<String, Variable> record(Tape tape, List<Variable> inputs);
    }

    /// What an input must be.
    public record Input(DType dtype, Shape shape) {
        @Override
        public String toString() {
            return dtype + " " + shape;
        }
    }

    private final Parallel parallel;
    private final Tape tape;
    private final ProgramStorage storage;
    private final Input[] specifications;
    private final Instruction[] inputs;
    private final Step[] steps;
    private final String[] names;
    private final Instruction[] outputs;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    /// Of the inputs: the examples, or null before the first run.
    private Tensor @Nullable [] inputTensors;
    /// Of the outputs: null before the first run.
    private Tensor @Nullable [] outputTensors;

    private @Nullable Workspace workspace;
    private boolean complete;

    // ---- recording

    /// Records a program from the shapes of its inputs: no loop runs, and nothing is allocated for results before the first
    /// run.
    ///
    /// @throws IllegalStateException if the function reads a value, which only [#record] has
    /// @throws IllegalArgumentException if operands do not fit, or nothing would come out of the program
    public static Program plan(Body body, Input... inputs) {
        return plan(Parallel.none(), body, inputs);
    }

    /// As [#plan(Body, Input...)], for a program whose large loops are spread over the given threads.
    public static Program plan(Parallel parallel, Body body, Input... inputs) {
        var tensors = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            tensors[i] = Tensor.withoutStorage(inputs[i].dtype(), inputs[i].shape());
        }
        return record(parallel, body, tensors, Recorder.ofShapes());
    }

    /// Records a program by running its function once on example inputs, which are copied.
    ///
    /// Gradients, and the state of primitives, are afterwards as before. While it records, the tape keeps every result.
    ///
    /// @throws IllegalArgumentException if operands do not fit, or nothing would come out of the program
    public static Program record(Body body, Tensor... examples) {
        return record(Parallel.none(), body, examples);
    }

    /// As [#record(Body, Tensor...)], for a program whose large loops are spread over the given threads.
    public static Program record(Parallel parallel, Body body, Tensor... examples) {
        Tensor[] copies = Arrays.stream(examples).map(Tensor::copy).toArray(Tensor[]::new);
        Program program = record(parallel, body, copies, Recorder.ofValues());
        program.inputTensors = copies;
        return program;
    }

    private static Program record(Parallel parallel, Body body, Tensor[] inputs, Recorder recorder) {
        var tape = new Tape(parallel, recorder);
        try {
            var variables = new ArrayList<Variable>();
            for (Tensor input : inputs) {
                variables.add(tape.input(input));
            }
            return new Program(parallel, tape, recorder, variables, body.record(tape, List.copyOf(variables)));
        } finally {
            recorder.restoreState();
        }
    }

    private Program(Parallel parallel, Tape tape, Recorder recorder, List<Variable> in, Map<String, Variable> results) {
        this.parallel = parallel;
        this.tape = tape;
        inputs = in.stream().map(Variable::instruction).toArray(Instruction[]::new);
        specifications = in.stream()
                .map(input -> new Input(input.dtype(), input.shape()))
                .toArray(Input[]::new);
        names = results.keySet().toArray(new String[0]);
        outputs = new Instruction[names.length];
        for (int i = 0; i < names.length; i++) {
            Variable output = results.get(names[i]);
            if (output == null || output.tape() != tape || output.recording() != tape.recording()) {
                throw new IllegalArgumentException("program: output '" + names[i] + "' is "
                        + (output == null ? "null" : output.describe() + " of another recording")
                        + "; it must be a variable of the tape that the function was given");
            }
            outputs[i] = output.instruction();
        }
        var recorded = new Instruction[tape.instructions()];
        for (int i = 0; i < recorded.length; i++) {
            recorded[i] = tape.instruction(i);
        }
        var schedule = new Schedule(recorded, recorder, List.of(outputs));
        steps = schedule.steps().toArray(new Step[0]);
        if (steps.length == 0 && outputs.length == 0) {
            throw new IllegalArgumentException("program: " + recorded.length
                    + " instructions were recorded, 0 outputs and 0 gradients come out of them; at least 1 is needed");
        }
        storage = new ProgramStorage(recorded, schedule, List.of(inputs), List.of(outputs));
        storage.release();
        tape.handOver();
    }

    // ---- what it is

    /// What the program needs.
    public MemoryPlan memoryPlan() {
        return storage.memoryPlan();
    }

    /// This program, if it needs no more than a number of bytes ([MemoryPlan#bytes]); asked before the first run, nothing
    /// has been allocated for results.
    ///
    /// @throws IllegalArgumentException if it needs more, with both numbers and the largest results at the peak
    public Program withCap(long bytes) {
        MemoryPlan plan = memoryPlan();
        if (plan.bytes() > bytes) {
            throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "program: it needs %,d bytes (arena %,d, inputs %,d, outputs %,d), the cap is %,d;",
                            plan.bytes(),
                            plan.arena(),
                            plan.inputs(),
                            plan.outputs(),
                            bytes)
                    + " a smaller batch or checkpointed parts need less"
                    + (plan.arena() == 0 ? "" : "; the arena's peak is " + plan.peak()));
        }
        return this;
    }

    /// What the inputs must be, in their order.
    public List<Input> inputs() {
        return List.of(specifications);
    }

    /// The names of the outputs.
    public List<String> outputs() {
        return List.of(names);
    }

    // ---- running

    /// Runs the program.
    ///
    /// For one or two inputs there are methods without an array; with more, an array that is kept by the caller spares the
    /// few bytes of a new one.
    ///
    /// @param given one tensor for each input, of its type and shape; not modified, and free again on return
    /// @return this program, to ask for outputs
    /// @throws IllegalArgumentException if the number, a type or a shape is another; nothing has been changed. Also if an
    ///     operation refuses a value, such as a label or an index out of range; gradients of earlier losses may have been
    ///     accumulated then
    /// @throws GuardException if a value is another than the function has read; no gradient has been accumulated
    /// @throws IllegalStateException if another thread is running the program
    public Program run(Tensor... given) {
        begin(given.length);
        try {
            for (int i = 0; i < given.length; i++) {
                check(i, given[i]);
            }
            for (int i = 0; i < given.length; i++) {
                Elementwise.copy(given[i], inputs[i].value(), workspace());
            }
            replay();
        } finally {
            end();
        }
        return this;
    }

    /// As [#run(Tensor...)].
    public Program run(Tensor only) {
        begin(1);
        try {
            check(0, only);
            Elementwise.copy(only, inputs[0].value(), workspace());
            replay();
        } finally {
            end();
        }
        return this;
    }

    /// As [#run(Tensor...)].
    public Program run(Tensor first, Tensor second) {
        begin(2);
        try {
            check(0, first);
            check(1, second);
            Elementwise.copy(first, inputs[0].value(), workspace());
            Elementwise.copy(second, inputs[1].value(), workspace());
            replay();
        } finally {
            end();
        }
        return this;
    }

    private void replay() {
        complete = false;
        Workspace scratch = workspace();
        for (Step step : steps) {
            step.run(scratch);
        }
        Tensor[] results = outputTensors();
        for (int i = 0; i < outputs.length; i++) {
            if (results[i] != outputs[i].value()) {
                Elementwise.copy(outputs[i].value(), results[i], scratch);
            }
        }
        complete = true;
    }

    /// An output of the last run, not copied; it stays as it is until the next run.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    /// @throws IllegalStateException if the program has not run since it was recorded or warmed up, or its last run failed
    public Tensor output(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                if (!complete) {
                    throw new IllegalStateException("program: output '" + name
                            + "' is asked for, but there is no run that it is of, or the last one failed; run first");
                }
                return outputTensors()[i];
            }
        }
        throw new IllegalArgumentException("program: there is no output '" + name + "'; there are " + outputs());
    }

    private void check(int number, Tensor given) {
        Input wanted = specifications[number];
        if (given.dtype() != wanted.dtype() || !given.shape().equals(wanted.shape())) {
            throw new IllegalArgumentException("program: input " + number + " is " + given.dtype() + " " + given.shape()
                    + ", recorded was " + wanted + "; type and shape must be those of the recording");
        }
    }

    private void begin(int given) {
        if (given != inputs.length) {
            throw new IllegalArgumentException("program: " + given + " inputs are given, it takes " + inputs.length
                    + ", " + inputs() + "; one for each is needed");
        }
        Thread current = Thread.currentThread();
        Thread before = running.compareAndExchange(null, current);
        if (before != null) {
            throw new IllegalStateException("program: used by thread '" + current.getName() + "' while '"
                    + before.getName() + "' runs it; give each thread a program of its own");
        }
        if (workspace == null) {
            allocate();
        }
    }

    private void end() {
        tape.release();
        running.set(null);
    }

    private void allocate() {
        if (inputTensors == null) {
            inputTensors = Arrays.stream(specifications)
                    .map(input -> Tensor.zeros(input.dtype(), input.shape()))
                    .toArray(Tensor[]::new);
        }
        for (int i = 0; i < inputs.length; i++) {
            inputs[i].value(inputTensors[i]);
        }
        storage.allocate();
        outputTensors = storage.outputTensors().toArray(new Tensor[0]);
        workspace = new Workspace(parallel);
    }

    private Workspace workspace() {
        return Objects.requireNonNull(workspace, "allocated when the run began");
    }

    private Tensor[] outputTensors() {
        return Objects.requireNonNull(outputTensors, "allocated when the first run began");
    }

    // ---- warming up

    /// Runs the program again and again until it is compiled, before traffic arrives; see
    /// [dev.glissade.kernel.Kernels#warmUp(Duration, Map)].
    ///
    /// The inputs are those of the last run, else the examples, else zeros; guards are not checked. Gradients, and the state
    /// of primitives, are afterwards as before; outputs are gone.
    ///
    /// @param budget the time after which no run is begun any more
    /// @return the operations of the program that are warm, and those that still allocate, as loops do that are not
    ///     compiled; `program` if it was still becoming faster with no such sign, or has not run
    /// @throws IllegalArgumentException if the budget is negative
    /// @throws IllegalStateException if another thread is running the program
    public WarmUpReport warmUp(Duration budget) {
        begin(inputs.length);
        complete = false;
        try {
            return new ProgramWarmUp(steps, workspace()).run(budget);
        } finally {
            end();
        }
    }
}
