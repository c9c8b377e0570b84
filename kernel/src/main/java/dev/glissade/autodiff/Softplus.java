package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Tensor;

/// ln(1 + e^(beta·x))/beta, and x itself where beta·x is above a threshold.
record Softplus(double beta, double threshold) implements Diagonal {

    static Variable of(Variable x, double beta, double threshold) {
        Primitive function = x.tape().expected() instanceof Softplus(double b, double t)
                        && Same.bits(b, beta)
                        && Same.bits(t, threshold)
                ? x.tape().expected()
                : new Softplus(beta, threshold);
        return x.tape().record(function, x);
    }

    @Override
    public String operation() {
        return "softplus";
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.softplus(beta, threshold, at.tensor(0), result, workspace);
    }

    @Override
    public Variable derivative(Variable x, Variable y, Variable v) {
        Variable scaled = x.times(beta);
        return scaled.greater(threshold).where(v, v.times(scaled.sigmoid()));
    }
}
