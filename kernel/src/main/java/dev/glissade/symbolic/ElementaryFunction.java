package dev.glissade.symbolic;

import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.DoubleKernels;
import dev.glissade.symbolic.Expression.Application;
import dev.glissade.symbolic.Expression.Numeral;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A function of one argument, with its derivative, its float64 loop and its operation on a tape side by side.
public enum ElementaryFunction {
    /// eˣ
    EXP("exp", Loops.SCALAR.exponentials()::exp, Variable::exp, Symmetry.NONE, (p, _, y) -> y),
    /// The natural logarithm, also written `log`.
    LN(
            "ln",
            Loops.SCALAR.exponentials()::log,
            Variable::log,
            Symmetry.NONE,
            (p, x, _) -> p.quotient(p.number(1), x),
            "log"),
    /// log₂ x
    LOG2(
            "log2",
            Loops.SCALAR.exponentials()::log2,
            Variable::log2,
            Symmetry.NONE,
            (p, x, _) -> p.quotient(p.number(1), p.product(x, ln(p, 2)))),
    /// log₁₀ x
    LOG10(
            "log10",
            Loops.SCALAR.exponentials()::log10,
            Variable::log10,
            Symmetry.NONE,
            (p, x, _) -> p.quotient(p.number(1), p.product(x, ln(p, 10)))),
    /// √x, also written `√(x)`
    SQRT(
            "sqrt",
            Loops.SCALAR.arithmetic()::sqrt,
            Variable::sqrt,
            Symmetry.NONE,
            (p, _, y) -> p.quotient(p.number(1), p.product(p.number(2), y)),
            "√"),
    /// The sine, of radians.
    SIN("sin", Loops.SCALAR.trigonometry()::sin, Variable::sin, Symmetry.ODD, (p, x, _) -> p.application(cosine(), x)),
    /// The cosine, of radians.
    COS(
            "cos",
            Loops.SCALAR.trigonometry()::cos,
            Variable::cos,
            Symmetry.EVEN,
            (p, x, _) -> p.negation(p.application(SIN, x))),
    /// The tangent, of radians.
    TAN(
            "tan",
            Loops.SCALAR.trigonometry()::tan,
            Variable::tan,
            Symmetry.ODD,
            (p, _, y) -> p.sum(p.number(1), square(p, y))),
    /// The arc sine, in radians, also written `arcsin`.
    ASIN(
            "asin",
            Loops.SCALAR.trigonometry()::asin,
            Variable::asin,
            Symmetry.ODD,
            (p, x, _) -> p.quotient(p.number(1), p.application(SQRT, p.difference(p.number(1), square(p, x)))),
            "arcsin"),
    /// The arc cosine, in radians, also written `arccos`.
    ACOS(
            "acos",
            Loops.SCALAR.trigonometry()::acos,
            Variable::acos,
            Symmetry.NONE,
            (p, x, _) ->
                    p.negation(p.quotient(p.number(1), p.application(SQRT, p.difference(p.number(1), square(p, x))))),
            "arccos"),
    /// The arc tangent, in radians, also written `arctan`.
    ATAN(
            "atan",
            Loops.SCALAR.trigonometry()::atan,
            Variable::atan,
            Symmetry.ODD,
            (p, x, _) -> p.quotient(p.number(1), p.sum(p.number(1), square(p, x))),
            "arctan"),
    /// The hyperbolic sine.
    SINH(
            "sinh",
            Loops.SCALAR.exponentials()::sinh,
            Variable::sinh,
            Symmetry.ODD,
            (p, x, _) -> p.application(hyperbolicCosine(), x)),
    /// The hyperbolic cosine.
    COSH("cosh", Loops.SCALAR.exponentials()::cosh, Variable::cosh, Symmetry.EVEN, (p, x, _) -> p.application(SINH, x)),
    /// The hyperbolic tangent.
    TANH(
            "tanh",
            Loops.SCALAR.exponentials()::tanh,
            Variable::tanh,
            Symmetry.ODD,
            (p, _, y) -> p.difference(p.number(1), square(p, y))),
    /// |x|, with derivative 0 at 0
    ABS("abs", Loops.SCALAR.arithmetic()::abs, Variable::abs, Symmetry.EVEN, (p, x, _) -> p.application(sign(), x)),
    /// 1 above 0, −1 below, 0 at 0 and NaN; its derivative is 0.
    SIGN("sign", Loops.SCALAR.comparisons()::sign, Variable::sign, Symmetry.ODD, (p, _, _) -> p.number(0)),
    /// The logistic function 1 / (1 + e⁻ˣ).
    SIGMOID(
            "sigmoid",
            Loops.SCALAR.activations()::sigmoid,
            Variable::sigmoid,
            Symmetry.NONE,
            (p, _, y) -> p.product(y, p.difference(p.number(1), y))),
    /// ln(1 + eˣ), without overflow
    SOFTPLUS("softplus", Loops::softplus, Variable::softplus, Symmetry.NONE, (p, x, _) -> p.application(SIGMOID, x)),
    /// The error function 2/√π ∫₀ˣ exp(−t²) dt.
    ERF(
            "erf",
            Loops.SCALAR.errorFunctions()::erf,
            Variable::erf,
            Symmetry.ODD,
            (p, x, _) -> p.product(
                    p.quotient(p.number(2), p.application(SQRT, p.constant(Expression.Constant.PI))),
                    p.application(EXP, p.negation(square(p, x)))));

