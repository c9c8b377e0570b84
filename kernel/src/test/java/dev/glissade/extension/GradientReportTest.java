package dev.glissade.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.autodiff.Cotangents;
import dev.glissade.autodiff.GradientCheck;
import dev.glissade.autodiff.GradientReport;
import dev.glissade.autodiff.GradientReport.Cause;
import dev.glissade.autodiff.Instruction;
import dev.glissade.autodiff.Primitive;
import dev.glissade.autodiff.Tangents;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A fault of each kind, planted and found.
class GradientReportTest {
    private static final double TOLERANCE = 1e-8;

    /// x², with errors in its derivatives.
    ///
    /// @param pulled what the pullback is multiplied by
    /// @param pushed what the pushforward is multiplied by
    private record Square(double pulled, double pushed) implements Primitive {
        Variable of(Variable x) {
            return x.tape().record(this, x);
        }

        @Override
        public String operation() {
            return "own square";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Elementwise.apply(ElementwiseOperation.SQUARE, at.tensor(0), result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            cotangents.add(0, cotangent.times(at.operand(0)).times(2 * pulled));
        }

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            return tangents.of(0).times(at.operand(0)).times(2 * pushed);
        }
    }

    private static Tensor point() {
        return new Samples(64, 0).signed(DType.FLOAT64, Shape.of(2, 3));
    }

    private static GradientReport report(Function<List<Variable>, Variable> f, Tensor... at) {
        return GradientCheck.of(f, at).report(TOLERANCE);
    }

    private static Function<List<Variable>, Variable> around(Square square) {
        return in -> square.of(in.get(0).sin().plus(0.3)).exp().sum();
    }

