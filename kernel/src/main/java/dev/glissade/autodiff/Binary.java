package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The elementwise functions of two operands, with broadcasting.
///
/// Each states its two partial derivatives as maps of a tangent or cotangent v, which are diagonal and so serve both
/// passes. A cotangent is then summed over the axes along which its operand was repeated; a tangent is repeated like
/// its operand.
enum Binary implements Primitive {
    ADD(ElementwiseOperation.ADD) {
        @Override
        Variable left(Instruction at, Variable v) {
            return v;
        }

        @Override
        Variable right(Instruction at, Variable v) {
            return v;
        }
    },
    SUBTRACT(ElementwiseOperation.SUBTRACT) {
        @Override
        Variable left(Instruction at, Variable v) {
            return v;
        }

        @Override
        Variable right(Instruction at, Variable v) {
            return v.negate();
        }
    },
    MULTIPLY(ElementwiseOperation.MULTIPLY) {
        @Override
        Variable left(Instruction at, Variable v) {
            return v.times(at.operand(1));
        }

        @Override
        Variable right(Instruction at, Variable v) {
            return v.times(at.operand(0));
        }
    },
    DIVIDE(ElementwiseOperation.DIVIDE) {
        @Override
        Variable left(Instruction at, Variable v) {
            return v.dividedBy(at.operand(1));
        }

        @Override
        Variable right(Instruction at, Variable v) {
            return v.negate().times(at.result().dividedBy(at.operand(1)));
        }
    },
    MAX(ElementwiseOperation.MAX) {
        @Override
        Variable left(Instruction at, Variable v) {
            return v.tape().record(Adjoint.MAX, at.operand(0), at.operand(1), v);
        }

        @Override
        Variable right(Instruction at, Variable v) {
            return v.tape().record(Adjoint.MAX, at.operand(1), at.operand(0), v);
        }
    },
    MIN(ElementwiseOperation.MIN) {
        @Override
        Variable left(Instruction at, Variable v) {
            return v.tape().record(Adjoint.MAX, at.operand(1), at.operand(0), v);
        }

        @Override
        Variable right(Instruction at, Variable v) {
            return v.tape().record(Adjoint.MAX, at.operand(0), at.operand(1), v);
        }
    };

    private final ElementwiseOperation loop;

    Binary(ElementwiseOperation loop) {
        this.loop = loop;
    }

    @Override
    public String operation() {
        return loop.toString();
    }

    /// ∂f/∂left · v, elementwise.
    abstract Variable left(Instruction at, Variable v);

    /// ∂f/∂right · v, elementwise.
    abstract Variable right(Instruction at, Variable v);

    @Override
    public Shape shape(Instruction at) {
        return Shape.broadcast(operation(), at.shape(0), at.shape(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(loop, at.tensor(0), at.tensor(1), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, left(at, cotangent).sumTo(at.shape(0)));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(1, right(at, cotangent).sumTo(at.shape(1)));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Shape shape = at.result().shape();
        Variable left = tangents.of(0);
        Variable right = tangents.of(1);
        return Tangents.sum(
                left == null ? null : left(at, left.broadcastTo(shape)),
                right == null ? null : right(at, right.broadcastTo(shape)));
    }
}
