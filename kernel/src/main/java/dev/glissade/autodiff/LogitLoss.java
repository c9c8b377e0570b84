package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Tensor;

/// −ln(1 − σ(x)) = x − ln σ(x), the loss of a logit whose target is 0.
///
/// The value is the difference as it stands, which is rounded as x is and NaN for −∞, as that of PyTorch. The derivative
/// σ(x) keeps its digits also where the value has become 0, which that of the two parts would not.
record LogitLoss() implements Diagonal {
    static final LogitLoss INSTANCE = new LogitLoss();

    @Override
    public String operation() {
        return "logitLoss";
    }

    /// The operand is read again after the result is written.
    @Override
    public boolean inPlace() {
        return false;
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(ElementwiseOperation.LOG_SIGMOID, at.tensor(0), result, workspace);
        Elementwise.apply(ElementwiseOperation.SUBTRACT, at.tensor(0), result, result, workspace);
    }

    @Override
    public Variable derivative(Variable x, Variable y, Variable v) {
        return v.times(x.sigmoid());
    }
}
