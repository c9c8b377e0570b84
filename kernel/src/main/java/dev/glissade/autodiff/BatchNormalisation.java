package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Normalisation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Normalisation of each channel by the mean and variance of the batch; see [Normalisation#batchTraining].
///
/// Running the forward loop updates the running statistics, if there are some. Derivatives do not depend on them and
/// never run it with them.
record BatchNormalisation(
        boolean weighted, boolean biased, @Nullable RunningStatistics statistics, double epsilon)
        implements Normalised {

    static Variable of(
            Variable x,
            @Nullable Variable weight,
            @Nullable Variable bias,
            @Nullable RunningStatistics statistics,
            double epsilon) {
        boolean weighted = weight != null;
        boolean biased = bias != null;
        Primitive expected = x.tape().expected();
        Primitive normalisation = expected instanceof BatchNormalisation before
                        && before.weighted == weighted
                        && before.biased == biased
                        && before.statistics == statistics
                        && Same.bits(before.epsilon, epsilon)
                ? expected
                : new BatchNormalisation(weighted, biased, statistics, epsilon);
        return Normalised.record(normalisation, x, weight, bias);
    }

    @Override
    public String operation() {
        return "batchNormalisation";
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Tensor x = at.tensor(0);
        Tensor weight = weighted ? at.tensor(1) : null;
        Tensor bias = biased ? at.tensor(weighted ? 2 : 1) : null;
        if (statistics == null) {
            Normalisation.batch(x, weight, bias, epsilon, result, workspace);
        } else {
            Tensor mean = statistics.mean();
            Tensor variance = statistics.variance();
            double momentum = statistics.momentum();
            Normalisation.batchTraining(
                    x, weight, bias, mean, variance, momentum, epsilon, result, mean, variance, workspace);
        }
    }

    @Override
    public List<Tensor> state() {
        return statistics == null ? List.of() : List.of(statistics.mean(), statistics.variance());
    }

    @Override
    public Variable plain(Variable x) {
        return of(x, null, null, null, epsilon);
    }

    @Override
    public Variable derivative(Variable x, Variable v) {
        return BatchNormalisationDerivative.of(x, v, epsilon);
    }

    @Override
    public Variable repeated(Variable parameter, Shape shape) {
        return ChannelRepeat.of(parameter, shape);
    }

    @Override
    public Variable summed(Variable v, Shape parameter) {
        return ChannelSum.of(v);
    }

    /// J · v; see [Normalisation#batchDerivative].
    ///
    /// Operands: x and v.
    record BatchNormalisationDerivative(double epsilon) implements NormalisedDerivative {

        static Variable of(Variable x, Variable v, double epsilon) {
            Primitive expected = x.tape().expected();
            Primitive derivative = expected instanceof BatchNormalisationDerivative(double e) && Same.bits(e, epsilon)
                    ? expected
                    : new BatchNormalisationDerivative(epsilon);
            return x.tape().record(derivative, x, v);
        }

        @Override
        public String operation() {
            return "batchNormalisationDerivative";
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Normalisation.batchDerivative(at.tensor(0), at.tensor(1), epsilon, result, workspace);
        }

        @Override
        public Variable derivative(Variable x, Variable v) {
            return of(x, v, epsilon);
        }

        @Override
        public Axes averaged(Shape shape) {
            return Axes.without(shape, 1);
        }
    }
}
