package dev.glissade.autodiff;

import dev.glissade.kernel.Window;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        instruction.stay();
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
        return with(Binary.ADD, number);
    }

    /// this − right
    public Variable minus(Variable right) {
        return tape().record(Binary.SUBTRACT, this, right);
    }

    /// this − number
    public Variable minus(double number) {
        return with(Binary.SUBTRACT, number);
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
        return with(Binary.DIVIDE, number);
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

    /// this to the power of an exponent. The derivative by the base is 0 for the exponent 0; that by the exponent is 0 for
    /// the base 0 and an exponent from 0 on, and NaN for a base below 0.
    public Variable pow(Variable exponent) {
        return tape().record(Binary.POW, this, exponent);
    }

    /// this to the power of a number
    public Variable pow(double exponent) {
        return with(Binary.POW, exponent);
    }

    /// The angle of the point (x, this), in −π..π.
    public Variable atan2(Variable x) {
        return tape().record(Binary.ATAN2, this, x);
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

    /// 1 / √this
    public Variable reciprocalSqrt() {
        return tape().record(Unary.RECIPROCAL_SQRT, this);
    }

    /// 1 above 0, −1 below, 0 at 0 and NaN; the derivative is 0
    public Variable sign() {
        return tape().record(Unary.SIGN, this);
    }

    /// The largest integer not above this; the derivative is 0.
    public Variable floor() {
        return tape().record(Unary.FLOOR, this);
    }

    /// The smallest integer not below this; the derivative is 0.
    public Variable ceil() {
        return tape().record(Unary.CEIL, this);
    }

    /// The nearest integer, the even one of two; the derivative is 0.
    public Variable round() {
        return tape().record(Unary.ROUND, this);
    }

    /// e to the power of this
    public Variable exp() {
        return tape().record(Unary.EXP, this);
    }

    /// e to the power of this, minus 1, exact near 0
    public Variable expm1() {
        return tape().record(Unary.EXPM1, this);
    }

    /// The natural logarithm.
    public Variable log() {
        return tape().record(Unary.LOG, this);
    }

    /// The natural logarithm of 1 + this, exact near 0.
    public Variable log1p() {
        return tape().record(Unary.LOG1P, this);
    }

    /// The logarithm to the base 2.
    public Variable log2() {
        return tape().record(Unary.LOG2, this);
    }

    /// The logarithm to the base 10.
    public Variable log10() {
        return tape().record(Unary.LOG10, this);
    }

    /// The sine, of radians.
    public Variable sin() {
        return tape().record(Unary.SIN, this);
    }

    /// The cosine, of radians.
    public Variable cos() {
        return tape().record(Unary.COS, this);
    }

    /// The tangent, of radians.
    public Variable tan() {
        return tape().record(Unary.TAN, this);
    }

    /// The arc sine, in radians.
    public Variable asin() {
        return tape().record(Unary.ASIN, this);
    }

    /// The arc cosine, in radians.
    public Variable acos() {
        return tape().record(Unary.ACOS, this);
    }

    /// The arc tangent, in radians.
    public Variable atan() {
        return tape().record(Unary.ATAN, this);
    }

    /// The hyperbolic sine.
    public Variable sinh() {
        return tape().record(Unary.SINH, this);
    }

    /// The hyperbolic cosine.
    public Variable cosh() {
        return tape().record(Unary.COSH, this);
    }

    /// The hyperbolic tangent.
    public Variable tanh() {
        return tape().record(Unary.TANH, this);
    }

    /// The error function 2/√π ∫₀ˣ e^(−t²) dt.
    public Variable erf() {
        return tape().record(Unary.ERF, this);
    }

    // ---- activations

    /// max(this, 0), with derivative 0 at 0
    public Variable relu() {
        return tape().record(Unary.RELU, this);
    }

    /// The logistic function 1 / (1 + e⁻ˣ).
    public Variable sigmoid() {
        return tape().record(Unary.SIGMOID, this);
    }

    /// The logarithm of the logistic function, without overflow.
    public Variable logSigmoid() {
        return tape().record(Unary.LOG_SIGMOID, this);
    }

    /// x / (1 + |x|)
    public Variable softsign() {
        return tape().record(Unary.SOFTSIGN, this);
    }

    /// x / (1 + e⁻ˣ), also called swish.
    public Variable silu() {
        return tape().record(Unary.SILU, this);
    }

    /// x·Φ(x), Φ being the distribution function of the standard normal (Hendrycks and Gimpel 2016).
    public Variable gelu() {
        return tape().record(Unary.GELU, this);
    }

    /// ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))): an approximation of [#gelu] that some models were trained with.
    public Variable geluTanh() {
        return tape().record(Unary.GELU_TANH, this);
    }

    /// x above 0, slope · x elsewhere; at 0 the derivative is the slope.
    public Variable leakyRelu(double slope) {
        return LeakyRelu.of(this, slope);
    }

    /// x above 0, alpha·(eˣ − 1) elsewhere (Clevert, Unterthiner and Hochreiter 2016).
    public Variable elu(double alpha) {
        return Elu.of(this, alpha);
    }

    /// ln(1 + eˣ)
    public Variable softplus() {
        return softplus(1, Double.POSITIVE_INFINITY);
    }

    /// ln(1 + e^(beta·x))/beta, and x itself where beta·x is above a threshold.
    ///
    /// @throws IllegalArgumentException if beta is 0 or not finite in the element type
    public Variable softplus(double beta, double threshold) {
        return Softplus.of(this, beta, threshold);
    }

    /// x, or the nearer of two bounds, which may be infinite; at the bounds the derivative is 1.
    ///
    /// @throws IllegalArgumentException unless low ≤ high
    public Variable clamp(double low, double high) {
        return Clamp.of(this, low, high);
    }

    // ---- comparisons and choice

    /// 1 where this < right, else 0; no derivative passes.
    public Variable less(Variable right) {
        return tape().record(Comparison.LESS, this, right);
    }

    /// 1 where this < number, else 0; no derivative passes.
    public Variable less(double number) {
        return with(Comparison.LESS, number);
    }

    /// 1 where this ≤ right, else 0; no derivative passes.
    public Variable lessOrEqual(Variable right) {
        return tape().record(Comparison.LESS_OR_EQUAL, this, right);
    }

    /// 1 where this ≤ number, else 0; no derivative passes.
    public Variable lessOrEqual(double number) {
        return with(Comparison.LESS_OR_EQUAL, number);
    }

    /// 1 where this > right, else 0; no derivative passes.
    public Variable greater(Variable right) {
        return tape().record(Comparison.GREATER, this, right);
    }

    /// 1 where this > number, else 0; no derivative passes.
    public Variable greater(double number) {
        return with(Comparison.GREATER, number);
    }

    /// 1 where this ≥ right, else 0; no derivative passes.
    public Variable greaterOrEqual(Variable right) {
        return tape().record(Comparison.GREATER_OR_EQUAL, this, right);
    }

    /// 1 where this ≥ number, else 0; no derivative passes.
    public Variable greaterOrEqual(double number) {
        return with(Comparison.GREATER_OR_EQUAL, number);
    }

    /// 1 where this = right, else 0; no derivative passes.
    public Variable equal(Variable right) {
        return tape().record(Comparison.EQUAL, this, right);
    }

    /// 1 where this = number, else 0; no derivative passes.
    public Variable equal(double number) {
        return with(Comparison.EQUAL, number);
    }

    /// 1 where this ≠ right, else 0; no derivative passes.
    public Variable notEqual(Variable right) {
        return tape().record(Comparison.NOT_EQUAL, this, right);
    }

    /// 1 where this ≠ number, else 0; no derivative passes.
    public Variable notEqual(double number) {
        return with(Comparison.NOT_EQUAL, number);
    }

    /// x where this is not 0, else y; what is not taken gets a derivative of 0, even where it is NaN.
    public Variable where(Variable x, Variable y) {
        return tape().record(Where.INSTANCE, this, x, y);
    }

    /// x where this is not 0, else a number.
    public Variable where(Variable x, double y) {
        int before = tape().instructions();
        try {
            return where(x, constant(y));
        } catch (RuntimeException e) {
            tape().rewind(before);
            throw e;
        }
    }

    /// A number where this is not 0, else y.
    public Variable where(double x, Variable y) {
        int before = tape().instructions();
        try {
            return where(constant(x), y);
        } catch (RuntimeException e) {
            tape().rewind(before);
            throw e;
        }
    }

    // ---- reductions

    /// A reduction over some axes, which stay with size 1.
    ///
    /// Equal largest or smallest elements get equal shares of the cotangent. No derivative passes through an index.
    ///
    /// @throws IllegalArgumentException if the reduction is not defined for this shape, or there are no such axes
    public Variable reduce(Reduction reduction, Axes axes) {
        return Reduce.of(this, reduction, axes);
    }

    /// The variance or standard deviation over some axes, which stay with size 1, with n − correction in the denominator.
    ///
    /// @throws IllegalArgumentException if the reduction is another, or there are no such axes
    public Variable reduce(Reduction reduction, int correction, Axes axes) {
        if (reduction != Reduction.VARIANCE && reduction != Reduction.STANDARD_DEVIATION) {
            throw SourceLine.refusal(reduction + ": correction is " + correction + "; only " + Reduction.VARIANCE
                    + " and " + Reduction.STANDARD_DEVIATION + " take one");
        }
        return Reduce.of(this, reduction, correction, axes);
    }

    /// The sum of all elements.
    public Variable sum() {
        return squeezed(Reduction.SUM, Axes.all(shape()));
    }

    /// The sum along one axis, which disappears; negative axes count from the end.
    public Variable sum(int axis) {
        return squeezed(Reduction.SUM, axis);
    }

    /// The mean of all elements.
    public Variable mean() {
        return squeezed(Reduction.MEAN, Axes.all(shape()));
    }

    /// The mean along one axis, which disappears.
    public Variable mean(int axis) {
        return squeezed(Reduction.MEAN, axis);
    }

    /// The product of all elements.
    public Variable product() {
        return squeezed(Reduction.PRODUCT, Axes.all(shape()));
    }

    /// The product along one axis, which disappears.
    public Variable product(int axis) {
        return squeezed(Reduction.PRODUCT, axis);
    }

    /// The largest of all elements.
    public Variable max() {
        return squeezed(Reduction.MAX, Axes.all(shape()));
    }

    /// The largest along one axis, which disappears.
    public Variable max(int axis) {
        return squeezed(Reduction.MAX, axis);
    }

    /// The smallest of all elements.
    public Variable min() {
        return squeezed(Reduction.MIN, Axes.all(shape()));
    }

    /// The smallest along one axis, which disappears.
    public Variable min(int axis) {
        return squeezed(Reduction.MIN, axis);
    }

    /// The unbiased variance of all elements.
    public Variable variance() {
        return squeezed(Reduction.VARIANCE, Axes.all(shape()));
    }

    /// The unbiased variance along one axis, which disappears.
    public Variable variance(int axis) {
        return squeezed(Reduction.VARIANCE, axis);
    }

    /// The square root of the unbiased variance of all elements; where it is 0, so is the derivative.
    public Variable standardDeviation() {
        return squeezed(Reduction.STANDARD_DEVIATION, Axes.all(shape()));
    }

    /// The square root of the unbiased variance along one axis, which disappears; where it is 0, so is the derivative.
    public Variable standardDeviation(int axis) {
        return squeezed(Reduction.STANDARD_DEVIATION, axis);
    }

    /// ln Σ eˣ without overflow over all elements.
    public Variable logSumExp() {
        return squeezed(Reduction.LOG_SUM_EXP, Axes.all(shape()));
    }

    /// ln Σ eˣ without overflow along one axis, which disappears.
    public Variable logSumExp(int axis) {
        return squeezed(Reduction.LOG_SUM_EXP, axis);
    }

    /// The index of the first of the largest along one axis, which disappears, as a whole number; no derivative passes.
    public Variable argMax(int axis) {
        return squeezed(Reduction.ARG_MAX, axis);
    }

    /// The index of the first of the smallest along one axis, which disappears, as a whole number; no derivative passes.
    public Variable argMin(int axis) {
        return squeezed(Reduction.ARG_MIN, axis);
    }

    private Variable squeezed(Reduction reduction, int axis) {
        return squeezed(reduction, axes(reduction.toString(), axis));
    }

    private Variable squeezed(Reduction reduction, Axes axes) {
        return Squeeze.of(Reduce.of(this, reduction, axes), axes);
    }

    /// The sum of the elements up to each one along an axis.
    public Variable cumulativeSum(int axis) {
        return CumulativeSum.of(this, axis);
    }

    /// x − ln Σ eˣ along one axis; all NaN where an element is NaN or +∞, or all are −∞.
    public Variable logSoftmax(int axis) {
        return LogSoftmax.of(this, axis);
    }

    /// eˣ / Σ eˣ along one axis; all NaN where an element is NaN or +∞, or all are −∞.
    public Variable softmax(int axis) {
        return SoftmaxAlong.of(this, axis);
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
            throw SourceLine.refusal(
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
        return Transpose.of(this, axis("transpose", first), axis("transpose", second));
    }

    /// A view with the axes in another order: axis i of the result is axis `axes[i]` of this.
    ///
    /// @throws IllegalArgumentException unless every axis is named once
    public Variable permute(int... axes) {
        return Permute.of(this, axes);
    }

    /// A new axis of size 1 in a place of the result; negative places count from its end.
    public Variable unsqueeze(int axis) {
        return Unsqueeze.of(this, axis);
    }

    /// The value without an axis of size 1.
    ///
    /// @throws IllegalArgumentException if its size is another
    public Variable squeeze(int axis) {
        return Squeeze.of(this, axes("squeeze", axis));
    }

    /// A view of every `step`-th slice along an axis, from `start` to before `stop`.
    ///
    /// @throws IllegalArgumentException unless 0 ≤ start ≤ stop ≤ size and step ≥ 1
    public Variable slice(int axis, int start, int stop, int step) {
        return Slice.of(this, axis, start, stop, step);
    }

    /// The slice at a place of an axis, which disappears.
    ///
    /// @throws IllegalArgumentException unless 0 ≤ index < size
    public Variable select(int axis, int index) {
        return slice(axis, index, index + 1, 1).squeeze(axis);
    }

    /// The elements with some axes reversed.
    public Variable flip(int... axes) {
        return Flip.of(this, axes("flip", axes));
    }

    /// The elements with `before[axis]` times a number in front along each axis, and `after[axis]` times behind.
    ///
    /// @throws IllegalArgumentException if there are not as many numbers as axes, or one is negative
    public Variable pad(int[] before, int[] after, double number) {
        return Pad.of(this, before, after, number);
    }

    /// Variables joined along an axis: its sizes add up, all others are equal.
    public static Variable concatenate(List<Variable> parts, int axis) {
        return Concatenate.of(parts, axis);
    }

    /// Variables of one shape side by side along a new axis of the result.
    public static Variable stack(List<Variable> parts, int axis) {
        return Stack.of(parts, axis);
    }

    /// The same value, through which no derivative passes.
    public Variable detach() {
        return tape().record(Detach.INSTANCE, this);
    }

    // ---- matrices and networks

    /// The matrix product of the last two axes, those before them broadcast. A vector counts as one row on the left, as one
    /// column on the right, and its axis is not in the result; of two vectors the product is their dot product.
    ///
    /// @throws IllegalArgumentException if an operand is a scalar, or left columns are not as many as right rows
    public Variable matmul(Variable right) {
        return MatMul.of(this, right);
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
            return softmaxCrossEntropy(tape().input(labels));
        } catch (RuntimeException e) {
            tape().rewind(before);
            throw e;
        }
    }

    /// As [#softmaxCrossEntropy(Tensor)], for labels that are on the tape, as the inputs of a [Program] are; nothing is
    /// differentiated with respect to them.
    public Variable softmaxCrossEntropy(Variable labels) {
        return tape().record(SoftmaxCrossEntropy.INSTANCE, this, labels);
    }

    // ---- windows

    /// The two-dimensional convolution with a weight, without a bias:
    /// `result[n,o,i,j] = Σ weight[o,c,k,l] · this[n, c of the group, row, column]` over c, k and l, the row and the column
    /// being those under tap (k, l) of the window at place (i, j), and 0 in the padding.
    ///
    /// The kernel is not flipped (cross-correlation), as in V. Dumoulin and F. Visin, *A guide to convolution arithmetic
    /// for deep learning*, 2016. With as many groups as channels the convolution is depthwise.
    ///
    /// | operand | shape |
    /// |---|---|
    /// | this | batch × channels × rows × columns |
    /// | weight | outputs × channels/groups × kernel rows × kernel columns |
    /// | result | batch × outputs × places of the window in rows × places in columns |
    ///
    /// @param groups how many parts the channels are divided into; each output sees the channels of one
    /// @throws IllegalArgumentException if this or the weight has not 4 axes, the groups do not divide channels and
    ///     outputs, the weight has other channels or another kernel than this and the window ask for, or the window does
    ///     not fit
    public Variable convolution(Variable weight, Window window, int groups) {
        return Convolve.of(this, weight, null, window, groups);
    }

    /// The convolution as [#convolution(Variable, Window, int)], each chain of sums starting from the bias of its output.
    ///
    /// @param bias one number for each output
    /// @throws IllegalArgumentException as there, or if there is not one bias for each output
    public Variable convolution(Variable weight, Variable bias, Window window, int groups) {
        return Convolve.of(this, weight, bias, window, groups);
    }

    /// The largest element of each place of a window on the last two axes; NaN if one is NaN.
    ///
    /// Padding is never the largest. The cotangent of a place goes to its first largest element in row-major order.
    ///
    /// | operand | shape |
    /// |---|---|
    /// | this | … × rows × columns |
    /// | result | … × places of the window in rows × places in columns |
    ///
    /// @throws IllegalArgumentException if this has fewer than 2 axes or no rows or no columns, the window has a
    ///     dilation, its padding is more than half its kernel, or it does not fit
    public Variable maxPooling(Window window) {
        return MaxPooling.of(this, window);
    }

    /// The mean of each place of a window on the last two axes; shapes as in [#maxPooling].
    ///
    /// @param countPadding whether the sum is divided by the number of taps, else by that of elements under them
    /// @throws IllegalArgumentException as [#maxPooling]
    public Variable meanPooling(Window window, boolean countPadding) {
        return MeanPooling.of(this, window, countPadding);
    }

    // ---- normalisation

    /// (this − mean) / √(variance + ε) · weight + bias, mean and biased variance taken over the last axes
    /// (J. L. Ba, J. R. Kiros and G. E. Hinton, *Layer Normalization*, 2016, equations 3 and 4).
    ///
    /// | operand | shape |
    /// |---|---|
    /// | this, result | any |
    /// | weight, bias | the last `axes` sizes of this, dense; either may be null |
    ///
    /// @param axes how many axes are normalised over, from 1 to all
    /// @throws IllegalArgumentException if there are not so many axes, or shapes or density are not as stated
    @SuppressWarnings("exports") // of the annotation Nullable
    public Variable layerNormalisation(int axes, @Nullable Variable weight, @Nullable Variable bias, double epsilon) {
        return LayerNormalisation.of(this, axes, weight, bias, epsilon);
    }

    /// (this − mean) / √(variance + ε) · weight + bias for each channel, mean and biased variance taken over the batch and
    /// all axes behind the channels (S. Ioffe and C. Szegedy, *Batch Normalization*, 2015, algorithm 1): the form for
    /// training.
    ///
    /// | operand | shape |
    /// |---|---|
    /// | this, result | batch × channels … |
    /// | weight, bias | channels, dense; either may be null |
    ///
    /// @param statistics updated by this batch each time that this is recorded, unless it is null; not differentiated
    /// @throws IllegalArgumentException if this has fewer than 2 axes, or element types, shapes or density are not as
    ///     stated
    @SuppressWarnings("exports") // of the annotation Nullable
    public Variable batchNormalisation(
            @Nullable Variable weight,
            @Nullable Variable bias,
            @Nullable RunningStatistics statistics,
            double epsilon) {
        return BatchNormalisation.of(this, weight, bias, statistics, epsilon);
    }

    /// (this − mean) / √(variance + ε) · weight + bias for each channel by the running mean and variance: the form for use
    /// after training (S. Ioffe and C. Szegedy, *Batch Normalization*, 2015, algorithm 2).
    ///
    /// Shapes are those of [#batchNormalisation]. Each element depends on itself alone.
    ///
    /// @param statistics read in place and not differentiated: what is recorded by them is differentiated before they
    ///     change
    /// @throws IllegalArgumentException as [#batchNormalisation]
    @SuppressWarnings("exports") // of the annotation Nullable
    public Variable batchNormalisationInference(
            @Nullable Variable weight, @Nullable Variable bias, RunningStatistics statistics, double epsilon) {
        return BatchInference.of(this, weight, bias, statistics, epsilon);
    }

    // ---- selection

    /// Elements picked along an axis: result[i][j] = this[index[i][j]][j] for axis 0.
    ///
    /// @param index whole numbers in the element type of this, of the same rank, no axis but `axis` longer than here
    /// @throws IllegalArgumentException if an index is not in 0..size − 1, or the shapes do not fit
    public Variable gather(Variable index, int axis) {
        return Gather.of(this, index, axis);
    }

    /// This, plus elements added along an axis at the places of an index: the transpose of [#gather].
    ///
    /// @param index whole numbers, of the shape of the source
    /// @throws IllegalArgumentException as [#gather]
    public Variable scatterAdd(Variable index, Variable source, int axis) {
        return ScatterAdd.of(this, index, source, axis);
    }

    /// Slices picked along an axis.
    ///
    /// @param index a vector of whole numbers in the element type of this
    /// @throws IllegalArgumentException if an index is not in 0..size − 1
    public Variable indexSelect(Variable index, int axis) {
        return IndexSelect.of(this, index, axis);
    }

    /// This, plus slices added along an axis at a vector of indices; those at one place add up.
    ///
    /// @throws IllegalArgumentException if an index is not in 0..size − 1, or the shapes do not fit
    public Variable indexAdd(Variable index, Variable source, int axis) {
        return IndexAdd.of(this, index, source, axis);
    }

    /// The rows of this matrix that an index names: `result[…] = this[index[…]]`.
    ///
    /// | operand | shape |
    /// |---|---|
    /// | this | v×d |
    /// | index | any; whole numbers in 0..v − 1, in the element type of this |
    /// | result | that of the index, then d |
    ///
    /// A row that is named several times gets the sum of its cotangents.
    ///
    /// @throws IllegalArgumentException if this is not a matrix, the element types differ, or an index is not as stated
    public Variable embedding(Tensor index) {
        return embedding(index, Embedding.NONE);
    }

    /// The rows as [#embedding(Tensor)], of which one stands for padding: it is read as it is, and no derivative passes to
    /// it.
    ///
    /// @param padding a row in 0..v − 1
    /// @throws IllegalArgumentException as there, or if there is no such row
    public Variable embedding(Tensor index, int padding) {
        int before = tape().instructions();
        try {
            return Embedding.of(this, tape().input(index), padding);
        } catch (RuntimeException e) {
            tape().rewind(before);
            throw e;
        }
    }

    /// The rows as [#embedding(Tensor)], for an index that is on the tape, as the inputs of a [Program] are; nothing is
    /// differentiated with respect to it.
    public Variable embedding(Variable index) {
        return embedding(index, Embedding.NONE);
    }

    /// The rows as [#embedding(Tensor, int)], for an index that is on the tape, as the inputs of a [Program] are; nothing is
    /// differentiated with respect to it.
    public Variable embedding(Variable index, int padding) {
        return Embedding.of(this, index, padding);
    }

    /// Records a primitive with a number as its second operand; if it is refused, the number is taken back too.
    private Variable with(Primitive primitive, double number) {
        int before = tape().instructions();
        try {
            return tape().record(primitive, this, constant(number));
        } catch (RuntimeException e) {
            tape().rewind(before);
            throw e;
        }
    }

    private Variable constant(double number) {
        return tape().constant(number, dtype(), Shape.SCALAR);
    }

    /// An axis of this, counted from the front, for an operation that is named if there is no such axis.
    private int axis(String operation, int axis) {
        try {
            return shape().axis(axis);
        } catch (IllegalArgumentException e) {
            throw Tape.refused(operation, e);
        }
    }

    private Axes axes(String operation, int axis) {
        return Axes.of(shape(), axis(operation, axis));
    }

    private Axes axes(String operation, int[] axes) {
        try {
            return Axes.of(shape(), axes);
        } catch (IllegalArgumentException e) {
            throw Tape.refused(operation, e);
        }
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
