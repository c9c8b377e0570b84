package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Normalisation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Normalisation over the last axes; see [Normalisation#layer].
record LayerNormalisation(int axes, boolean weighted, boolean biased, double epsilon) implements Normalised {

    static Variable of(Variable x, int axes, @Nullable Variable weight, @Nullable Variable bias, double epsilon) {
        boolean weighted = weight != null;
        boolean biased = bias != null;
        Primitive expected = x.tape().expected();
        Primitive normalisation = expected instanceof LayerNormalisation(int a, boolean w, boolean b, double e)
                        && a == axes
                        && w == weighted
                        && b == biased
                        && Same.bits(e, epsilon)
                ? expected
                : new LayerNormalisation(axes, weighted, biased, epsilon);
        return Normalised.record(normalisation, x, weight, bias);
    }

    @Override
    public String operation() {
        return "layerNormalisation";
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Tensor weight = weighted ? at.tensor(1) : null;
        Tensor bias = biased ? at.tensor(weighted ? 2 : 1) : null;
        Normalisation.layer(at.tensor(0), axes, weight, bias, epsilon, result, workspace);
    }

    @Override
    public Variable plain(Variable x) {
        return of(x, axes, null, null, epsilon);
    }

    @Override
    public Variable derivative(Variable x, Variable v) {
        return LayerNormalisationDerivative.of(x, v, axes, epsilon);
    }

    @Override
    public Variable repeated(Variable parameter, Shape shape) {
        return parameter;
    }

    @Override
    public Variable summed(Variable v, Shape parameter) {
        return v.sumTo(parameter);
    }

    /// J · v; see [Normalisation#layerDerivative].
    ///
    /// Operands: x and v.
    record LayerNormalisationDerivative(int axes, double epsilon) implements NormalisedDerivative {

        static Variable of(Variable x, Variable v, int axes, double epsilon) {
            Primitive expected = x.tape().expected();
            Primitive derivative = expected instanceof LayerNormalisationDerivative(int a, double e)
                            && a == axes
                            && Same.bits(e, epsilon)
                    ? expected
                    : new LayerNormalisationDerivative(axes, epsilon);
            return x.tape().record(derivative, x, v);
        }

        @Override
        public String operation() {
            return "layerNormalisationDerivative";
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Normalisation.layerDerivative(at.tensor(0), axes, at.tensor(1), epsilon, result, workspace);
        }

        @Override
        public Variable derivative(Variable x, Variable v) {
            return of(x, v, axes, epsilon);
        }

        @Override
        public Axes averaged(Shape shape) {
            return Axes.last(shape, axes);
        }
    }
}
