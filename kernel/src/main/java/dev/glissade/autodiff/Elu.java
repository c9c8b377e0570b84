package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Tensor;

/// x above 0, alpha·(eˣ − 1) elsewhere.
record Elu(double alpha) implements Diagonal {

    static Variable of(Variable x, double alpha) {
        Primitive function = x.tape().expected() instanceof Elu(double a) && Same.bits(a, alpha)
                ? x.tape().expected()
                : new Elu(alpha);
        return x.tape().record(function, x);
    }

    @Override
    public String operation() {
        return "elu";
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.elu(alpha, at.tensor(0), result, workspace);
    }

    @Override
    public Variable derivative(Variable x, Variable y, Variable v) {
        Variable above = x.greater(0);
        // Of y + alpha nothing would be left where y is near −alpha.
        return above.where(v, v.times(alpha).times(above.where(0, x).exp()));
    }
}
