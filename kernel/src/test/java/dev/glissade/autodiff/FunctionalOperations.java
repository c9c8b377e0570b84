package dev.glissade.autodiff;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.reference.ReferenceTensor;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// The functions of the functional suite, as programs.
final class FunctionalOperations {

    /// The constants of a case.
    record Constants(JsonObject json, DType dtype) {
        double number(String name) {
            return json.get(name).getAsDouble();
        }

        int integer(String name) {
            return json.get(name).getAsInt();
        }

        int[] integers(String name) {
            List<JsonElement> list = json.getAsJsonArray(name).asList();
            return list.stream().mapToInt(JsonElement::getAsInt).toArray();
        }

        Variable tensor(Tape tape, String name) {
            return tape.input(ReferenceTensor.read(json.get(name)).as(dtype));
        }
    }

    @FunctionalInterface
    private interface Program {
        Variable apply(Variable x, Constants constants);
    }

    private static final Map<String, Program> BY_NAME = Map.ofEntries(
            Map.entry(
                    "lecture",
                    (x, c) -> at(x, 0).log().plus(at(x, 0).times(at(x, 1))).minus(at(x, 1).sin())),
            Map.entry("rosenbrock", (x, c) -> rosenbrock(x)),
            Map.entry("beale", (x, c) -> beale(at(x, 0), at(x, 1))),
            Map.entry("himmelblau", (x, c) -> himmelblau(at(x, 0), at(x, 1))),
            Map.entry("logistic_loss", FunctionalOperations::logisticLoss),
            Map.entry("mlp_loss", FunctionalOperations::perceptronLoss),
            Map.entry("branch", FunctionalOperations::branch),
            Map.entry("loop_newton", FunctionalOperations::newton),
            Map.entry("loop_until", FunctionalOperations::until),
            Map.entry("recursion", (x, c) -> recursion(at(x, 0), at(x, 1), c.integer("n"))),
            Map.entry("continued_fraction", (x, c) -> continuedFraction(x, 0)),
            Map.entry("horner", (x, c) -> horner(x)),
            Map.entry(
                    "logsumexp_affine",
                    (x, c) -> c.tensor(x.tape(), "A")
                            .matmul(x)
                            .plus(c.tensor(x.tape(), "b"))
                            .logSumExp()),
            Map.entry("rk4_lotka", FunctionalOperations::lotkaVolterra),
            Map.entry("spherical", (x, c) -> spherical(at(x, 0), at(x, 1), at(x, 2))),
            Map.entry("softmax_vec", (x, c) -> x.times(c.number("beta")).softmax(0)),
            Map.entry("wide", (x, c) -> wide(at(x, 0), at(x, 1))),
            Map.entry(
                    "narrow",
                    (x, c) -> vector(
                            x.product(),
                            x.square().sum().dividedBy(x.abs().sum().plus(1)))),
            Map.entry("nth_x5sin", (x, c) -> x.pow(5).times(x.sin())),
            Map.entry("nth_exp_sin", (x, c) -> x.sin().exp()),
            Map.entry("nth_tanh_cube", (x, c) -> x.tanh().pow(3)));

    private FunctionalOperations() {}

    static Function<Variable, Variable> of(String name, Constants constants) {
        Program program = BY_NAME.get(name);
        if (program == null) {
            throw new IllegalArgumentException("there is no function '" + name + "' here");
        }
        return x -> program.apply(x, constants);
    }

    private static Variable at(Variable x, int index) {
        return x.select(0, index);
    }

    private static Variable vector(Variable... elements) {
        return Variable.stack(List.of(elements), 0);
    }

    private static Variable rosenbrock(Variable x) {
        int n = x.shape().size(0);
        Variable head = x.slice(0, 0, n - 1, 1);
        Variable tail = x.slice(0, 1, n, 1);
        Variable valley = tail.minus(head.square()).square().times(100);
        return valley.plus(head.negate().plus(1).square()).sum();
    }

    private static Variable beale(Variable x, Variable y) {
        Variable sum = null;
        Variable power = y;
        for (double c : new double[] {1.5, 2.25, 2.625}) {
            Variable term = x.negate().plus(c).plus(x.times(power)).square();
            sum = sum == null ? term : sum.plus(term);
            power = power.times(y);
        }
        return sum;
    }

    private static Variable himmelblau(Variable x, Variable y) {
        return x.square()
                .plus(y)
                .minus(11)
                .square()
                .plus(x.plus(y.square()).minus(7).square());
    }

    private static Variable logisticLoss(Variable x, Constants c) {
        Variable z = c.tensor(x.tape(), "X").matmul(x);
        Variable each = z.softplus().minus(c.tensor(x.tape(), "y").times(z));
        return each.mean().plus(x.square().sum().times(0.5 * c.number("l2")));
    }

