package dev.glissade.autodiff;

import dev.glissade.autodiff.GradientReport.Cause;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The three derivatives of a single instruction on a tape, compared: pushforward, pullback, differences.
///
/// Tangents t of its operands, which are pushed forward from the inputs, and a random cotangent c give one number each:
/// ⟨J·t, c⟩, ⟨t, Jᵀ·c⟩, and the difference quotient of ⟨f(x + s·t), c⟩. The third runs the primitive alone on a tape of
/// its own.
final class InstructionCheck {
    /// How far estimates may differ, in multiples of their errors.
    private static final double CERTAINTY = 4;
    /// A step so small that only a jump changes a value by more than [#JUMP] of its size.
    private static final double SMALL_STEP = 0x1p-30;
    private static final double JUMP = 0x1p-12;
    private static final double UNIT_ROUNDOFF = Math.ulp(1.0) / 2;

    private final Tape tape;
    private final RandomNumbers numbers;
    private final double tolerance;
    /// By position: how the values move with the inputs; null where they do not.
    private final @Nullable Variable[] tangents;
    private long drawn;

    InstructionCheck(CheckedFunction.Recording recording, Seed seed, double tolerance) {
        this.tape = recording.tape();
        this.numbers = RandomNumbers.of(seed, 0, 0);
        this.tolerance = tolerance;
        this.tangents = new Variable[recording.result().position() + 1];
        for (Variable input : recording.inputs()) {
            if (input.position() < tangents.length) {
                tangents[input.position()] = tape.input(random(input.shape()));
            }
        }
    }

    /// What is wrong with an instruction; null if nothing is, or if it does not depend on the inputs.
    ///
    /// Instructions must be asked for in order, and not beyond a wrong one.
    @Nullable
    Cause cause(Instruction instruction) {
        boolean moves = false;
        for (int i = 0; i < instruction.operands(); i++) {
            moves |= tangent(instruction, i) != null;
        }
        if (!moves) {
            return null;
        }
        Variable pushed = instruction.primitive().pushforward(instruction, operand -> tangent(instruction, operand));
        tangents[instruction.position()] = pushed;
        if (!finite(instruction)) {
            return Cause.NOT_FINITE;
        }
        return compare(instruction, pushed);
    }

    private @Nullable Variable tangent(Instruction instruction, int operand) {
        return tangents[instruction.operand(operand).position()];
    }

    private static boolean finite(Instruction instruction) {
        boolean finite = isFinite(instruction.value());
        for (int i = 0; i < instruction.operands(); i++) {
            finite &= isFinite(instruction.tensor(i));
        }
        return finite;
    }

