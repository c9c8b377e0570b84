package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.MatrixProducts;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The matrix product of the last two axes, those before them broadcast, in all four transpositions; N is an operand as it is, T its transpose.
enum MatMul implements Primitive {
    NN(false, false),
    NT(false, true),
    TN(true, false),
    TT(true, true);

    private final boolean leftTransposed;
    private final boolean rightTransposed;

    MatMul(boolean leftTransposed, boolean rightTransposed) {
        this.leftTransposed = leftTransposed;
        this.rightTransposed = rightTransposed;
    }

    @Override
    public String operation() {
        return "matmul";
    }

    @Override
    public Shape shape(Instruction at) {
        if (at.shape(0).rank() < 2 || at.shape(1).rank() < 2) {
            throw new IllegalArgumentException(
                    "matmul: left is " + at.shape(0) + ", right is " + at.shape(1) + "; both need at least 2 axes");
        }
        return MatrixProducts.shape(at.shape(0), leftTransposed, at.shape(1), rightTransposed);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        MatrixProducts.multiply(at.tensor(0), leftTransposed, at.tensor(1), rightTransposed, result, false, workspace);
    }

    /// With C = A·B and the cotangent G of C: that of A is G·Bᵀ, that of B is Aᵀ·G; a transposed operand gets the
    /// transpose of that. What was broadcast is summed.
    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Tape tape = cotangent.tape();
        Variable left = at.operand(0);
        Variable right = at.operand(1);
        if (cotangents.wanted(0)) {
            cotangents.add(
                    0,
                    (leftTransposed
                                    ? tape.record(rightTransposed ? TT : NT, right, cotangent)
                                    : tape.record(rightTransposed ? NN : NT, cotangent, right))
                            .sumTo(left.shape()));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(
                    1,
                    (rightTransposed
                                    ? tape.record(leftTransposed ? TT : TN, cotangent, left)
                                    : tape.record(leftTransposed ? NN : TN, left, cotangent))
                            .sumTo(right.shape()));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable left = tangents.of(0);
        Variable right = tangents.of(1);
        return Tangents.sum(
                left == null ? null : left.tape().record(this, left, at.operand(1)),
                right == null ? null : right.tape().record(this, at.operand(0), right));
    }
}
