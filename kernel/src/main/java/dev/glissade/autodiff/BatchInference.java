package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Normalisation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Normalisation of each channel by running statistics, which stay as they are; see [Normalisation#batchInference].
///
/// It is linear in x: z = (x − mean)·s with s = 1/√(variance + ε), one number for each channel.
record BatchInference(boolean weighted, boolean biased, RunningStatistics statistics, double epsilon)
        implements Normalised {

    static Variable of(
            Variable x,
            @Nullable Variable weight,
            @Nullable Variable bias,
            RunningStatistics statistics,
            double epsilon) {
        boolean weighted = weight != null;
        boolean biased = bias != null;
        Primitive expected = x.tape().expected();
        Primitive normalisation = expected instanceof BatchInference before
                        && before.weighted == weighted
                        && before.biased == biased
                        && before.statistics == statistics
                        && Same.bits(before.epsilon, epsilon)
                ? expected
                : new BatchInference(weighted, biased, statistics, epsilon);
        return Normalised.record(normalisation, x, weight, bias);
    }

    @Override
    public String operation() {
        return "batchNormalisationInference";
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Tensor weight = weighted ? at.tensor(1) : null;
        Tensor bias = biased ? at.tensor(weighted ? 2 : 1) : null;
        Tensor mean = statistics.mean();
        Normalisation.batchInference(
                at.tensor(0), weight, bias, mean, statistics.variance(), epsilon, result, workspace);
    }

    @Override
    public Variable plain(Variable x) {
        return of(x, null, null, statistics, epsilon);
    }

    @Override
    public Variable derivative(Variable x, Variable v) {
        Variable scale = x.tape().input(statistics.variance()).plus(epsilon).reciprocalSqrt();
        return v.times(repeated(scale, v.shape()));
    }

    @Override
    public Variable repeated(Variable parameter, Shape shape) {
        return ChannelRepeat.of(parameter, shape);
    }

    @Override
    public Variable summed(Variable v, Shape parameter) {
        return ChannelSum.of(v);
    }
}
