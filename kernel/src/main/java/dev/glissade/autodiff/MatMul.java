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

    /// The product of left and right; a vector is one row on the left, one column on the right.
    static Variable of(Variable left, Variable right) {
        boolean row = left.shape().rank() == 1;
        boolean column = right.shape().rank() == 1;
        Tape tape = left.tape();
        if (!row && !column) {
            return tape.record(NN, left, right);
        }
        checkVectors(left.shape(), right.shape());
        int before = tape.instructions();
        try {
            Variable a = row ? left.unsqueeze(0) : left;
            Variable b = column ? right.unsqueeze(1) : right;
            Variable product = tape.record(NN, a, b);
            Variable withoutRow = row ? product.squeeze(-2) : product;
            return column ? withoutRow.squeeze(-1) : withoutRow;
        } catch (RuntimeException e) {
            tape.rewind(before);
            throw e;
        }
    }

    /// An error is to name the shapes that were given, not those of rows and columns made of them.
    private static void checkVectors(Shape left, Shape right) {
        if (left.rank() == 0 || right.rank() == 0) {
            throw new IllegalArgumentException(
                    "matmul: left is " + left + ", right is " + right + "; both need at least 1 axis");
        }
        if (left.size(-1) != right.size(right.rank() == 1 ? 0 : -2)) {
            throw new IllegalArgumentException(
                    "matmul: left is " + left + ", right is " + right + "; left columns must equal right rows");
        }
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