    static boolean isFinite(Tensor tensor) {
        for (double number : tensor.toDoubles()) {
            if (!Double.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Cause compare(Instruction instruction, @Nullable Variable pushed) {
        Tensor cotangent = random(instruction.value().shape());
        var forward = new InnerProduct();
        if (pushed != null) {
            forward.add(pushed.tensor(), cotangent);
        }
        var backward = new InnerProduct();
        var rounded = new InnerProduct();
        rounded.add(instruction.value(), cotangent);
        instruction.primitive().pullback(instruction, tape.input(cotangent), new Cotangents() {
            @Override
            public boolean wanted(int operand) {
                return tangent(instruction, operand) != null;
            }

            @Override
            public void add(int operand, Variable pulled) {
                Variable tangent = tangent(instruction, operand);
                if (tangent != null) {
                    backward.add(pulled.tensor(), tangent.tensor());
                    rounded.add(pulled.tensor(), instruction.tensor(operand));
                }
            }
        });
        double noise = UNIT_ROUNDOFF * rounded.magnitudes;
        return new MovedInstruction(instruction, cotangent, noise).compare(forward, backward);
    }

    /// Σ aᵢbᵢ, and Σ |aᵢbᵢ| to judge its rounding by.
    private static final class InnerProduct {
        private double sum;
        private double magnitudes;

        void add(Tensor left, Tensor right) {
            double[] a = left.toDoubles();
            double[] b = right.toDoubles();
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
                magnitudes += Math.abs(a[i] * b[i]);
            }
        }
    }

    /// ⟨f(x + s·t), c⟩ as a function of s.
    private final class MovedInstruction {
        private final Instruction instruction;
        private final Tensor cotangent;
        private final Tape alone = new Tape();
        private final List<Tensor> operands = new ArrayList<>();
        private final double scale;
        /// How far the rounding of the operands and of the result moves the product.
        private final double noise;

        MovedInstruction(Instruction instruction, Tensor cotangent, double noise) {
            this.instruction = instruction;
            this.cotangent = cotangent;
            double smallest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < instruction.operands(); i++) {
                operands.add(instruction.tensor(i).copy());
                Variable tangent = tangent(instruction, i);
                if (tangent != null) {
                    smallest = Math.min(
                            smallest,
                            CentralDifferences.scale(
                                    instruction.tensor(i).toDoubles(),
                                    tangent.tensor().toDoubles()));
                }
            }
            scale = smallest;
            this.noise = noise;
        }

        private double at(double step) {
            alone.restart();
            var variables = new ArrayList<Variable>();
            for (int i = 0; i < operands.size(); i++) {
                Variable tangent = tangent(instruction, i);
                if (tangent != null) {
                    double[] x = instruction.tensor(i).toDoubles();
                    double[] t = tangent.tensor().toDoubles();
                    double[] moved = operands.get(i).doubles();
                    for (int k = 0; k < moved.length; k++) {
                        moved[k] = x[k] + step * t[k];
                    }
                }
                variables.add(alone.input(operands.get(i)));
            }
            var product = new InnerProduct();
            product.add(alone.record(instruction.primitive(), variables).tensor(), cotangent);
            return product.sum;
        }

        private @Nullable Cause compare(InnerProduct forward, InnerProduct backward) {
            if (!Double.isFinite(forward.sum) || !Double.isFinite(backward.sum)) {
                return Cause.NOT_FINITE;
            }
            double magnitude = Math.max(forward.magnitudes, backward.magnitudes);
            if (kink(this::at, scale, noise, tolerance, magnitude)) {
                return Cause.KINK;
            }
            Estimate differences = CentralDifferences.along(this::at, scale, noise);
            if (!Double.isFinite(differences.value())) {
                return Cause.NOT_FINITE;
            }
            double allowed =
                    tolerance * Math.max(magnitude, Math.abs(differences.value())) + CERTAINTY * differences.error();
            boolean pushforward = Math.abs(forward.sum - differences.value()) <= allowed;
            boolean pullback = Math.abs(backward.sum - differences.value()) <= allowed;
            if (pushforward) {
                return pullback ? null : Cause.WRONG_PULLBACK;
            }
            return pullback ? Cause.WRONG_PUSHFORWARD : magnitude == 0 ? Cause.STOPPED : Cause.WRONG_DERIVATIVE;
        }
    }

    /// Whether the derivatives of f at 0 from both sides differ, or f jumps there.
    ///
    /// @param noise how far rounding may move a value
    /// @param magnitude the size of the derivative that a pass finds
    static boolean kink(DoubleUnaryOperator f, double scale, double noise, double tolerance, double magnitude) {
        Estimate right = CentralDifferences.oneSided(f, scale, noise);
        Estimate left = CentralDifferences.oneSided(f, -scale, noise);
        double size = Math.max(magnitude, Math.max(Math.abs(right.value()), Math.abs(left.value())));
        double allowed = tolerance * size + CERTAINTY * (right.error() + left.error());
        return Math.abs(right.value() - left.value()) > allowed
                || jumps(f, scale, noise, magnitude)
                || jumps(f, -scale, noise, magnitude);
    }

    /// Whether f changes on a small step by more than its size and its slope explain.
    private static boolean jumps(DoubleUnaryOperator f, double scale, double noise, double magnitude) {
        double step = SMALL_STEP * scale;
        double here = f.applyAsDouble(0);
        double aside = f.applyAsDouble(step);
        double explained = JUMP * Math.max(Math.abs(aside), Math.abs(here)) + 2 * magnitude * Math.abs(step);
        return Math.abs(aside - here) > explained + 2 * CERTAINTY * noise;
    }

    private Tensor random(Shape shape) {
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.normal(drawn++);
        }
        return Tensor.of(shape, values);
    }
}
