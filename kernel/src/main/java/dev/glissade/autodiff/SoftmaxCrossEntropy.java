package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.CrossEntropy;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The mean cross-entropy between softmax(logits) and class labels; see [CrossEntropy].
///
/// Operands: logits of n×c, labels of n. Nothing is differentiated with respect to labels.
record SoftmaxCrossEntropy() implements Primitive {
    static final SoftmaxCrossEntropy INSTANCE = new SoftmaxCrossEntropy();

    @Override
    public String operation() {
        return "softmaxCrossEntropy";
    }

    @Override
    public Shape shape(Instruction at) {
        CrossEntropy.checkShapes(at.shape(0), at.shape(1));
        return Shape.SCALAR;
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        CrossEntropy.forward(at.tensor(0), at.tensor(1), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, Backward.of(at.operand(0), at.operand(1), cotangent));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        if (tangent == null) {
            return null;
        }
        Variable one = tangent.tape().constant(1, tangent.dtype(), Shape.SCALAR);
        return tangent.times(Backward.of(at.operand(0), at.operand(1), one)).sum();
    }

    /// v · (softmax(logits) − onehot(labels)) / n, the pullback of the loss.
    ///
    /// Operands: logits x, labels, and the scalar v, in which it is linear.
    record Backward() implements Primitive {
        private static final Backward INSTANCE = new Backward();

        static Variable of(Variable logits, Variable labels, Variable cotangent) {
            return logits.tape().record(INSTANCE, logits, labels, cotangent);
        }

        @Override
        public String operation() {
            return "softmaxCrossEntropyBackward";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            CrossEntropy.backward(at.tensor(0), at.tensor(1), at.tensor(2), result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            if (cotangents.wanted(0)) {
                cotangents.add(0, curvature(at, cotangent));
            }
            if (cotangents.wanted(2)) {
                Variable one = cotangent.tape().constant(1, cotangent.dtype(), Shape.SCALAR);
                cotangents.add(
                        2,
                        cotangent.times(of(at.operand(0), at.operand(1), one)).sum());
            }
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            Variable x = tangents.of(0);
            Variable v = tangents.of(2);
            return Tangents.sum(
                    x == null ? null : curvature(at, x), v == null ? null : of(at.operand(0), at.operand(1), v));
        }

        /// v/n · (p∘h − p·⟨p, h⟩) in each row with p = softmax(x): the Hessian of the loss times h, symmetric in each
        /// row.
        private static Variable curvature(Instruction at, Variable h) {
            Variable p = at.operand(0).softmax(-1);
            Variable ph = p.times(h);
            Variable mean = Reduce.of(ph, Reduction.SUM, Axes.of(ph.shape(), -1));
            return ph.minus(p.times(mean))
                    .times(at.operand(2))
                    .dividedBy(at.shape(0).size(0));
        }
    }
}
