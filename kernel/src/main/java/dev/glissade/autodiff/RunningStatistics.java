package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Arrays;

/// The mean and variance of each channel as batch normalisation has seen them: running averages over the batches of a
/// training, to normalise by afterwards.
///
/// ```java
/// var statistics = RunningStatistics.of(DType.FLOAT32, 16, 0.1);
/// Variable h = x.convolution(weight, window, 1).batchNormalisation(scale, shift, statistics, 1e-5);         // training
/// Variable y = x.convolution(weight, window, 1).batchNormalisationInference(scale, shift, statistics, 1e-5);
/// ```
///
/// The tensors are the object's own state, not part of a tape: nothing is differentiated with respect to them. Each time
/// that [Variable#batchNormalisation(Variable, Variable, RunningStatistics, double)] is recorded, also again after
/// [Tape#restart], they are updated once; passes over the tape never update them. An operation that is refused leaves
/// them as they were.
///
/// To save and to load them, read and write the tensors.
public final class RunningStatistics {
    private final Tensor mean;
    private final Tensor variance;
    private final double momentum;

    private RunningStatistics(Tensor mean, Tensor variance, double momentum) {
        this.mean = mean;
        this.variance = variance;
        this.momentum = momentum;
    }

    /// Statistics of nothing so far: mean 0 and variance 1.
    ///
    /// @param momentum the weight of a new batch: new = momentum · batch + (1 − momentum) · old
    /// @throws IllegalArgumentException unless 0 ≤ momentum ≤ 1
    public static RunningStatistics of(DType dtype, int channels, double momentum) {
        Tensor variance = Tensor.zeros(dtype, Shape.of(channels));
        switch (dtype) {
            case FLOAT32 -> Arrays.fill(variance.floats(), 1);
            case FLOAT64 -> Arrays.fill(variance.doubles(), 1);
        }
        return over(Tensor.zeros(dtype, Shape.of(channels)), variance, momentum);
    }

    /// Statistics kept in given tensors, which are updated in place.
    ///
    /// @param mean one number for each channel, dense
    /// @param variance likewise, in other storage
    /// @param momentum as in [#of]
    /// @throws IllegalArgumentException if the tensors are not two dense vectors of one size and element type, or the
    ///     momentum is not in 0..1
    public static RunningStatistics over(Tensor mean, Tensor variance, double momentum) {
        if (mean.shape().rank() != 1 || !mean.shape().equals(variance.shape()) || mean.dtype() != variance.dtype()) {
            throw new IllegalArgumentException("runningStatistics: mean is " + mean.dtype() + " " + mean.shape()
                    + ", variance is " + variance.dtype() + " " + variance.shape()
                    + "; both must be vectors of one size and one element type");
        }
        if (!mean.dense() || !variance.dense()) {
            throw new IllegalArgumentException("runningStatistics: " + (mean.dense() ? "variance" : "mean")
                    + " is a vector of " + mean.shape().size(0) + " with gaps; a dense one is needed");
        }
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException(
                    "runningStatistics: momentum is " + momentum + "; it must be in 0..1, the weight of a new batch");
        }
        return new RunningStatistics(mean, variance, momentum);
    }

    /// The mean of each channel; written by batch normalisation.
    public Tensor mean() {
        return mean;
    }

    /// The unbiased variance of each channel; written by batch normalisation.
    public Tensor variance() {
        return variance;
    }

    /// The weight of a new batch.
    public double momentum() {
        return momentum;
    }

    @Override
    public String toString() {
        return "running statistics of " + mean.shape().size(0) + " channels, momentum " + momentum;
    }
}
