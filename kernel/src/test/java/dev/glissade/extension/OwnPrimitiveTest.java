package dev.glissade.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.autodiff.Cotangents;
import dev.glissade.autodiff.GradientCheck;
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
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// An operation written outside of the package, with nothing but what is public.
class OwnPrimitiveTest {
    private final Tape tape = new Tape();

    /// x³
    private record Cube() implements Primitive {
        private static final Cube INSTANCE = new Cube();

        static Variable of(Variable x) {
            return x.tape().record(INSTANCE, x);
        }

        @Override
        public String operation() {
            return "cube";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Elementwise.apply(ElementwiseOperation.SQUARE, at.tensor(0), result, workspace);
            Elementwise.apply(ElementwiseOperation.MULTIPLY, result, at.tensor(0), result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            cotangents.add(0, slope(at, cotangent));
        }

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            return slope(at, tangents.of(0));
        }

        private static Variable slope(Instruction at, Variable v) {
            return v.times(at.operand(0).square().times(3));
        }
    }

    /// An operation whose pullback is as given.
    private record Faulty(UnaryOperator<Variable> slope) implements Primitive {
        @Override
        public String operation() {
            return "faulty";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Elementwise.copy(at.tensor(0), result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            cotangents.add(0, slope.apply(cotangent));
        }

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            return tangents.of(0);
        }
    }

    /// sin(x²), which keeps nothing of the way and computes it again in the pullback.
    private record Recomputed() implements Primitive {
        private static Variable inside(Variable x) {
            return x.square().sin();
        }

        @Override
        public String operation() {
            return "recomputed";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Elementwise.apply(ElementwiseOperation.SQUARE, at.tensor(0), result, workspace);
            Elementwise.apply(ElementwiseOperation.SIN, result, result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            Variable x = at.operand(0);
            cotangents.add(0, x.tape().pullback(inside(x), cotangent, x).getFirst());
        }

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            Variable x = at.operand(0);
            return x.tape().pushforward(inside(x), x, tangents.of(0));
        }
    }

    @Test
    void aPullbackMayTakeGradientsOfItsOwn() {
        Tensor x = new Samples(52, 0).signed(DType.FLOAT64, Shape.of(4));
        var check = GradientCheck.of(
                in -> {
                    Variable y =
                            in.get(0).tape().record(new Recomputed(), in.get(0).times(0.7));
                    return y.times(in.get(0)).sum();
                },
                x);
        assertThat(check.passes(1e-9)).as(check.toString()).isTrue();
        Variable in = tape.input(x);
        Variable y = tape.record(new Recomputed(), in);
        assertThat(tape.pushforward(y, in, in).tensor().toDoubles())
                .containsExactly(tape.pullback(y, in, in).getFirst().tensor().toDoubles(), within(1e-14));
    }

    @Test
    void itIsDifferentiatedToAnyOrderInBothModes() {
        Variable x = tape.input(2.0);
        Variable y = Cube.of(x);
        assertThat(y.value()).isEqualTo(8);
        Variable first = tape.grad(y, x).getFirst();
        Variable second = tape.grad(first, x).getFirst();
        Variable third = tape.grad(second, x).getFirst();
        assertThat(first.value()).isEqualTo(12);
        assertThat(second.value()).isEqualTo(12);
        assertThat(third.value()).isEqualTo(6);
        assertThat(tape.grad(third, x).getFirst().value()).isZero();
        assertThat(tape.pushforward(y, x, tape.input(0.5)).value()).isEqualTo(6);
    }

    @Test
    void itMixesWithTheOperationsOfTheLibrary() {
        Tensor x = new Samples(51, 0).strided(DType.FLOAT64, Shape.of(3, 4));
        var check = GradientCheck.of(
                in -> Cube.of(in.get(0).sin()).softmax(0).square().sum(), x);
        assertThat(check.passes(1e-9)).as(check.toString()).isTrue();
    }

    @Test
    void itIsReusedAfterARestart() {
        Variable y = Cube.of(tape.input(2.0));
        tape.restart();
        assertThat(Cube.of(tape.input(3.0))).isSameAs(y);
        assertThat(y.value()).isEqualTo(27);
    }

    @Test
    void aPullbackOfTheWrongShapeIsNamed() {
        Variable x = tape.input(Tensor.of(Shape.of(2), 1.0, 2.0));
        Variable y = tape.record(new Faulty(Variable::sum), x).sum();
        int before = tape.instructions();
        assertThatThrownBy(() -> tape.grad(y, x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("faulty: operand 0 is float64 [2], its cotangent is float64 scalar; a pullback must keep"
                        + " type and shape of the operand");
        assertThat(tape.instructions()).isEqualTo(before);
        assertThat(tape.grad(x.square().sum(), x).getFirst().tensor().toDoubles())
                .containsExactly(2, 4);
    }

    @Test
    void aPullbackOfTheWrongTypeIsNamed() {
        Variable x = tape.input(2.0);
        Variable y = tape.record(new Faulty(v -> v.tape().constant(1, DType.FLOAT32, v.shape())), x);
        assertThatThrownBy(() -> tape.grad(y, x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("faulty: operand 0 is float64 scalar, its cotangent is float32 scalar; a pullback must keep"
                        + " type and shape of the operand");
    }

    @Test
    void whatAFailedPullbackRecordedCannotBeUsed() {
        var held = new AtomicReference<Variable>();
        var failing = new Faulty(v -> {
            held.set(v.sin());
            throw new ArithmeticException("no derivative");
        });
        Variable x = tape.input(1.0);
        Variable y = tape.record(failing, x);
        assertThatThrownBy(() -> tape.grad(y, x)).hasMessage("no derivative");
        Variable z = x.exp().cos();
        Variable stale = Objects.requireNonNull(held.get());
        assertThatThrownBy(() -> stale.plus(z))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("add: variable 3 (sin, scalar) was taken back with an operation that failed; it must be"
                        + " recorded again");
        assertThatThrownBy(stale::value)
                .hasMessage("value: variable 3 (sin, scalar) was taken back with an operation that failed; it must be"
                        + " recorded again");
        assertThat(stale).hasToString("variable 3 (sin, scalar) that is not of this recording");
    }

    @Test
    void aWrongPullbackIsFoundByTheGradientCheck() {
        var check = GradientCheck.of(
                in -> in.get(0).tape().record(new Faulty(v -> v.times(1.01)), in.get(0)), Tensor.of(Shape.SCALAR, 1.0));
        assertThat(check.passes(1e-3)).isFalse();
        assertThat(check.gradient()).isEqualTo(1.01);
    }
}
