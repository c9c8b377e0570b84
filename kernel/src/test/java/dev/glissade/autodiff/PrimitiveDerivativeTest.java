package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both derivatives of every primitive, against each other and against differences.
///
/// With tangents t, a cotangent c and the Jacobian J: ⟨J·t, c⟩ = ⟨t, Jᵀ·c⟩ (A. Griewank and A. Walther, Evaluating
/// Derivatives, 2nd edition 2008, section 3.3).
class PrimitiveDerivativeTest {
    private static final double ROUNDING = 1e-12;
    private static final double DIFFERENCES = 1e-8;

    private final Samples samples = new Samples(12, 1);

    static List<PrimitiveCases.Case> cases() {
        return PrimitiveCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pullbackIsTheTransposeOfPushforward(PrimitiveCases.Case at) {
        Tape tape = new Tape();
        List<Variable> operands = operands(tape, at, List.of());
        Variable result = record(tape, at, operands);
        Variable cotangent = tape.input(samples.signed(DType.FLOAT64, result.shape()));
        double forward = 0;
        double backward = 0;
        for (int operand : at.moving()) {
            Variable x = operands.get(operand);
            Variable tangent = tape.input(samples.signed(DType.FLOAT64, x.shape()));
            forward += dot(tape.pushforward(result, x, tangent), cotangent);
            backward += dot(tangent, tape.pullback(result, cotangent, x).getFirst());
        }
        assertThat(forward).isCloseTo(backward, within(ROUNDING * Math.max(1, Math.abs(backward))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientIsThatOfDifferences(PrimitiveCases.Case at) {
        Tensor cotangent = cotangent(at);
        var check = GradientCheck.of(
                moving -> {
                    Tape tape = moving.getFirst().tape();
                    return record(tape, at, operands(tape, at, moving))
                            .times(tape.input(cotangent))
                            .sum();
                },
                moving(at).toArray(new Tensor[0]));
        assertThat(check.passes(DIFFERENCES)).as(check.toString()).isTrue();
    }

    /// The function that is checked is ⟨Jᵀ·c, u⟩ in the operands and in c: the gradient of a gradient.
    @ParameterizedTest
    @MethodSource("cases")
    void secondGradientIsThatOfDifferences(PrimitiveCases.Case at) {
        List<Tensor> point = moving(at);
        List<Tensor> directions = point.stream()
                .map(x -> samples.signed(DType.FLOAT64, x.shape()))
                .toList();
        point.add(cotangent(at));
        var check = GradientCheck.of(moving -> pulledBack(at, moving, directions), point.toArray(new Tensor[0]));
        assertThat(check.passes(DIFFERENCES)).as(check.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void secondDerivativeForwardOverReverseIsThatOfReverseOverReverse(PrimitiveCases.Case at) {
        List<Tensor> point = moving(at);
        List<Tensor> directions = point.stream()
                .map(x -> samples.signed(DType.FLOAT64, x.shape()))
                .toList();
        point.add(cotangent(at));
        Tape tape = new Tape();
        List<Variable> moving = point.stream().map(tape::input).toList();
        Variable function = pulledBack(at, moving, directions);
        double forward = 0;
        double backward = 0;
        for (Variable x : moving) {
            Variable tangent = tape.input(samples.signed(DType.FLOAT64, x.shape()));
            forward += tape.pushforward(function, x, tangent).value();
            backward += dot(tangent, tape.grad(function, x).getFirst());
        }
        assertThat(forward).isCloseTo(backward, within(ROUNDING * Math.max(1, Math.abs(backward))));
    }

    /// ⟨Jᵀ·c, u⟩, c being the last of the moving variables.
    private static Variable pulledBack(PrimitiveCases.Case at, List<Variable> moving, List<Tensor> directions) {
        Tape tape = moving.getFirst().tape();
        List<Variable> operands = operands(tape, at, moving);
        Variable result = record(tape, at, operands);
        Variable[] differentiated = moving.subList(0, moving.size() - 1).toArray(new Variable[0]);
        List<Variable> gradients = tape.pullback(result, moving.getLast(), differentiated);
        Variable sum = null;
        for (int i = 0; i < gradients.size(); i++) {
            Variable product =
                    gradients.get(i).times(tape.input(directions.get(i))).sum();
            sum = sum == null ? product : sum.plus(product);
        }
        return sum;
    }

    /// The operands, those that move taken from the front of a list if it has any.
    private static List<Variable> operands(Tape tape, PrimitiveCases.Case at, List<Variable> moving) {
        var operands = new ArrayList<Variable>();
        int next = 0;
        for (int i = 0; i < at.operands().size(); i++) {
            boolean moves = false;
            for (int m : at.moving()) {
                moves |= m == i;
            }
            operands.add(
                    moves && !moving.isEmpty()
                            ? moving.get(next++)
                            : tape.input(at.operands().get(i)));
        }
        return operands;
    }

    private static List<Tensor> moving(PrimitiveCases.Case at) {
        var moving = new ArrayList<Tensor>();
        for (int operand : at.moving()) {
            moving.add(at.operands().get(operand));
        }
        return moving;
    }

    private Tensor cotangent(PrimitiveCases.Case at) {
        Tape tape = new Tape();
        return samples.signed(
                DType.FLOAT64, record(tape, at, operands(tape, at, List.of())).shape());
    }

    private static Variable record(Tape tape, PrimitiveCases.Case at, List<Variable> operands) {
        return tape.record(at.primitive(), operands);
    }

    private static double dot(Variable left, Variable right) {
        double[] a = left.tensor().toDoubles();
        double[] b = right.tensor().toDoubles();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
