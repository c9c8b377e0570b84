package dev.glissade.autodiff;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The recorder of a program: every operation on its variables is executed at once and appended as an instruction.
///
/// ```java
/// Tape tape = new Tape();
/// Variable x1 = tape.input(2f), x2 = tape.input(5f);
/// Variable y = x1.log().plus(x1.times(x2)).minus(x2.sin());
/// List<Variable> gradient = tape.grad(y, x1, x2);             // 5.5 and 1.7163378
/// ```
///
/// After [#restart], an operation that equals the one recorded at the same place before (primitive, operands, shapes)
/// reuses that instruction, its variable and its storage; from the first difference on, the rest is recorded anew. A
/// program that repeats itself therefore allocates nothing. What has been recorded is kept for that, with its storage and
/// the tensors of its inputs, until something else is recorded in its place or the tape is dropped.
///
/// A tape belongs to the thread that uses it first, and refuses others with an [IllegalStateException], also when they
/// only read values or instructions. Any number of tapes run side by side.
// The annotation is for checkers; whoever compiles against the library does not need its jar.
@SuppressWarnings("exports")
public final class Tape {
    private static final VarHandle OWNER = ownerHandle();

    /// The recording of variables that were taken back.
    private static final long TAKEN_BACK = 0;

    private static final String TAKEN_BACK_RULE =
            " was taken back with an operation that failed; it must be recorded again";

    private final Workspace workspace;
    private final ReversePass reverse = new ReversePass(this);
    private final Parallel parallel;
    /// What notes this recording down as a program, if anything does.
    private @Nullable Recorder recorder;

    private @Nullable Tape scratch;
    private Sentinel sentinel = Sentinel.OFF;
    private @Nullable Watch watch;
    /// Whether what is recorded now is a constant to all derivatives.
    private boolean still;
    /// Whether what is computed now may lie where gradients do: in a pass that accumulates them. What the program itself, or a
    /// pass that returns its results, computes there would be lost with the next gradient.
    private boolean accumulating;

    private Instruction[] instructions = new Instruction[64];
    /// Instructions kept from this and the previous recording.
    private int kept;
    /// Instructions of this recording.
    private int recorded;
    /// Instructions of this recording that were not taken from the previous one.
    private int recordedAnew;

    private long recording = 1;
    /// Set once, by [#claim]; an earlier read that sees null is corrected there.
    private @Nullable Thread owner;

    /// An empty tape whose loops run on the calling thread.
    public Tape() {
        this(Parallel.none());
    }

    /// An empty tape whose large loops are spread over the given threads.
    public Tape(Parallel parallel) {
        this.parallel = parallel;
        workspace = new Workspace(parallel);
    }

    /// A tape whose recording becomes a program.
    Tape(Parallel parallel, Recorder recorder) {
        this(parallel);
        this.recorder = recorder;
    }

    /// Rewinds: variables recorded so far must not be used until they are recorded again.
    ///
    /// @throws IllegalStateException if the recording becomes a [Program], or the tape belongs to another thread
    public void restart() {
        checkThread();
        if (recorder != null && recorder.whole()) {
            throw new IllegalStateException(
                    "restart: the tape records a program, which is one recording; restart it outside of the function");
        }
        recorded = 0;
        recordedAnew = 0;
        recording++;
    }

    /// The number of instructions in this recording.
    public int instructions() {
        checkThread();
        return recorded;
    }

    /// How many instructions of this recording were not taken from the one before: 0 says that the program repeated itself
    /// and nothing was allocated for it. A tape never keeps more than the longest recording.
    public int recordedAnew() {
        checkThread();
        return recordedAnew;
    }

