package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;
import org.jspecify.annotations.Nullable;

/// Layer and batch normalisation: result = fma((x − mean) · scale, weight, bias), scale = 1 ÷ √(variance + ε).
///
/// Mean and variance are those of [Reduction#MEAN] and of [Reduction#VARIANCE] with correction 0. Where no weight or
/// bias is given, 1 and −0 stand for them, which leave every value as it is. ε and the momentum are rounded to the
/// element type first.
///
/// Every result may be the input itself if that is dense, or lies elsewhere in storage than any operand.
///
/// Sources: J. L. Ba, J. R. Kiros and G. E. Hinton, Layer Normalization, 2016, equations 3 and 4; S. Ioffe and
/// C. Szegedy, Batch Normalization, 2015, algorithm 1.
@SuppressWarnings("exports") // of the annotation Nullable
public final class Normalisation {
    private Normalisation() {}

    /// result = input normalised over its last `axes` axes
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any | read |
    /// | weight, bias | the last `axes` sizes of the input, dense; each may be missing | read |
    /// | result | that of the input, dense | written |
    ///
    /// @throws IllegalArgumentException unless 1 ≤ axes ≤ rank, and if element types, shapes, density or storage are not
    ///     as stated
    public static void layer(
            Tensor input,
            int axes,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            double epsilon,
            Tensor result,
            Workspace workspace) {
        checkAxes(input, axes);
        int rank = input.shape().rank();
        String operation = "layerNormalisation";
        AxisOperation.check(operation, input, result);
        checkOperand(operation, "weight", weight, input, rank - axes, rank, result);
        checkOperand(operation, "bias", bias, input, rank - axes, rank, result);
        switch (input.dtype()) {
            case FLOAT32 -> FloatNormalise.layer(input, axes, weight, bias, (float) epsilon, result, workspace);
            case FLOAT64 -> DoubleNormalise.layer(input, axes, weight, bias, epsilon, result, workspace);
        }
    }

    /// result = the derivative of [#layer] at the input in a direction v, without weight and bias
    ///
    /// With z the normalised input and s the scale it is `s · (v − mean v − z · mean(v · z))`, the means over the last
    /// `axes` axes. The Jacobian is symmetric, so this is the pushforward of a tangent and the pullback of a cotangent.
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input, direction | any, equal | read |
    /// | result | that of the input, dense, elsewhere in storage | written |
    ///
    /// @throws IllegalArgumentException unless 1 ≤ axes ≤ rank, and if element types, shapes, density or storage are not
    ///     as stated
    public static void layerDerivative(
            Tensor input, int axes, Tensor direction, double epsilon, Tensor result, Workspace workspace) {
        checkAxes(input, axes);
        checkDerivative("layerNormalisation", input, direction, result);
        switch (input.dtype()) {
            case FLOAT32 -> FloatNormaliseDerivative.layer(input, axes, direction, (float) epsilon, result, workspace);
            case FLOAT64 -> DoubleNormaliseDerivative.layer(input, axes, direction, epsilon, result, workspace);
        }
    }

    /// result = input normalised per channel by the mean and variance of the batch
    ///
    /// Operands as in [#batchTraining], without running statistics.
    ///
    /// @throws IllegalArgumentException if the rank of the input is below 2, or element types, shapes, density or storage
    ///     are not as stated
    public static void batch(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            double epsilon,
            Tensor result,
            Workspace workspace) {
        checkBatch(input, weight, bias, null, null, result);
        switch (input.dtype()) {
            case FLOAT32 ->
                FloatNormalise.batch(
                        input, weight, bias, null, null, 0, (float) epsilon, result, null, null, workspace);
            case FLOAT64 ->
                DoubleNormalise.batch(input, weight, bias, null, null, 0, epsilon, result, null, null, workspace);
        }
    }

    /// result = the derivative of [#batch] at the input in a direction v, without weight and bias: as
    /// [#layerDerivative], the means over each channel
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input, direction | n×c…, equal | read |
    /// | result | that of the input, dense, elsewhere in storage | written |
    ///
    /// @throws IllegalArgumentException if the rank of the input is below 2, or element types, shapes, density or storage
    ///     are not as stated
    public static void batchDerivative(
            Tensor input, Tensor direction, double epsilon, Tensor result, Workspace workspace) {
        checkRank(input);
        checkDerivative("batchNormalisation", input, direction, result);
        switch (input.dtype()) {
            case FLOAT32 -> FloatNormaliseDerivative.batch(input, direction, (float) epsilon, result, workspace);
            case FLOAT64 -> DoubleNormaliseDerivative.batch(input, direction, epsilon, result, workspace);
        }
    }

