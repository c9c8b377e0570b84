package dev.glissade.autodiff;

import dev.glissade.tensor.Axes;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;

/// A value on a tape: the result of one instruction, to compute with.
///
/// Operations are methods that append to the variable's tape. Operands are broadcast as in NumPy and must be of one
/// tape, one recording and one element type. An error names the operation, both shapes and the rule, and leaves the
/// tape as it was.
public final class Variable {
    private final Instruction instruction;
    private long recording;
    private long version;

    Variable(Instruction instruction) {
        this.instruction = instruction;
    }

    // ---- what it is

    /// The value of a variable of one element.
    ///
    /// @throws IllegalArgumentException if there are more or fewer
    /// @throws IllegalStateException if the tape was restarted since, or belongs to another thread
    public double value() {
        return tensor().item();
    }

    /// The value, not copied; it stays as it is until the tape is restarted.
    ///
    /// @throws IllegalStateException if the tape was restarted since, or belongs to another thread
    public Tensor tensor() {
        tape().checkReadable(this);
        return instruction.value();
    }

    /// The shape of the value.
    public Shape shape() {
        return instruction.value().shape();
    }

    /// The element type of the value.
    public DType dtype() {
        return instruction.value().dtype();
    }

    /// The tape that the variable is recorded on.
    public Tape tape() {
        return instruction.tape();
    }

    // ---- elementwise

    /// this + right
    public Variable plus(Variable right) {
        return tape().record(Binary.ADD, this, right);
    }

    /// this + number
    public Variable plus(double number) {
        return plus(constant(number));
    }

    /// this − right
    public Variable minus(Variable right) {
        return tape().record(Binary.SUBTRACT, this, right);
    }

    /// this − number
    public Variable minus(double number) {
        return minus(constant(number));
    }

    /// this · right
    public Variable times(Variable right) {
        return tape().record(Binary.MULTIPLY, this, right);
    }

    /// factor · this
    public Variable times(double factor) {
        return Scale.of(this, factor);
    }

    /// this / right
    public Variable dividedBy(Variable right) {
        return tape().record(Binary.DIVIDE, this, right);
    }

    /// this / number
    public Variable dividedBy(double number) {
        return dividedBy(constant(number));
    }

    /// The larger of this and right; NaN if either is. Equal operands get half of the cotangent each.
    public Variable max(Variable right) {
        return tape().record(Binary.MAX, this, right);
    }

    /// The smaller of this and right; NaN if either is. Equal operands get half of the cotangent each.
    public Variable min(Variable right) {
        return tape().record(Binary.MIN, this, right);
    }

    /// this + factor · right, rounded once
    public Variable plusScaled(double factor, Variable right) {
        return AddScaled.of(this, factor, right);
    }

    /// this · right + addend, rounded once
    public Variable fma(Variable right, Variable addend) {
        return tape().record(Fma.INSTANCE, this, right, addend);
    }

    /// −this
    public Variable negate() {
        return tape().record(Unary.NEGATE, this);
    }

    /// |this|, with derivative 0 at 0
    public Variable abs() {
        return tape().record(Unary.ABS, this);
    }

    /// this²
    public Variable square() {
        return tape().record(Unary.SQUARE, this);
    }

    /// √this
    public Variable sqrt() {
        return tape().record(Unary.SQRT, this);
    }

    /// 1 / this
    public Variable reciprocal() {
        return tape().record(Unary.RECIPROCAL, this);
    }

    /// max(this, 0), with derivative 0 at 0
    public Variable relu() {
        return tape().record(Unary.RELU, this);
    }

    /// e to the power of this
    public Variable exp() {
        return tape().record(Unary.EXP, this);
    }

    /// The natural logarithm.
    public Variable log() {
        return tape().record(Unary.LOG, this);
    }

    /// The sine, of radians.
    public Variable sin() {
        return tape().record(Unary.SIN, this);
    }

    /// The cosine, of radians.
    public Variable cos() {
        return tape().record(Unary.COS, this);
    }

    /// The hyperbolic tangent.
    public Variable tanh() {
        return tape().record(Unary.TANH, this);
    }

    /// The logistic function 1 / (1 + e⁻ˣ).
    public Variable sigmoid() {
        return tape().record(Unary.SIGMOID, this);
    }

    // ---- reductions

    /// The sum of all elements.
    public Variable sum() {
        return squeezed(Reduction.SUM, Axes.all(shape()));
    }

    /// The sum over one axis, which disappears; negative axes count from the end.
    public Variable sum(int axis) {
        return squeezed(Reduction.SUM, Axes.of(shape(), axis));
    }

    /// The mean of all elements.
    public Variable mean() {
        return sum().dividedBy(shape().elements());
    }

    /// The largest of all elements; equal ones get equal shares of the cotangent.
    public Variable max() {
        return squeezed(Reduction.MAX, Axes.all(shape()));
    }