    @Test
    void nothingWrong() {
        GradientReport report = report(around(new Square(1, 1)), point());
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.NONE);
        assertThat(report.passes()).isTrue();
    }

    @Test
    void aWrongPullbackIsNamedWithItsOperation() {
        GradientReport report = report(around(new Square(1.01, 1)), point());
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.WRONG_PULLBACK);
        assertThat(report.operation()).isEqualTo("own square");
        assertThat(report.passes()).isFalse();
        assertThat(report.tensor()).isZero();
        assertThat(report.coordinate()).isBetween(0, 5);
        assertThat(report.difference()).isBetween(0.001, 0.011);
        assertThat(report.toString())
                .startsWith("gradient check: WRONG_PULLBACK at own square (instruction 4): the pushforward agrees with"
                        + " differences, the pullback does not; in coordinate ")
                .contains(" of tensor 0 gradient ", ", central differences ", " ± ", "tolerance 1.0E-8");
    }

    /// The gradient itself is right, so the check passes; the report does not.
    @Test
    void aWrongPushforwardIsNamedWithItsOperation() {
        GradientCheck check = GradientCheck.of(around(new Square(1, 0.5)), point());
        assertThat(check.passes(TOLERANCE)).as(check.toString()).isTrue();
        GradientReport report = check.report(TOLERANCE);
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.WRONG_PUSHFORWARD);
        assertThat(report.operation()).isEqualTo("own square");
        assertThat(report.passes()).isFalse();
    }

    @Test
    void aDerivativeThatIsWrongInBothPassesIsNamed() {
        GradientReport report = report(around(new Square(0.9, 0.9)), point());
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.WRONG_DERIVATIVE);
        assertThat(report.operation()).isEqualTo("own square");
    }

    @Test
    void theFirstOfTwoWrongOperationsIsNamed() {
        GradientReport report = report(
                in -> new Square(2, 1)
                        .of(new Square(1, 2).of(in.get(0)).plus(1))
                        .sum(),
                point());
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.WRONG_PUSHFORWARD);
    }

    @Test
    void aWrongOperationIsFoundAlongADirectionToo() {
        GradientCheck check = GradientCheck.along(around(new Square(1.01, 1)), Seed.of(3), point());
        assertThat(check.passes(1e-5)).as(check.toString()).isFalse();
        assertThat(check.tensor()).isEqualTo(-1);
        GradientReport report = check.report(1e-5);
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.WRONG_PULLBACK);
        assertThat(report.place()).isEqualTo("along a direction");
    }

    @Test
    void aKinkIsNamed() {
        Tensor x = Tensor.of(Shape.of(3), 1.0, 0.0, -2.0);
        GradientReport relu = report(in -> in.get(0).relu().sum(), x);
        assertThat(relu.cause()).as(relu.toString()).isEqualTo(Cause.KINK);
        assertThat(relu.operation()).isEqualTo("relu");
        assertThat(relu.coordinate()).isEqualTo(1);
        assertThat(relu.estimate().value()).isEqualTo(0.5);
        assertThat(relu.passes()).isFalse();
    }

    /// The convention is the mean of both sides, so the numbers agree.
    @Test
    void aKinkWhereTheNumbersAgreeIsNamedAndPasses() {
        GradientReport abs = report(in -> in.get(0).abs().sum(), Tensor.of(Shape.of(2), 1.0, 0.0));
        assertThat(abs.cause()).as(abs.toString()).isEqualTo(Cause.KINK);
        assertThat(abs.operation()).isEqualTo("abs");
        assertThat(abs.passes()).isTrue();
    }

    @Test
    void aJumpIsAKink() {
        GradientReport floor = report(in -> in.get(0).floor().times(in.get(0)).sum(), Tensor.of(Shape.of(1), 2.0));
        assertThat(floor.cause()).as(floor.toString()).isEqualTo(Cause.KINK);
        assertThat(floor.operation()).isEqualTo("floor");
    }

    /// The branch is plain Java, which the tape does not see.
    @Test
    void aKinkBetweenBranchesIsFoundInTheWhole() {
        GradientReport branch = report(
                in -> in.get(0).value() > 0 ? in.get(0).times(3) : in.get(0).square(), Tensor.of(Shape.SCALAR, 0.0));
        assertThat(branch.cause()).as(branch.toString()).isEqualTo(Cause.KINK);
    }

    @Test
    void anOverflowIsNamed() {
        GradientReport value = report(in -> in.get(0).exp().times(2).sum(), Tensor.of(Shape.of(2), 1.0, 800.0));
        assertThat(value.cause()).as(value.toString()).isEqualTo(Cause.NOT_FINITE);
        assertThat(value.operation()).isEqualTo("exp");
        assertThat(value.passes()).isFalse();
        GradientReport inside = report(in -> in.get(0).exp().plus(1).reciprocal(), Tensor.of(Shape.SCALAR, 800.0));
        assertThat(inside.cause()).as(inside.toString()).isEqualTo(Cause.NOT_FINITE);
        assertThat(inside.operation()).isEqualTo("exp");
        GradientReport slope = report(in -> in.get(0).sqrt().plus(1), Tensor.of(Shape.SCALAR, 0.0));
        assertThat(slope.cause()).as(slope.toString()).isEqualTo(Cause.NOT_FINITE);
        assertThat(slope.operation()).isEqualTo("sqrt");
    }

    @Test
    void cancellationIsNamed() {
        GradientReport report = report(in -> in.get(0).square().plus(1e12).minus(1e12), Tensor.of(Shape.SCALAR, 0.7));
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.CANCELLATION);
        assertThat(report.operation()).isEqualTo("add");
        assertThat(report.gradient()).isEqualTo(1.4);
        assertThat(report.estimate().error()).isGreaterThan(1e-7);
    }

    /// All digits are lost, so that the differences are 0, and quite sure of it if they see the values only.
    @Test
    void totalCancellationIsNamed() {
        GradientReport report = report(in -> in.get(0).square().plus(1e18).minus(1e18), Tensor.of(Shape.SCALAR, 0.7));
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.CANCELLATION);
        assertThat(report.estimate().value()).isZero();
    }

    @Test
    void aDetachedOperandIsNamed() {
        GradientReport report = report(in -> in.get(0).times(in.get(0).detach()).sum(), point());
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.STOPPED);
        assertThat(report.operation()).isEqualTo("detach");
    }

    /// Within softmax the maximum is detached, and that is right.
    @Test
    void aDetachedOperandThatDoesNotCountIsNot() {
        GradientReport report = report(in -> in.get(0).softmax(1).square().sum(), point());
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.NONE);
    }

    @Test
    void aFunctionThatChangesFromCallToCallIsUnknown() {
        int[] calls = {0};
        GradientReport report = report(in -> in.get(0).times(calls[0]++ == 0 ? 2 : 3), Tensor.of(Shape.SCALAR, 1.0));
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.UNKNOWN);
    }

    /// The pullback is not linear in the operand, which only its derivative shows.
    @Test
    void aWrongSecondDerivativeIsFound() {
        Function<List<Variable>, Variable> f = in -> {
            Tape tape = in.get(0).tape();
            return tape.record(new Frozen(), in.get(0)).times(in.get(0)).sum();
        };
        GradientCheck first = GradientCheck.of(f, point());
        assertThat(first.passes(TOLERANCE)).as(first.toString()).isTrue();
        GradientCheck second = GradientCheck.ofSecondOrder(f, Seed.of(5), point());
        assertThat(second.passes(1e-3)).as(second.toString()).isFalse();
        assertThat(GradientCheck.alongSecondOrder(f, Seed.of(5), point()).passes(1e-3))
                .isFalse();
        GradientReport report = second.report(TOLERANCE);
        assertThat(report.cause()).as(report.toString()).isEqualTo(Cause.STOPPED);
        assertThat(report.operation()).isEqualTo("detach");
    }

    /// x², whose derivative is right but cannot be differentiated.
    private record Frozen() implements Primitive {
        @Override
        public String operation() {
            return "frozen";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Elementwise.apply(ElementwiseOperation.SQUARE, at.tensor(0), result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            cotangents.add(0, cotangent.times(at.operand(0).detach()).times(2));
        }

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            return tangents.of(0).times(at.operand(0)).times(2);
        }
    }
}