    /// result = input normalised per channel by the mean and variance of the batch, and new running statistics
    ///
    /// The channels are axis 1. new = fma(momentum, batch, (1 − momentum) · running), for the mean and for the variance;
    /// the variance of the batch is here the unbiased one.
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | n×c… | read |
    /// | weight, bias | c, dense; each may be missing | read |
    /// | runningMean, runningVariance | c, dense | read |
    /// | result | that of the input, dense | written |
    /// | newMean, newVariance | c, dense; may be runningMean and runningVariance themselves | written |
    ///
    /// @throws IllegalArgumentException if the rank of the input is below 2, or element types, shapes, density or storage
    ///     are not as stated
    public static void batchTraining(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            Tensor runningMean,
            Tensor runningVariance,
            double momentum,
            double epsilon,
            Tensor result,
            Tensor newMean,
            Tensor newVariance,
            Workspace workspace) {
        checkBatch(input, weight, bias, runningMean, runningVariance, result);
        String operation = "batchNormalisation";
        checkOperand(operation, "newMean", newMean, input, 1, 2, result);
        checkOperand(operation, "newVariance", newVariance, input, 1, 2, result);
        checkApart(operation, "newMean", newMean, input);
        checkApart(operation, "newVariance", newVariance, input);
        checkApart(operation, "newMean", newMean, newVariance);
        checkApart(operation, "newMean", newMean, runningVariance);
        checkApart(operation, "newVariance", newVariance, runningMean);
        if (weight != null) {
            checkApart(operation, "newMean", newMean, weight);
            checkApart(operation, "newVariance", newVariance, weight);
        }
        if (bias != null) {
            checkApart(operation, "newMean", newMean, bias);
            checkApart(operation, "newVariance", newVariance, bias);
        }
        checkSelf(operation, "newMean", newMean, runningMean);
        checkSelf(operation, "newVariance", newVariance, runningVariance);
        switch (input.dtype()) {
            case FLOAT32 ->
                FloatNormalise.batch(
                        input,
                        weight,
                        bias,
                        runningMean,
                        runningVariance,
                        (float) momentum,
                        (float) epsilon,
                        result,
                        newMean,
                        newVariance,
                        workspace);
            case FLOAT64 ->
                DoubleNormalise.batch(
                        input,
                        weight,
                        bias,
                        runningMean,
                        runningVariance,
                        momentum,
                        epsilon,
                        result,
                        newMean,
                        newVariance,
                        workspace);
        }
    }

    /// result = input normalised per channel by a given mean and variance, as after training
    ///
    /// Operands as in [#batchTraining], mean and variance read in place of the batch's.
    ///
    /// @throws IllegalArgumentException if the rank of the input is below 2, or element types, shapes, density or storage
    ///     are not as stated
    public static void batchInference(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            Tensor mean,
            Tensor variance,
            double epsilon,
            Tensor result,
            Workspace workspace) {
        checkBatch(input, weight, bias, mean, variance, result);
        switch (input.dtype()) {
            case FLOAT32 ->
                FloatNormalise.batch(input, weight, bias, mean, variance, (float) epsilon, result, workspace);
            case FLOAT64 -> DoubleNormalise.batch(input, weight, bias, mean, variance, epsilon, result, workspace);
        }
    }

    private static void checkAxes(Tensor input, int axes) {
        int rank = input.shape().rank();
        if (axes < 1 || axes > rank) {
            throw new IllegalArgumentException("layerNormalisation: axes are " + axes + ", input is " + input.shape()
                    + " of rank " + rank + "; from 1 to all of its axes are needed");
        }
    }

    private static void checkRank(Tensor input) {
        if (input.shape().rank() < 2) {
            throw new IllegalArgumentException("batchNormalisation: input is " + input.shape() + " of rank "
                    + input.shape().rank() + "; at least 2 axes are needed, the second of channels");
        }
    }

    private static void checkDerivative(String operation, Tensor input, Tensor direction, Tensor result) {
        if (!direction.shape().equals(input.shape()) || direction.dtype() != input.dtype()) {
            throw new IllegalArgumentException(operation + ": input is " + input.dtype() + " " + input.shape()
                    + ", direction is " + direction.dtype() + " " + direction.shape()
                    + "; both must have one element type and one shape");
        }
        AxisOperation.check(operation, input, result);
        checkApart(operation, "input", input, result);
        checkApart(operation, "direction", direction, result);
    }

    private static void checkBatch(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Tensor mean,
            @Nullable Tensor variance,
            Tensor result) {
        String operation = "batchNormalisation";
        checkRank(input);
        AxisOperation.check(operation, input, result);
        checkOperand(operation, "weight", weight, input, 1, 2, result);
        checkOperand(operation, "bias", bias, input, 1, 2, result);
        checkOperand(operation, "mean", mean, input, 1, 2, result);
        checkOperand(operation, "variance", variance, input, 1, 2, result);
    }

    /// Checks an operand that, if present, has the sizes of the input's axes `from` to `to`, is dense and lies elsewhere
    /// than the result.
    private static void checkOperand(
            String operation, String name, @Nullable Tensor operand, Tensor input, int from, int to, Tensor result) {
        if (operand == null) {
            return;
        }
        boolean fits = operand.shape().rank() == to - from;
        for (int axis = from; fits && axis < to; axis++) {
            fits = operand.shape().size(axis - from) == input.shape().size(axis);
        }
        if (!fits || !operand.dense()) {
            throw new IllegalArgumentException(operation + ": input is " + input.shape() + ", " + name + " is "
                    + operand.shape() + (operand.dense() ? "" : " with gaps")
                    + "; it must be dense, of the sizes of axes "
                    + from + " to " + (to - 1) + " of the input");
        }
        if (operand.dtype() != input.dtype()) {
            throw new IllegalArgumentException(operation + ": input is " + input.dtype() + ", " + name + " is "
                    + operand.dtype() + "; all must have one element type");
        }
        checkApart(operation, name, operand, result);
    }

    private static void checkApart(String operation, String name, Tensor operand, Tensor other) {
        if (operand.mayOverlap(other)) {
            throw new IllegalArgumentException(operation + ": " + name + " from element " + operand.offset()
                    + " lies over another operand from element " + other.offset()
                    + " of the same storage; one is written while the other is read");
        }
    }

    /// Checks that a new statistic is the running one itself or lies elsewhere.
    private static void checkSelf(String operation, String name, Tensor statistic, Tensor running) {
        if (statistic.offset() != running.offset()) {
            checkApart(operation, name, statistic, running);
        }
    }
}
