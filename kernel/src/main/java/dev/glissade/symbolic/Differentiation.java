package dev.glissade.symbolic;

import dev.glissade.symbolic.Expression.Application;
import dev.glissade.symbolic.Expression.Constant;
import dev.glissade.symbolic.Expression.Difference;
import dev.glissade.symbolic.Expression.Maximum;
import dev.glissade.symbolic.Expression.Minimum;
import dev.glissade.symbolic.Expression.Negation;
import dev.glissade.symbolic.Expression.Numeral;
import dev.glissade.symbolic.Expression.Power;
import dev.glissade.symbolic.Expression.Product;
import dev.glissade.symbolic.Expression.Quotient;
import dev.glissade.symbolic.Expression.Sum;
import dev.glissade.symbolic.Expression.Symbol;
import org.jspecify.annotations.Nullable;

/// The rules of differentiation, applied once to each different node, leaves first.
///
/// The derivative of a node that does not depend on the variable is null, and terms with it are left out; that of the
/// variable itself is 1, and factors of it are left out. Nothing else is simplified.
final class Differentiation {
    private final Pool pool;
    private final String variable;
    /// The derivatives of the members, by number.
    private final @Nullable Expression[] derivatives;

    private Differentiation(Pool pool, String variable) {
        this.pool = pool;
        this.variable = variable;
        this.derivatives = new Expression[pool.size()];
    }

    static Expression derivative(Expression root, String variable) {
        Pool pool = new Pool("derivative");
        Expression top = pool.add(root);
        var differentiation = new Differentiation(pool, variable);
        for (int i = 0; i < differentiation.derivatives.length; i++) {
            differentiation.derivatives[i] = differentiation.rule(pool.member(i));
        }
        Expression result = differentiation.of(top);
        return result == null ? Numeral.ZERO : result;
    }

    private @Nullable Expression of(Expression member) {
        return derivatives[pool.number(member)];
    }

    private @Nullable Expression rule(Expression node) {
        return switch (node) {
            case Numeral _, Constant _ -> null;
            case Symbol(var name) -> name.equals(variable) ? pool.leaf(Numeral.ONE) : null;
            case Negation(var a) -> negation(of(a));
            case Sum(var a, var b) -> sum(of(a), of(b));
            case Difference(var a, var b) -> difference(of(a), of(b));
            case Product(var a, var b) -> sum(product(of(a), b), product(of(b), a));
            case Quotient(var a, var b) -> quotient(node, a, b);
            case Power(var a, var b) -> sum(powerByBase(a, b), powerByExponent(node, a, b));
            case Application(var function, var a) -> function(node, function, a);
            case Maximum(var a, var b) -> extremum(a, b, of(a), of(b));
            case Minimum(var a, var b) -> extremum(b, a, of(a), of(b));
        };
    }

    /// (a/b)′ = a′/b − b′·(a/b)/b
    private @Nullable Expression quotient(Expression node, Expression a, Expression b) {
        Expression above = of(a);
        Expression below = of(b);
        return difference(
                above == null ? null : pool.quotient(above, b),
                below == null ? null : product(below, pool.quotient(node, b)));
    }

    /// a′·b·a^(b − 1)
    private @Nullable Expression powerByBase(Expression a, Expression b) {
        Expression inner = of(a);
        if (inner == null) {
            return null;
        }
        Expression lower = b instanceof Numeral(double exponent)
                        && exponent >= 1
                        && exponent <= 1L << 52
                        && exponent == Math.rint(exponent)
                ? pool.number(exponent - 1)
                : pool.difference(b, pool.leaf(Numeral.ONE));
        return product(inner, pool.product(b, pool.power(a, lower)));
    }

    /// b′·ln(a)·a^b
    private @Nullable Expression powerByExponent(Expression node, Expression a, Expression b) {
        return of(b) == null ? null : product(of(b), pool.product(pool.application(ElementaryFunction.LN, a), node));
    }

    /// a′·f′(a)
    private @Nullable Expression function(Expression node, ElementaryFunction function, Expression a) {
        return of(a) == null || function == ElementaryFunction.SIGN
                ? null
                : product(of(a), function.derivative(pool, a, node));
    }

    /// (above′ + below′)/2 + sign(above − below)·(above′ − below′)/2: that of the operand that counts, or the mean.
    private @Nullable Expression extremum(
            Expression above, Expression below, @Nullable Expression left, @Nullable Expression right) {
        if (left == null && right == null) {
            return null;
        }
        // For max, above is the left operand; for min the operands are exchanged, and so is the sign of the difference.
        Expression half = pool.quotient(pool.leaf(Numeral.ONE), pool.leaf(Numeral.TWO));
        Expression mean = product(sum(left, right), half);
        Expression sign = pool.application(ElementaryFunction.SIGN, pool.difference(above, below));
        return sum(mean, product(product(difference(left, right), half), sign));
    }

    // ---- null stands for 0

    private @Nullable Expression negation(@Nullable Expression operand) {
        return operand == null ? null : pool.negation(operand);
    }

    private @Nullable Expression sum(@Nullable Expression left, @Nullable Expression right) {
        return left == null ? right : right == null ? left : pool.sum(left, right);
    }

    private @Nullable Expression difference(@Nullable Expression left, @Nullable Expression right) {
        return right == null ? left : left == null ? pool.negation(right) : pool.difference(left, right);
    }

    private @Nullable Expression product(@Nullable Expression derivative, Expression factor) {
        return derivative == null ? null : Numeral.ONE.equals(derivative) ? factor : pool.product(derivative, factor);
    }
}