    /// What becomes of f(−x).
    enum Symmetry {
        /// f(−x) = f(x)
        EVEN,
        /// f(−x) = −f(x)
        ODD,
        NONE
    }

    /// A loop of the kernel over a slice.
    @FunctionalInterface
    interface Loop {
        void run(double[] input, int inputOffset, double[] result, int resultOffset, int length);
    }

    /// f′(x) as a member of a pool, from x and y = f(x).
    @FunctionalInterface
    interface Rule {
        Expression derivative(Pool pool, Expression x, Expression y);
    }

    private static final class Loops {
        static final DoubleKernels SCALAR = DoubleKernels.scalar();

        static void softplus(double[] input, int inputOffset, double[] result, int resultOffset, int length) {
            SCALAR.activations()
                    .softplus(1, Double.POSITIVE_INFINITY, input, inputOffset, result, resultOffset, length);
        }
    }

    private static final Map<String, ElementaryFunction> BY_NAME = byName();

    private final List<String> names;
    private final Loop loop;
    private final UnaryOperator<Variable> recorded;
    private final Symmetry symmetry;
    private final Rule rule;

    ElementaryFunction(
            String text,
            Loop loop,
            UnaryOperator<Variable> recorded,
            Symmetry symmetry,
            Rule rule,
            String... otherNames) {
        List<String> all = new ArrayList<>(List.of(text));
        Collections.addAll(all, otherNames);
        this.names = List.copyOf(all);
        this.loop = loop;
        this.recorded = recorded;
        this.symmetry = symmetry;
        this.rule = rule;
    }

    /// The function that a formula calls by this name, such as `ln` or `arctan`.
    public static Optional<ElementaryFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// This function of an argument.
    public Expression of(Expression argument) {
        return new Application(this, argument);
    }

    /// The names by which formulas may call it, the printed one first.
    public List<String> names() {
        return names;
    }

    /// The value at x, by the loops of the kernel.
    public double at(double x) {
        double[] result = new double[1];
        loop.run(new double[] {x}, 0, result, 0, 1);
        return result[0];
    }

    /// Puts the value at one element of an array into another.
    void evaluate(double[] values, int argument, int result) {
        loop.run(values, argument, values, result, 1);
    }

    Variable record(Variable argument) {
        return recorded.apply(argument);
    }

    Symmetry symmetry() {
        return symmetry;
    }

    Expression derivative(Pool pool, Expression x, Expression y) {
        return rule.derivative(pool, x, y);
    }

    /// The printed name.
    @Override
    public String toString() {
        return names.getFirst();
    }

    // A constant cannot name those after it.

    private static ElementaryFunction cosine() {
        return COS;
    }

    private static ElementaryFunction hyperbolicCosine() {
        return COSH;
    }

    private static ElementaryFunction sign() {
        return SIGN;
    }

    private static Expression ln(Pool pool, double number) {
        return pool.application(LN, pool.number(number));
    }

    private static Expression square(Pool pool, Expression x) {
        return pool.power(x, pool.leaf(Numeral.TWO));
    }

    private static Map<String, ElementaryFunction> byName() {
        Map<String, ElementaryFunction> map = new LinkedHashMap<>();
        for (ElementaryFunction function : values()) {
            function.names.forEach(name -> map.put(name, function));
        }
        return map;
    }
}
