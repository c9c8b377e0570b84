package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The elementwise functions of one operand.
///
/// Their Jacobians are diagonal, so pullback and pushforward are one formula: the derivative at x times v.
enum Unary implements Primitive {
    NEGATE(ElementwiseOperation.NEGATE) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.negate();
        }
    },
    ABS(ElementwiseOperation.ABS) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return x.tape().record(Adjoint.ABS, x, v);
        }
    },
    SQUARE(ElementwiseOperation.SQUARE) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.times(x.times(2));
        }
    },
    SQRT(ElementwiseOperation.SQRT) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.dividedBy(y.times(2));
        }
    },
    RECIPROCAL(ElementwiseOperation.RECIPROCAL) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.negate().times(y.square());
        }
    },
    RELU(ElementwiseOperation.RELU) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return x.tape().record(Adjoint.RELU, y, v);
        }
    },
    EXP(ElementwiseOperation.EXP) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.times(y);
        }
    },
    LOG(ElementwiseOperation.LOG) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.dividedBy(x);
        }
    },
    SIN(ElementwiseOperation.SIN) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.times(x.cos());
        }
    },
    COS(ElementwiseOperation.COS) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return v.times(x.sin()).negate();
        }
    },
    TANH(ElementwiseOperation.TANH) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return x.tape().record(Adjoint.TANH, y, v);
        }
    },
    SIGMOID(ElementwiseOperation.SIGMOID) {
        @Override
        Variable derivative(Variable x, Variable y, Variable v) {
            return x.tape().record(Adjoint.SIGMOID, y, v);
        }
    };

    private final ElementwiseOperation loop;

    Unary(ElementwiseOperation loop) {
        this.loop = loop;
    }

    @Override
    public String operation() {
        return loop.toString();
    }

    /// f′(x) · v, where y = f(x).
    abstract Variable derivative(Variable x, Variable y, Variable v);

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(loop, at.tensor(0), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, derivative(at.operand(0), at.result(), cotangent));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : derivative(at.operand(0), at.result(), tangent);
    }
}
