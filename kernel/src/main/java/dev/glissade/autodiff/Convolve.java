package dev.glissade.autodiff;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Convolution;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The convolution of an input x with a weight w, and a bias if there is a third operand; see [Convolution].
///
/// It is linear in x and in w. So are its adjoints [ConvolveInputAdjoint] and [ConvolveWeightAdjoint] in their operands,
/// and the derivatives of each of the three are the other two:
/// ⟨convolve(x, w), g⟩ = ⟨x, inputAdjoint(g, w)⟩ = ⟨w, weightAdjoint(x, g)⟩.
record Convolve(Window window, int groups) implements Primitive {

    static Variable of(Variable x, Variable weight, @Nullable Variable bias, Window window, int groups) {
        Primitive expected = x.tape().expected();
        Primitive convolve = expected instanceof Convolve(Window w, int g) && g == groups && w.equals(window)
                ? expected
                : new Convolve(window, groups);
        return x.tape().record(convolve, x, weight, bias);
    }

    @Override
    public String operation() {
        return "convolution";
    }

    @Override
    public Shape shape(Instruction at) {
        return Convolution.shape(at.shape(0), at.shape(1), window, groups);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        if (at.operands() == 3) {
            Convolution.forward(at.tensor(0), at.tensor(1), at.tensor(2), window, groups, result, workspace);
        } else {
            Convolution.forward(at.tensor(0), at.tensor(1), window, groups, result, workspace);
        }
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, ConvolveInputAdjoint.of(cotangent, at.operand(1), window, groups, at.shape(0)));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(1, ConvolveWeightAdjoint.of(at.operand(0), cotangent, window, groups));
        }
        if (at.operands() == 3 && cotangents.wanted(2)) {
            cotangents.add(2, ChannelSum.of(cotangent));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable x = tangents.of(0);
        Variable weight = tangents.of(1);
        Variable bias = at.operands() == 3 ? tangents.of(2) : null;
        return Tangents.sum(
                Tangents.sum(
                        x == null ? null : of(x, at.operand(1), null, window, groups),
                        weight == null ? null : of(at.operand(0), weight, null, window, groups)),
                bias == null ? null : ChannelRepeat.of(bias, at.result().shape()));
    }

    /// The adjoint in the input, of a cotangent g and a weight w.
    ///
    /// @param input the shape of the result; g and w do not tell it where the window's last place leaves rows uncovered
    record ConvolveInputAdjoint(Window window, int groups, Shape input) implements Primitive {

        static Variable of(Variable cotangent, Variable weight, Window window, int groups, Shape input) {
            Primitive expected = weight.tape().expected();
            Primitive adjoint = expected instanceof ConvolveInputAdjoint(Window w, int g, Shape s)
                            && g == groups
                            && w.equals(window)
                            && s.equals(input)
                    ? expected
                    : new ConvolveInputAdjoint(window, groups, input);
            return weight.tape().record(adjoint, cotangent, weight);
        }

        @Override
        public String operation() {
            return "convolutionInputAdjoint";
        }

        @Override
        public Shape shape(Instruction at) {
            return input;
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Convolution.inputAdjoint(at.tensor(0), at.tensor(1), window, groups, result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            if (cotangents.wanted(0)) {
                cotangents.add(0, Convolve.of(cotangent, at.operand(1), null, window, groups));
            }
            if (cotangents.wanted(1)) {
                cotangents.add(1, ConvolveWeightAdjoint.of(cotangent, at.operand(0), window, groups));
            }
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            Variable g = tangents.of(0);
            Variable weight = tangents.of(1);
            return Tangents.sum(
                    g == null ? null : of(g, at.operand(1), window, groups, input),
                    weight == null ? null : of(at.operand(0), weight, window, groups, input));
        }
    }

    /// The adjoint in the weight, of an input x and a cotangent g.
    record ConvolveWeightAdjoint(Window window, int groups) implements Primitive {

        static Variable of(Variable x, Variable cotangent, Window window, int groups) {
            Primitive expected = x.tape().expected();
            Primitive adjoint =
                    expected instanceof ConvolveWeightAdjoint(Window w, int g) && g == groups && w.equals(window)
                            ? expected
                            : new ConvolveWeightAdjoint(window, groups);
            return x.tape().record(adjoint, x, cotangent);
        }

        @Override
        public String operation() {
            return "convolutionWeightAdjoint";
        }

        @Override
        public Shape shape(Instruction at) {
            return Shape.of(
                    at.shape(1).size(1), at.shape(0).size(1) / groups, window.kernelRows(), window.kernelColumns());
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Convolution.weightAdjoint(at.tensor(0), at.tensor(1), window, groups, result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            if (cotangents.wanted(0)) {
                cotangents.add(0, ConvolveInputAdjoint.of(at.operand(1), cotangent, window, groups, at.shape(0)));
            }
            if (cotangents.wanted(1)) {
                cotangents.add(1, Convolve.of(at.operand(0), cotangent, null, window, groups));
            }
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            Variable x = tangents.of(0);
            Variable g = tangents.of(1);
            return Tangents.sum(
                    x == null ? null : of(x, at.operand(1), window, groups),
                    g == null ? null : of(at.operand(0), g, window, groups));
        }
    }
}