    /// The largest along one axis, which disappears; equal ones get equal shares of the cotangent.
    public Variable max(int axis) {
        return squeezed(Reduction.MAX, Axes.of(shape(), axis));
    }

    /// ln Σ eˣ along one axis, which disappears, without overflow.
    public Variable logSumExp(int axis) {
        return squeezed(Reduction.LOG_SUM_EXP, Axes.of(shape(), axis));
    }

    /// A reduction over some axes, which stay with size 1: sum, max or logSumExp.
    ///
    /// @throws IllegalArgumentException for any other reduction, which has no derivative here
    public Variable reduce(Reduction reduction, Axes axes) {
        return Reduce.of(this, reduction, axes);
    }

    private Variable squeezed(Reduction reduction, Axes axes) {
        return Squeeze.of(Reduce.of(this, reduction, axes), axes);
    }

    /// x − ln Σ eˣ along one axis; all NaN where an element is NaN or +∞, or all are −∞.
    public Variable logSoftmax(int axis) {
        Axes axes = Axes.of(shape(), axis);
        Variable shifted = belowMaximum(axes);
        return shifted.minus(shifted.reduce(Reduction.LOG_SUM_EXP, axes));
    }

    /// eˣ / Σ eˣ along one axis; all NaN where an element is NaN or +∞, or all are −∞.
    public Variable softmax(int axis) {
        Axes axes = Axes.of(shape(), axis);
        Variable exponentials = belowMaximum(axes).exp();
        return exponentials.dividedBy(exponentials.reduce(Reduction.SUM, axes));
    }

    /// x − max x: a shift that softmax does not depend on, so that no derivative passes through the maximum.
    private Variable belowMaximum(Axes axes) {
        return shape().elements() == 0
                ? this
                : minus(reduce(Reduction.MAX, axes).detach());
    }

    // ---- shapes

    /// The value repeated to fill a larger shape by the rules of broadcasting, as a view.
    public Variable broadcastTo(Shape target) {
        return target.equals(shape()) ? this : BroadcastTo.of(this, target);
    }

    /// The sum over the axes along which a tensor of shape `target` would be repeated to fill this shape.
    ///
    /// @throws IllegalArgumentException if the target does not broadcast to this shape
    public Variable sumTo(Shape target) {
        Shape shape = shape();
        if (target.equals(shape)) {
            return this;
        }
        if (!target.broadcastsTo(shape)) {
            throw new IllegalArgumentException(
                    "sumTo: shape is " + shape + ", target is " + target + "; the target must broadcast to the shape");
        }
        Variable sum = Reduce.of(this, Reduction.SUM, Axes.repeated(target, shape));
        return target.rank() == shape.rank() ? sum : sum.reshape(target);
    }

    /// The same elements in row-major order under another shape.
    public Variable reshape(Shape target) {
        return target.equals(shape()) ? this : Reshape.of(this, target);
    }

    /// A view with two axes exchanged; negative axes count from the end.
    public Variable transpose(int first, int second) {
        return Transpose.of(this, shape().axis(first), shape().axis(second));
    }

    /// The same value, through which no derivative passes.
    public Variable detach() {
        return tape().record(Detach.INSTANCE, this);
    }

    // ---- matrices and networks

    /// The matrix product of the last two axes; leading axes must be equal.
    public Variable matmul(Variable right) {
        return tape().record(MatMul.NN, this, right);
    }

    /// activation(this · weight + bias), for this of rows × in, weight of in × out and bias of out.
    public Variable linear(Variable weight, Variable bias, Activation activation) {
        return Linear.of(this, weight, bias, activation);
    }

    /// The mean over the rows of the cross-entropy between softmax(this) and the labels.
    ///
    /// @param labels one class number per row, whole numbers in 0..columns − 1 in the element type of this
    public Variable softmaxCrossEntropy(Tensor labels) {
        int before = tape().instructions();
        try {
            return tape().record(SoftmaxCrossEntropy.INSTANCE, this, tape().input(labels));
        } catch (RuntimeException e) {
            tape().rewind(before);
            throw e;
        }
    }

    private Variable constant(double number) {
        return tape().constant(number, dtype(), Shape.SCALAR);
    }

    // ---- the tape's side

    Instruction instruction() {
        return instruction;
    }

    int position() {
        return instruction.position();
    }

    long recording() {
        return recording;
    }

    Variable in(long current) {
        recording = current;
        return this;
    }

    /// The version of the parameters when they were read.
    long version() {
        return version;
    }

    Variable atVersion(long read) {
        version = read;
        return this;
    }

    String describe() {
        return "variable " + position() + " (" + instruction.primitive().operation() + ", " + shape() + ")";
    }

    /// Position, operation, type, shape and, for small ones, the values.
    @Override
    public String toString() {
        return describe() + " "
                + (recording == tape().recording() ? instruction.value() : "that is not of this recording");
    }
}
