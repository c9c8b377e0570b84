package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a program whose intermediate values are not kept: the reverse pass computes them again.
///
/// It runs on a tape of its own, which all such parts share one after the other. Its gradient is one more instruction, of
/// all operands' cotangents one after the other, so that the part runs once for all of them.
///
/// Source: A. Griewank and A. Walther, Algorithm 799: revolve, 2000; here one level.
record Checkpoint(Function<List<Variable>, Variable> body) implements Primitive {

    @Override
    public String operation() {
        return "checkpoint";
    }

    @Override
    public Shape shape(Instruction at) {
        return run(at).shape();
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Variable value = run(at);
        if (!value.shape().equals(result.shape())) {
            throw new IllegalArgumentException(
                    "checkpoint: the part gave " + result.shape() + " when it was recorded and " + value.shape()
                            + " now; the shape must follow from those of the inputs");
        }
        Elementwise.copy(value.tensor(), result, workspace);
    }

    private Variable run(Instruction at) {
        return checked(at.tape().scratch(), body.apply(inputs(at, at.operands())));
    }

    /// Refuses what a part must not do on the tape for such parts: there, nobody would see the gradients.
    private static Variable checked(Tape scratch, Variable value) {
        scratch.checkOperand("checkpoint", value);
        for (int i = 0; i < scratch.instructions(); i++) {
            if (scratch.instruction(i).primitive() instanceof Leaf.Parameter parameter) {
                throw new IllegalArgumentException("checkpoint: the part reads " + parameter.operation()
                        + "; read it outside and hand it in, or it gets no gradient");
            }
        }
        return value;
    }

    private static List<Variable> inputs(Instruction at, int count) {
        Tape scratch = at.tape().scratch();
        scratch.restart();
        var inputs = new ArrayList<Variable>();
        for (int i = 0; i < count; i++) {
            inputs.add(scratch.input(at.tensor(i)));
        }
        return inputs;
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        var operands = new ArrayList<Variable>();
        for (int i = 0; i < at.operands(); i++) {
            operands.add(at.operand(i));
        }
        operands.add(cotangent);
        Tape tape = cotangent.tape();
        Primitive backward = tape.expected() instanceof CheckpointBackward(var b) && b.equals(this)
                ? tape.expected()
                : new CheckpointBackward(this);
        Variable flat = tape.record(backward, operands);
        int from = 0;
        for (int i = 0; i < at.operands(); i++) {
            int to = from + at.shape(i).elements();
            if (cotangents.wanted(i)) {
                cotangents.add(i, flat.slice(0, from, to, 1).reshape(at.shape(i)));
            }
            from = to;
        }
    }

    /// Recorded openly, with all its intermediate values.
    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        return sum(at, tangents, at.operands(), body);
    }

    /// Σ over operands of the derivative of an openly recorded function in the direction of their tangents.
    private static @Nullable Variable sum(
            Instruction at, Tangents tangents, int operands, Function<List<Variable>, Variable> f) {
        List<Variable> open = aliases(at, operands);
        Variable result = f.apply(open);
        Variable sum = null;
        for (int i = 0; i < operands; i++) {
            Variable tangent = tangents.of(i);
            if (tangent != null) {
                sum = Tangents.sum(sum, tangent.tape().pushforward(result, open.get(i), tangent));
            }
        }
        return sum;
    }

    /// New variables with the values of the operands, to differentiate by: operands may be computed from each other, and
    /// such ways from one to another are not of this instruction.
    private static List<Variable> aliases(Instruction at, int count) {
        var aliases = new ArrayList<Variable>();
        for (int i = 0; i < count; i++) {
            aliases.add(Reshape.of(at.operand(i), at.shape(i)));
        }
        return aliases;
    }

    /// The cotangents of all operands of a [Checkpoint], flat, one after the other.
    ///
    /// Operands: those of the part, and the cotangent of its result.
    record CheckpointBackward(Checkpoint part) implements Primitive {
        @Override
        public String operation() {
            return "checkpointBackward";
        }

        @Override
        public Shape shape(Instruction at) {
            int elements = 0;
            for (int i = 0; i < at.operands() - 1; i++) {
                elements += at.shape(i).elements();
            }
            return Shape.of(elements);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            int inputs = at.operands() - 1;
            List<Variable> variables = inputs(at, inputs);
            Variable value = part.body.apply(variables);
            Tape scratch = value.tape();
            List<Variable> gradients =
                    scratch.pullback(value, scratch.input(at.tensor(inputs)), variables.toArray(new Variable[0]));
            int from = 0;
            for (Variable gradient : gradients) {
                int count = gradient.shape().elements();
                Elementwise.flatten(gradient.tensor(), part(result, from, count));
                from += count;
            }
        }

        private static Tensor part(Tensor flat, int from, int count) {
            return flat.dtype() == DType.FLOAT32
                    ? Tensor.over(flat.floats(), flat.offset() + from, Shape.of(count))
                    : Tensor.over(flat.doubles(), flat.offset() + from, Shape.of(count));
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            List<Variable> open = aliases(at, at.operands());
            Variable flat = gradients(open);
            List<Variable> second = flat.tape().pullback(flat, cotangent, open.toArray(new Variable[0]));
            for (int i = 0; i < open.size(); i++) {
                cotangents.add(i, second.get(i));
            }
        }

        @Override
        public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
            return sum(at, tangents, at.operands(), this::gradients);
        }

        /// What this instruction computes, recorded openly.
        private Variable gradients(List<Variable> operands) {
            List<Variable> inputs = operands.subList(0, operands.size() - 1);
            Variable value = part.body.apply(inputs);
            var flat = new ArrayList<Variable>();
            for (Variable gradient :
                    value.tape().pullback(value, operands.getLast(), inputs.toArray(new Variable[0]))) {
                flat.add(gradient.reshape(Shape.of(gradient.shape().elements())));
            }
            return Variable.concatenate(flat, 0);
        }
    }
}