    /// The instruction at a position of this recording, 0 being the first.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public Instruction instruction(int position) {
        checkThread();
        if (position < 0 || position >= recorded) {
            throw new IndexOutOfBoundsException(
                    "instruction " + position + " of a tape of " + recorded + "; the first is 0");
        }
        return instructions[position];
    }

    /// As [#instruction], for a position that a pass knows to be there.
    Instruction at(int position) {
        return instructions[position];
    }

    // ---- what enters the tape

    /// A float32 scalar.
    public Variable input(float value) {
        Variable variable = scalar(Leaf.Scalar.FLOAT32);
        variable.instruction().value().floats()[0] = value;
        return variable;
    }

    /// A float64 scalar.
    public Variable input(double value) {
        Variable variable = scalar(Leaf.Scalar.FLOAT64);
        variable.instruction().value().doubles()[0] = value;
        return variable;
    }

    private Variable scalar(Leaf.Scalar leaf) {
        checkThread();
        if (expected() instanceof Leaf.Scalar(DType dtype) && dtype == leaf.dtype()) {
            return advance(instructions[recorded]);
        }
        return append(leaf, Tensor.zeros(leaf.dtype(), Shape.SCALAR));
    }

    /// A tensor, read in place: it must not be written until the recording is over. A result of an earlier recording of
    /// this tape must be copied first, as its storage is written again.
    public Variable input(Tensor value) {
        checkThread();
        if (expected() instanceof Leaf.Input) {
            Instruction next = instructions[recorded];
            if (next.value().dtype() == value.dtype() && next.value().shape().equals(value.shape())) {
                next.value(value);
                return advance(next);
            }
        }
        return append(Leaf.Input.INSTANCE, value);
    }

    /// One number repeated over a shape; unlike an input it is part of the program.
    public Variable constant(double number, DType dtype, Shape shape) {
        checkThread();
        if (expected() instanceof Leaf.Constant(double n, DType t, Shape s)
                && Same.bits(n, number)
                && t == dtype
                && s.equals(shape)) {
            return advance(instructions[recorded]);
        }
        Tensor one = dtype == DType.FLOAT32 ? Tensor.of(Shape.SCALAR, (float) number) : Tensor.of(Shape.SCALAR, number);
        return append(new Leaf.Constant(number, dtype, shape), one.broadcastTo(shape));
    }

    /// A segment of parameters, read in place; [#backward] accumulates into its gradient.
    ///
    /// @throws IllegalArgumentException if there is no such segment
    public Variable parameter(Parameters parameters, String name) {
        checkThread();
        int number = parameters.number(name);
        if (expected() instanceof Leaf.Parameter(var p, int n) && p == parameters && n == number) {
            return advance(instructions[recorded]).atVersion(parameters.version());
        }
        return append(new Leaf.Parameter(parameters, number), parameters.value(number))
                .atVersion(parameters.version());
    }

    // ---- recording

    /// The primitive recorded at this place before the last [#restart], or null.
    ///
    /// Whoever would make a new primitive for an operation looks here first and passes this one on if it is the same,
    /// so that nothing is allocated.
    public @Nullable Primitive expected() {
        checkThread();
        return recorded < kept ? instructions[recorded].primitive() : null;
    }

    /// Runs a primitive on one operand and appends it.
    public Variable record(Primitive primitive, Variable operand) {
        return record(primitive, operand, null, null);
    }

    /// Runs a primitive on two operands and appends it.
    public Variable record(Primitive primitive, Variable first, Variable second) {
        return record(primitive, first, second, null);
    }

    /// Runs a primitive on up to three operands and appends it; absent operands are the last ones.
    ///
    /// @throws IllegalArgumentException if the operands do not fit
    /// @throws IllegalStateException if an operand is of another tape or an earlier recording, or was taken back with
    ///     an operation that failed, or the tape belongs to another thread
    public Variable record(Primitive primitive, Variable first, @Nullable Variable second, @Nullable Variable third) {
        checkThread();
        checkOperand(primitive, first);
        if (second != null) {
            checkOperand(primitive, second);
        }
        if (third != null) {
            checkOperand(primitive, third);
            if (second == null) {
                throw new IllegalArgumentException(
                        primitive.operation() + ": operand 2 is given, operand 1 is not; absent operands are the last");
            }
        }
        if (recorded < kept && instructions[recorded].applies(primitive, first, second, third)) {
            return again(instructions[recorded]);
        }
        Variable[] operands = second == null
                ? new Variable[] {first}
                : third == null ? new Variable[] {first, second} : new Variable[] {first, second, third};
        return anew(primitive, operands);
    }

    /// Runs a primitive on any number of operands, at least one, and appends it. The list is not kept.
    ///
    /// @throws IllegalArgumentException if there is no operand, or they do not fit
    /// @throws IllegalStateException as [#record(Primitive, Variable, Variable, Variable)]
    public Variable record(Primitive primitive, List<Variable> operands) {
        checkThread();
        if (operands.isEmpty()) {
            throw new IllegalArgumentException(primitive.operation() + ": 0 operands are given; at least 1 is needed");
        }
        for (int i = 0; i < operands.size(); i++) {
            checkOperand(primitive, operands.get(i));
        }
        if (recorded < kept && instructions[recorded].applies(primitive, operands)) {
            return again(instructions[recorded]);
        }
        return anew(primitive, operands.toArray(new Variable[0]));
    }

    /// Runs the instruction that was recorded here before.
    private Variable again(Instruction next) {
        run(next);
        return advance(next);
    }

    private void run(Instruction next) {
        if (recorder == null || recorder.runs(next)) {
            try {
                next.run(workspace);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw refused(next.primitive().operation(), e);
            }
        }
        if (watch != null) {
            checkFinite(next);
        }
    }

    /// Storage for a result.
    Tensor storage(DType dtype, Shape shape) {
        return recorder != null && recorder.shapesOnly()
                ? Tensor.withoutStorage(dtype, shape)
                : Tensor.zeros(dtype, shape);
    }

    private Variable anew(Primitive primitive, Variable[] operands) {
        Instruction next;
        try {
            next = new Instruction(this, primitive, operands, recorded);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw refused(primitive.operation(), e);
        }
        run(next);
        return append(next);
    }

    /// A refusal with the line that is being recorded, and with the operation where only a shape has spoken. One of a type
    /// of its own stays as it is.
    static RuntimeException refused(String operation, RuntimeException e) {
        Class<?> type = e.getClass();
        String words = String.valueOf(e.getMessage());
        String message = words.startsWith("axis ") ? operation + ": " + words : words;
        if (type == IllegalArgumentException.class) {
            return SourceLine.refusal(message, e);
        }
        if (type == IndexOutOfBoundsException.class || type == ArrayIndexOutOfBoundsException.class) {
            return (RuntimeException) new IndexOutOfBoundsException(SourceLine.behind(message)).initCause(e);
        }
        return e;
    }

    private void checkFinite(Instruction next) {
        if (watch != null && sentinel == Sentinel.EVERY_INSTRUCTION) {
            watch.check(next, workspace);
        }
    }

    private Variable append(Leaf leaf, Tensor value) {
        return append(new Instruction(this, leaf, value, recorded));
    }

    /// Puts a new instruction here and forgets what was recorded from here on before.
    private Variable append(Instruction next) {
        if (recorded == instructions.length) {
            instructions = Arrays.copyOf(instructions, 2 * recorded);
        }
        Arrays.fill(instructions, recorded, kept, null);
        recordedAnew++;
        instructions[recorded] = next;
        kept = recorded + 1;
        return advance(next);
    }

    private Variable advance(Instruction next) {
        next.still(still);
        recorded++;
        return next.result().in(recording);
    }

    /// Takes back the instructions from a position on, which an operation recorded before it failed. Whoever holds
    /// their variables, as a pullback may, cannot use them.
    void rewind(int position) {
        for (int i = position; i < recorded; i++) {
            instructions[i].result().in(TAKEN_BACK);
        }
        recorded = position;
    }

    /// Refuses to have a value read that is not of this recording.
    void checkReadable(Variable variable) {
        checkThread();
        if (variable.recording() != recording) {
            throw new IllegalStateException("value: " + variable.describe()
                    + (variable.recording() == TAKEN_BACK
                            ? TAKEN_BACK_RULE
                            : " belongs to an earlier recording; read it before restart()"));
        }
        if (recorder != null) {
            recorder.read(variable);
        }
    }

    /// Ends the recording of a program: the tape forgets its instructions, which the program keeps, and runs checkpointed
    /// parts for them from now on.
    void handOver() {
        recorder = null;
        scratch = null;
        restart();
        Arrays.fill(instructions, 0, kept, null);
        kept = 0;
        accumulating = true;
        release();
    }

    /// Whether results may lie where gradients do.
    boolean accumulates() {
        return accumulating;
    }

    /// Lets another thread use the tape next.
    void release() {
        owner = null;
        if (scratch != null) {
            scratch.release();
        }
    }

    /// Adds a cotangent to the gradient of a parameter, or leaves that to the program that is recorded.
    ///
    /// @param start where the pass began; what was recorded before is not its own
    void accumulate(Leaf.Parameter parameter, Variable cotangent, int start) {
        Instruction instruction = cotangent.instruction();
        if (recorder != null) {
            recorder.accumulate(parameter, instruction);
            return;
        }
        parameter.parameters().accumulate(parameter.number(), instruction.value(), workspace);
        if (instruction.position() >= start) {
            instruction.becomesGradientOf(parameter);
        }
    }

    long recording() {
        return recording;
    }

    Workspace workspace() {
        return workspace;
    }

    // ---- what derivatives see

    /// Records a part of a program through which no derivative passes: to them its variables are constants. A parameter
    /// that is read in it gets no gradient from [#backward] by that reading.
    ///
    /// @return what the part returns
    public <T> T noGrad(Supplier<T> part) {
        checkThread();
        boolean before = still;
        still = true;
        try {
            return part.get();
        } finally {
            still = before;
        }
    }

    /// Records a part of a program as one instruction whose intermediate values are not kept; the reverse pass computes
    /// them again. So a long program needs the memory of its longest part and of the results of the others, for one more
    /// forward pass.
    ///
    /// The part must be a function of its inputs alone: parameters and other variables that it uses are among them. It may
    /// be called several times. Pass the same object in each recording (a field, or a lambda that captures nothing), so that
    /// the instruction is recognised. Derivatives of higher order record the part openly.
    ///
    /// @param part from variables with the values of the inputs, on a tape for such parts, to a variable of that tape
    /// @throws IllegalArgumentException if there are no inputs, or the part reads [#parameter]s itself or gives another
    ///     shape than when it was recorded
    /// @throws IllegalStateException if the part uses variables of another tape, such as this one
    public Variable checkpoint(Function<List<Variable>, Variable> part, Variable... inputs) {
        checkThread();
        Primitive checkpoint = expected() instanceof Checkpoint(var p) && p == part ? expected() : new Checkpoint(part);
        return record(checkpoint, Arrays.asList(inputs));
    }

    /// The tape for checkpointed parts.
    Tape scratch() {
        if (scratch == null) {
            scratch = recorder != null && recorder.shapesOnly()
                    ? new Tape(parallel, Recorder.ofPart())
                    : new Tape(parallel);
            if (sentinel != Sentinel.OFF) {
                scratch.sentinel(sentinel);
            }
        }
        return scratch;
    }

    /// Looks for numbers that are not finite from now on, in checkpointed parts too; [Sentinel#OFF] unless set.
    ///
    /// @throws IllegalStateException if the recording becomes a [Program], or the tape belongs to another thread
    public void sentinel(Sentinel chosen) {
        checkThread();
        if (recorder != null) {
            throw new IllegalStateException("sentinel: the tape records a program, which " + chosen
                    + " would not watch; look for numbers that are not finite on a tape");
        }
        sentinel = chosen;
        watch = chosen == Sentinel.OFF ? null : new Watch();
        if (scratch != null) {
            scratch.sentinel(chosen);
        }
    }

    // ---- derivatives

    /// Adds the gradient of a scalar loss to the gradients of all parameters that it was computed from.
    ///
    /// Several losses of one recording may follow one another; their gradients add up.
    ///
    /// @throws IllegalArgumentException if the loss is not a scalar
    /// @throws IllegalStateException if parameters have changed since they were read
    /// @throws NotFiniteException if a gradient is not finite and the [#sentinel] looks
    public void backward(Variable loss) {
        checkOperand("backward", loss);
        int before = recorded;
        try {
            backward(loss, ones("backward", loss));
        } catch (RuntimeException e) {
            rewind(before);
            throw e;
        }
    }

    /// Adds Jᵀ · cotangent to the gradients of all parameters that a result was computed from, J being its Jacobian.
    ///
    /// @throws IllegalArgumentException if the cotangent has not the type and shape of the result
    /// @throws IllegalStateException if parameters have changed since they were read
    /// @throws NotFiniteException if a gradient is not finite and the [#sentinel] looks
    public void backward(Variable result, Variable cotangent) {
        checkOperand("backward", result);
        checkOperand("backward", cotangent);
        int before = recorded;
        boolean constant = beginPass();
        boolean outer = accumulating;
        accumulating = true;
        try {
            reversePass().accumulate(result, cotangent, watch, workspace);
        } catch (RuntimeException e) {
            rewind(before);
            throw e;
        } finally {
            accumulating = outer;
            endPass(before, constant);
        }
    }

    /// The gradient of a scalar with respect to each of the given variables, as new variables; zero where it does not
    /// depend on one.
    ///
    /// @throws IllegalArgumentException if `result` is not a scalar
    /// @throws IllegalStateException if parameters have changed since they were read
    public List<Variable> grad(Variable result, Variable... inputs) {
        checkOperand("grad", result);
        int before = recorded;
        try {
            return pullback("grad", result, ones("grad", result), inputs);
        } catch (RuntimeException e) {
            rewind(before);
            throw e;
        }
    }

    /// Jᵀ · cotangent for the Jacobian J of `result` with respect to each of the given variables.
    ///
    /// @throws IllegalArgumentException if the cotangent has not the type and shape of the result
    /// @throws IllegalStateException if parameters have changed since they were read
    public List<Variable> pullback(Variable result, Variable cotangent, Variable... inputs) {
        return pullback("pullback", result, cotangent, inputs);
    }

    private List<Variable> pullback(String operation, Variable result, Variable cotangent, Variable... inputs) {
        checkOperand(operation, result);
        checkOperand(operation, cotangent);
        for (Variable input : inputs) {
            checkOperand(operation, input);
        }
        int before = recorded;
        boolean constant = beginPass();
        try {
            return reversePass().gradients(operation, result, cotangent, inputs);
        } catch (RuntimeException e) {
            rewind(before);
            throw e;
        } finally {
            endPass(before, constant);
        }
    }

    /// J · tangent for the Jacobian J of `result` with respect to `input`: the derivative in a direction.
    ///
    /// @throws IllegalArgumentException if the tangent has not the type and shape of the input
    /// @throws IllegalStateException if parameters have changed since they were read
    public Variable pushforward(Variable result, Variable input, Variable tangent) {
        checkOperand("pushforward", result);
        checkOperand("pushforward", input);
        checkOperand("pushforward", tangent);
        int before = recorded;
        boolean constant = beginPass();
        try {
            return ForwardPass.derivative(this, result, input, tangent);
        } catch (RuntimeException e) {
            rewind(before);
            throw e;
        } finally {
            endPass(before, constant);
        }
    }

    /// A pass may differentiate what it has recorded itself, as that of a checkpointed part does; so while it runs nothing is
    /// a constant.
    ///
    /// @return whether what is recorded was a constant before
    private boolean beginPass() {
        boolean constant = still;
        still = false;
        return constant;
    }

    /// Makes what a pass has recorded what it is outside of it.
    private void endPass(int start, boolean constant) {
        still = constant;
        for (int i = start; constant && i < recorded; i++) {
            instructions[i].still(true);
        }
    }

    private ReversePass reversePass() {
        return reverse.running() ? new ReversePass(this) : reverse;
    }

    private Variable ones(String operation, Variable result) {
        if (result.shape().elements() != 1) {
            throw SourceLine.refusal(operation + ": result is " + result.shape() + " with "
                    + result.shape().elements() + " elements; a gradient needs exactly 1, or a cotangent");
        }
        return constant(1, result.dtype(), result.shape());
    }

    // ---- checks

    private void checkThread() {
        Thread current = Thread.currentThread();
        if (owner != current) {
            claim(current);
        }
    }

    /// Makes a fresh tape that of a thread; of several that come at once, one gets it.
    private void claim(Thread current) {
        Thread before = (Thread) OWNER.compareAndExchange(this, null, current);
        if (before != null) {
            throw new IllegalStateException("tape: used by thread '" + current.getName() + "', but it belongs to '"
                    + before.getName() + "'; give each thread a tape of its own");
        }
    }

    private static VarHandle ownerHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Tape.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private void checkOperand(Primitive primitive, Variable operand) {
        if (operand.tape() != this || operand.recording() != recording) {
            throw foreign(primitive.operation(), operand);
        }
    }

    /// Refuses an operand of another tape, another recording or another thread.
    void checkOperand(String operation, Variable operand) {
        checkThread();
        if (operand.tape() != this || operand.recording() != recording) {
            throw foreign(operation, operand);
        }
    }

    private IllegalStateException foreign(String operation, Variable operand) {
        String rule = operand.tape() != this
                ? " belongs to another tape; all operands must be of one tape"
                : operand.recording() == TAKEN_BACK
                        ? TAKEN_BACK_RULE
                        : " belongs to an earlier recording; after restart() it must be recorded again";
        return new IllegalStateException(operation + ": " + operand.describe() + rule);
    }
}
