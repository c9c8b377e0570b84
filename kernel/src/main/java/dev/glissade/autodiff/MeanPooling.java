package dev.glissade.autodiff;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Pooling;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The mean of each place of a window; see [Pooling]. It is linear, and [MeanPoolingAdjoint] its transpose.
record MeanPooling(Window window, boolean countPadding) implements Primitive {

    static Variable of(Variable x, Window window, boolean countPadding) {
        Primitive expected = x.tape().expected();
        Primitive pooling =
                expected instanceof MeanPooling(Window w, boolean c) && c == countPadding && w.equals(window)
                        ? expected
                        : new MeanPooling(window, countPadding);
        return x.tape().record(pooling, x);
    }

    @Override
    public String operation() {
        return "meanPooling";
    }

    @Override
    public Shape shape(Instruction at) {
        return Pooling.shape(at.shape(0), window);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Pooling.mean(at.tensor(0), window, countPadding, result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, MeanPoolingAdjoint.of(cotangent, window, countPadding, at.shape(0)));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, window, countPadding);
    }

    /// Each element gets an equal share of the cotangent of every place that covers it.
    ///
    /// @param input the shape of the result
    record MeanPoolingAdjoint(Window window, boolean countPadding, Shape input) implements Primitive {

        static Variable of(Variable cotangent, Window window, boolean countPadding, Shape input) {
            Primitive expected = cotangent.tape().expected();
            Primitive adjoint = expected instanceof MeanPoolingAdjoint(Window w, boolean c, Shape s)
                            && c == countPadding
                            && w.equals(window)
                            && s.equals(input)
                    ? expected
                    : new MeanPoolingAdjoint(window, countPadding, input);
            return cotangent.tape().record(adjoint, cotangent);
        }

        @Override
        public String operation() {
            return "meanPoolingAdjoint";
        }

        @Override
        public Shape shape(Instruction at) {
            return input;
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Pooling.meanAdjoint(at.tensor(0), window, countPadding, result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            cotangents.add(0, MeanPooling.of(cotangent, window, countPadding));
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            Variable tangent = tangents.of(0);
            return tangent == null ? null : of(tangent, window, countPadding, input);
        }
    }
}