    private static Variable perceptronLoss(Variable x, Constants c) {
        int[] sizes = c.integers("sizes");
        int inputs = sizes[0];
        int hidden = sizes[1];
        int outputs = sizes[2];
        int at = 0;
        Variable w1 = x.slice(0, at, at += hidden * inputs, 1).reshape(Shape.of(hidden, inputs));
        Variable b1 = x.slice(0, at, at += hidden, 1);
        Variable w2 = x.slice(0, at, at += outputs * hidden, 1).reshape(Shape.of(outputs, hidden));
        Variable b2 = x.slice(0, at, at + outputs, 1);
        Variable first =
                c.tensor(x.tape(), "X").matmul(w1.transpose(0, 1)).plus(b1).tanh();
        Variable predicted = first.matmul(w2.transpose(0, 1)).plus(b2);
        return predicted.minus(c.tensor(x.tape(), "Y")).square().mean();
    }

    private static Variable branch(Variable x, Constants c) {
        int n = x.shape().size(0);
        if (x.sum().value() > c.number("threshold")) {
            return x.times(x.sin()).sum();
        }
        if (at(x, 0).value() < 0) {
            return at(x, 0).exp().times(x.square().sum());
        }
        return x.slice(0, 1, n, 1).times(x.slice(0, 0, n - 1, 1)).sum().minus(at(x, 0).cos());
    }

    private static Variable newton(Variable x, Constants c) {
        Variable a = at(x, 0).square().plus(at(x, 1).square()).plus(1);
        Variable y = a;
        for (int i = 0; i < 100; i++) {
            if (Math.abs(y.value() * y.value() - a.value()) <= c.number("tol") * a.value()) {
                break;
            }
            y = y.plus(a.dividedBy(y)).times(0.5);
        }
        return y.times(at(x, 0));
    }

    private static Variable until(Variable x, Constants c) {
        Variable y = at(x, 0);
        int k = 0;
        while (y.value() < c.number("limit") && k < 50) {
            y = y.times(at(x, 1).square().plus(1)).plus(at(x, 0).sin().square()).plus(0.1);
            k++;
        }
        return y.plus(at(x, 1).times(k));
    }

    private static Variable recursion(Variable x0, Variable x1, int n) {
        if (n == 0) {
            return x0.times(x1);
        }
        if (n % 2 == 1) {
            return x0.plus(recursion(x0, x1, n - 1)).sin();
        }
        Variable square = recursion(x0, x1, n / 2).square();
        return square.dividedBy(square.plus(1));
    }

    private static Variable continuedFraction(Variable x, int k) {
        return k == x.shape().size(0) - 1
                ? at(x, k)
                : at(x, k).plus(continuedFraction(x, k + 1).reciprocal());
    }

    private static Variable horner(Variable x) {
        int n = x.shape().size(0);
        Variable y = at(x, n - 1);
        for (int k = n - 2; k >= 1; k--) {
            y = y.times(at(x, 0)).plus(at(x, k));
        }
        return y;
    }

    private static Variable lotkaVolterra(Variable x, Constants c) {
        Variable a = at(x, 2);
        Variable b = at(x, 3);
        double h = c.number("h");
        BinaryOperator<Variable> slope = (u, v) -> {
            Variable uv = u.times(v);
            return vector(a.times(u).minus(uv), b.times(uv).minus(v));
        };
        Variable state = x.slice(0, 0, 2, 1);
        for (int step = 0; step < c.integer("steps"); step++) {
            Variable k1 = slope.apply(at(state, 0), at(state, 1));
            Variable second = state.plusScaled(h / 2, k1);
            Variable k2 = slope.apply(at(second, 0), at(second, 1));
            Variable third = state.plusScaled(h / 2, k2);
            Variable k3 = slope.apply(at(third, 0), at(third, 1));
            Variable fourth = state.plusScaled(h, k3);
            Variable k4 = slope.apply(at(fourth, 0), at(fourth, 1));
            Variable sum = k1.plusScaled(2, k2).plusScaled(2, k3).plus(k4);
            state = state.plusScaled(h / 6, sum);
        }
        return state;
    }

    private static Variable spherical(Variable r, Variable t, Variable p) {
        Variable inPlane = r.times(t.sin());
        return vector(inPlane.times(p.cos()), inPlane.times(p.sin()), r.times(t.cos()));
    }

    private static Variable wide(Variable a, Variable b) {
        Variable squareOfB = b.square();
        return vector(
                a.times(b),
                a.minus(b).exp(),
                a.atan2(b),
                a.square().dividedBy(squareOfB.plus(1)),
                a.square().plus(squareOfB).plus(1).sqrt());
    }
}
