package dev.glissade.autodiff;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Pooling;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The largest element of each place of a window; see [Pooling].
///
/// Where x is smooth, each place goes on choosing one element: the pushforward is that choice, the pullback its
/// transpose, both linear in their second operand and constant in x.
record MaxPooling(Window window) implements Primitive {

    static Variable of(Variable x, Window window) {
        Primitive expected = x.tape().expected();
        Primitive pooling =
                expected instanceof MaxPooling(Window w) && w.equals(window) ? expected : new MaxPooling(window);
        return x.tape().record(pooling, x);
    }

    @Override
    public String operation() {
        return "maxPooling";
    }

    @Override
    public Shape shape(Instruction at) {
        return Pooling.shape(at.shape(0), window);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Pooling.max(at.tensor(0), window, result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, MaxPoolingAdjoint.of(at.operand(0), cotangent, window));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : MaxPoolingPushforward.of(at.operand(0), tangent, window);
    }

    /// Each element of x gets the sum of the cotangents, operand 1, of the places that choose it.
    record MaxPoolingAdjoint(Window window) implements Primitive {

        static Variable of(Variable x, Variable cotangent, Window window) {
            Primitive expected = x.tape().expected();
            Primitive adjoint = expected instanceof MaxPoolingAdjoint(Window w) && w.equals(window)
                    ? expected
                    : new MaxPoolingAdjoint(window);
            return x.tape().record(adjoint, x, cotangent);
        }

        @Override
        public String operation() {
            return "maxPoolingAdjoint";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Pooling.maxAdjoint(at.tensor(0), at.tensor(1), window, result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            if (cotangents.wanted(1)) {
                cotangents.add(1, MaxPoolingPushforward.of(at.operand(0), cotangent, window));
            }
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            Variable tangent = tangents.of(1);
            return tangent == null ? null : of(at.operand(0), tangent, window);
        }
    }

    /// Each place gets the tangent, of operand 1, at the element of x that it chooses.
    record MaxPoolingPushforward(Window window) implements Primitive {

        static Variable of(Variable x, Variable tangent, Window window) {
            Primitive expected = x.tape().expected();
            Primitive pushforward = expected instanceof MaxPoolingPushforward(Window w) && w.equals(window)
                    ? expected
                    : new MaxPoolingPushforward(window);
            return x.tape().record(pushforward, x, tangent);
        }

        @Override
        public String operation() {
            return "maxPoolingPushforward";
        }

        @Override
        public Shape shape(Instruction at) {
            return Pooling.shape(at.shape(0), window);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Pooling.maxPushforward(at.tensor(0), at.tensor(1), window, result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            if (cotangents.wanted(1)) {
                cotangents.add(1, MaxPoolingAdjoint.of(at.operand(0), cotangent, window));
            }
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            Variable tangent = tangents.of(1);
            return tangent == null ? null : of(at.operand(0), tangent, window);
        }
    }
}
