package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Indexing;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows of a weight, picked by an index; see [Indexing#embedding].
///
/// Operands: weight of v×d, index of whole numbers, by which nothing is differentiated.
///
/// @param padding a row that is not differentiated, or [#NONE]
record Embedding(int padding) implements Primitive {
    static final int NONE = -1;

    static Variable of(Variable weight, Variable index, int padding) {
        Primitive expected = weight.tape().expected();
        Primitive embedding = expected instanceof Embedding(int p) && p == padding ? expected : new Embedding(padding);
        return weight.tape().record(embedding, weight, index);
    }

    @Override
    public String operation() {
        return "embedding";
    }

    @Override
    public Shape shape(Instruction at) {
        Shape weight = at.shape(0);
        if (weight.rank() != 2) {
            throw new IllegalArgumentException(
                    "embedding: weight is " + weight + ", whose rank is " + weight.rank() + "; v×d is needed");
        }
        Indexing.checkPadding(weight, padding);
        return Indexing.embeddingShape(weight, at.shape(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Indexing.embedding(at.tensor(0), at.tensor(1), result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, EmbeddingAdjoint.of(cotangent, at.operand(1), padding, at.shape(0)));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : moved(tangent, at.operand(1), padding);
    }

    /// The rows of a tangent of the weight, in which that of padding is 0.
    private static Variable moved(Variable tangent, Variable index, int padding) {
        return of(padding == NONE ? tangent : ZeroRow.of(tangent, padding), index, NONE);
    }

    /// The sum, for each row of a weight, of the rows of a cotangent where it was picked; 0 for padding.
    ///
    /// Operands: cotangent g, in which it is linear, and index.
    ///
    /// @param weight the shape of the result
    record EmbeddingAdjoint(int padding, Shape weight) implements Primitive {

        static Variable of(Variable cotangent, Variable index, int padding, Shape weight) {
            Primitive expected = index.tape().expected();
            Primitive adjoint = expected instanceof EmbeddingAdjoint(int p, Shape s) && p == padding && s.equals(weight)
                    ? expected
                    : new EmbeddingAdjoint(padding, weight);
            return index.tape().record(adjoint, cotangent, index);
        }

        @Override
        public String operation() {
            return "embeddingAdjoint";
        }

        @Override
        public Shape shape(Instruction at) {
            return weight;
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Indexing.embeddingAdjoint(at.tensor(0), at.tensor(1), padding, result);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            if (cotangents.wanted(0)) {
                cotangents.add(0, moved(cotangent, at.operand(1), padding));
            }
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            Variable tangent = tangents.of(0);
            return tangent == null ? null : of(tangent, at.operand(1), padding, weight);
        }
    }

    /// A matrix with 0 in one row: linear, and its own transpose.
    record ZeroRow(int row) implements Diagonal {

        static Variable of(Variable x, int row) {
            Primitive expected = x.tape().expected();
            Primitive zero = expected instanceof ZeroRow(int r) && r == row ? expected : new ZeroRow(row);
            return x.tape().record(zero, x);
        }

        @Override
        public String operation() {
            return "zeroRow";
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Elementwise.copy(at.tensor(0), result, workspace);
            int columns = result.shape().size(1);
            int from = result.offset() + row * columns;
            switch (result.dtype()) {
                case FLOAT32 -> Arrays.fill(result.floats(), from, from + columns, 0);
                case FLOAT64 -> Arrays.fill(result.doubles(), from, from + columns, 0);
            }
        }

        @Override
        public Variable derivative(Variable x, Variable y, Variable v) {
            return of(v, row);
        }
    }
}
