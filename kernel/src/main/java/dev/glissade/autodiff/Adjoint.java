package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Elementwise pullbacks as primitives of their own, so that they can be differentiated in turn.
///
/// The last operand v is the cotangent that is pulled back, in which all of them are linear. The operands before it
/// decide the factor.
enum Adjoint implements Primitive {
    /// sign(x) · v
    ABS(ElementwiseOperation.ABS_BACKWARD),
    /// v where y = relu(x) is above 0
    RELU(ElementwiseOperation.RELU_BACKWARD),
    /// v·(1 − y)·y for y = sigmoid(x)
    SIGMOID(ElementwiseOperation.SIGMOID_BACKWARD) {
        @Override
        Variable factorDerivative(Variable y, Variable v, Variable w) {
            return w.times(v).times(y.times(-2).plus(1));
        }
    },
    /// v·(1 − y²) for y = tanh(x)
    TANH(ElementwiseOperation.TANH_BACKWARD) {
        @Override
        Variable factorDerivative(Variable y, Variable v, Variable w) {
            return w.times(v).times(y.times(-2));
        }
    },
    /// the share of v that goes to the first operand of max(first, second)
    MAX(ElementwiseOperation.MAX_BACKWARD);

    private final ElementwiseOperation loop;

    Adjoint(ElementwiseOperation loop) {
        this.loop = loop;
    }

    @Override
    public String operation() {
        return loop.toString();
    }

    /// The derivative with respect to the deciding operand y, times w; null where it is zero almost everywhere.
    @Nullable
    Variable factorDerivative(Variable y, Variable v, Variable w) {
        return null;
    }

    private int last() {
        return loop.operands() - 1;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Shape shape(Instruction at) {
        Shape shape = at.shape(0);
        for (int i = 1; i < at.operands(); i++) {
            shape = Shape.broadcast(operation(), shape, at.shape(i));
        }
        return shape;
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        if (loop.operands() == 2) {
            Elementwise.apply(loop, at.tensor(0), at.tensor(1), result, workspace);
        } else {
            Elementwise.apply(loop, at.tensor(0), at.tensor(1), at.tensor(2), result, workspace);
        }
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(last())) {
            cotangents.add(last(), again(at, cotangent).sumTo(at.shape(last())));
        }
        if (cotangents.wanted(0)) {
            Variable factor = factorDerivative(at.operand(0), at.operand(last()), cotangent);
            if (factor != null) {
                cotangents.add(0, factor.sumTo(at.shape(0)));
            }
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable v = tangents.of(last());
        Variable y = tangents.of(0);
        Shape shape = at.result().shape();
        return Tangents.sum(
                v == null ? null : again(at, v.broadcastTo(shape)),
                y == null ? null : factorDerivative(at.operand(0), at.operand(last()), y.broadcastTo(shape)));
    }

    /// The same linear map applied to another v.
    private Variable again(Instruction at, Variable v) {
        Tape tape = v.tape();
        return loop.operands() == 2
                ? tape.record(this, at.operand(0), v)
                : tape.record(this, at.operand(0), at.operand(1), v);
    }
}
