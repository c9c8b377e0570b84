package dev.glissade.symbolic;

import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.ScalarFunctions;
import dev.glissade.symbolic.Expression.Application;
import dev.glissade.symbolic.Expression.Numeral;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/// A function of one argument, with its derivative, its float64 function and its operation on a tape side by side.
public enum ElementaryFunction {
    /// eˣ
    EXP("exp", ScalarFunctions::exp, Variable::exp, Symmetry.NONE, (p, _, y) -> y),
    /// The natural logarithm, also written `log`.
    LN("ln", ScalarFunctions::log, Variable::log, Symmetry.NONE, (p, x, _) -> p.quotient(p.number(1), x), "log"),
    /// log₂ x
    LOG2(
            "log2",
            ScalarFunctions::log2,
            Variable::log2,
            Symmetry.NONE,
            (p, x, _) -> p.quotient(p.number(1), p.product(x, ln(p, 2)))),
    /// log₁₀ x
    LOG10(
            "log10",
            ScalarFunctions::log10,
            Variable::log10,
            Symmetry.NONE,
            (p, x, _) -> p.quotient(p.number(1), p.product(x, ln(p, 10)))),
    /// √x, also written `√(x)`
    SQRT(
            "sqrt",
            Math::sqrt,
            Variable::sqrt,
            Symmetry.NONE,
            (p, _, y) -> p.quotient(p.number(1), p.product(p.number(2), y)),
            "√"),
    /// The sine, of radians.
    SIN("sin", ScalarFunctions::sin, Variable::sin, Symmetry.ODD, (p, x, _) -> p.application(cosine(), x)),
    /// The cosine, of radians.
    COS("cos", ScalarFunctions::cos, Variable::cos, Symmetry.EVEN, (p, x, _) -> p.negation(p.application(SIN, x))),
    /// The tangent, of radians.
    TAN("tan", ScalarFunctions::tan, Variable::tan, Symmetry.ODD, (p, _, y) -> p.sum(p.number(1), square(p, y))),
    /// The arc sine, in radians, also written `arcsin`.
    ASIN(
            "asin",
            ScalarFunctions::asin,
            Variable::asin,
            Symmetry.ODD,
            (p, x, _) -> p.quotient(p.number(1), p.application(SQRT, p.difference(p.number(1), square(p, x)))),
            "arcsin"),
    /// The arc cosine, in radians, also written `arccos`.
    ACOS(
            "acos",
            ScalarFunctions::acos,
            Variable::acos,
            Symmetry.NONE,
            (p, x, _) ->
                    p.negation(p.quotient(p.number(1), p.application(SQRT, p.difference(p.number(1), square(p, x))))),
            "arccos"),
    /// The arc tangent, in radians, also written `arctan`.
    ATAN(
            "atan",
            ScalarFunctions::atan,
            Variable::atan,
            Symmetry.ODD,
            (p, x, _) -> p.quotient(p.number(1), p.sum(p.number(1), square(p, x))),
            "arctan"),
    /// The hyperbolic sine.
    SINH(
            "sinh",
            ScalarFunctions::sinh,
            Variable::sinh,
            Symmetry.ODD,
            (p, x, _) -> p.application(hyperbolicCosine(), x)),
    /// The hyperbolic cosine.
    COSH("cosh", ScalarFunctions::cosh, Variable::cosh, Symmetry.EVEN, (p, x, _) -> p.application(SINH, x)),
    /// The hyperbolic tangent.
    TANH(
            "tanh",
            ScalarFunctions::tanh,
            Variable::tanh,
            Symmetry.ODD,
            (p, _, y) -> p.difference(p.number(1), square(p, y))),
    /// |x|, with derivative 0 at 0
    ABS("abs", Math::abs, Variable::abs, Symmetry.EVEN, (p, x, _) -> p.application(sign(), x)),
    /// 1 above 0, −1 below, 0 at 0 and NaN; its derivative is 0.
    SIGN("sign", ScalarFunctions::sign, Variable::sign, Symmetry.ODD, (p, _, _) -> p.number(0)),
    /// The logistic function 1 / (1 + e⁻ˣ).
    SIGMOID(
            "sigmoid",
            ScalarFunctions::sigmoid,
            Variable::sigmoid,
            Symmetry.NONE,
            (p, _, y) -> p.product(y, p.difference(p.number(1), y))),
    /// ln(1 + eˣ), without overflow
    SOFTPLUS(
            "softplus",
            x -> ScalarFunctions.softplus(x, 1, Double.POSITIVE_INFINITY),
            Variable::softplus,
            Symmetry.NONE,
            (p, x, _) -> p.application(SIGMOID, x)),
    /// The error function 2/√π ∫₀ˣ exp(−t²) dt.
    ERF(
            "erf",
            ScalarFunctions::erf,
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

    /// f′(x) as a member of a pool, from x and y = f(x).
    @FunctionalInterface
    interface Rule {
        Expression derivative(Pool pool, Expression x, Expression y);
    }

    private static final Map<String, ElementaryFunction> BY_NAME = byName();

    private final List<String> names;
    private final DoubleUnaryOperator function;
    private final UnaryOperator<Variable> recorded;
    private final Symmetry symmetry;
    private final Rule rule;

    ElementaryFunction(
            String text,
            DoubleUnaryOperator function,
            UnaryOperator<Variable> recorded,
            Symmetry symmetry,
            Rule rule,
            String... otherNames) {
        List<String> all = new ArrayList<>(List.of(text));
        Collections.addAll(all, otherNames);
        this.names = List.copyOf(all);
        this.function = function;
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
        return function.applyAsDouble(x);
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
