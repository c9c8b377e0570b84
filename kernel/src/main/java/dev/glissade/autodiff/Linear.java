package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.MatrixProducts;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// activation(x·W + b) in one operation: x of rows × in, W of in × out, b of out.
///
/// The chain of each element starts from its bias, so the bias costs nothing.
record Linear(Activation activation) implements Primitive {

    static Variable of(Variable x, Variable weight, Variable bias, Activation activation) {
        Primitive linear = x.tape().expected() instanceof Linear(Activation a) && a == activation
                ? x.tape().expected()
                : new Linear(activation);
        return x.tape().record(linear, x, weight, bias);
    }

    @Override
    public String operation() {
        return "linear";
    }

    @Override
    public Shape shape(Instruction at) {
        Shape x = at.shape(0);
        Shape weight = at.shape(1);
        Shape bias = at.shape(2);
        if (x.rank() != 2 || weight.rank() != 2 || x.size(1) != weight.size(0)) {
            throw new IllegalArgumentException(
                    "linear: input is " + x + ", weight is " + weight + "; input columns must equal weight rows");
        }
        if (bias.rank() != 1 || bias.size(0) != weight.size(1)) {
            throw new IllegalArgumentException("linear: weight is " + weight + ", bias is " + bias
                    + "; the bias needs one number per weight column");
        }
        return Shape.of(x.size(0), weight.size(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(at.tensor(2), result, workspace);
        MatrixProducts.multiply(at.tensor(0), false, at.tensor(1), false, result, true, workspace);
        ElementwiseOperation function = activation.operation();
        if (function != null) {
            Elementwise.apply(function, result, result, workspace);
        }
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        Variable inner = activation.derivative(at.result(), cotangent);
        if (cotangents.wanted(0)) {
            cotangents.add(0, inner.tape().record(MatMul.NT, inner, at.operand(1)));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(1, inner.tape().record(MatMul.TN, at.operand(0), inner));
        }
        if (cotangents.wanted(2)) {
            cotangents.add(2, inner.sumTo(at.shape(2)));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable x = tangents.of(0);
        Variable weight = tangents.of(1);
        Variable bias = tangents.of(2);
        Variable inner = Tangents.sum(
                Tangents.sum(
                        x == null ? null : x.matmul(at.operand(1)),
                        weight == null ? null : at.operand(0).matmul(weight)),
                bias == null ? null : bias.broadcastTo(at.result().shape()));
        return inner == null ? null : activation.derivative(at.result(), inner);
    }
}
