package dev.glissade.symbolic;

import dev.glissade.symbolic.ElementaryFunction.Symmetry;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rewrites expressions to shorter ones of the same value.
///
/// A whole sum of sums is collected at once, and so is a whole product; each different part is simplified once, and
/// parts before what is made of them. A rule that needs the simplified form of a part asks [#of]; where that is not
/// known yet, the rule is put off, the part is done, and the rule tried again. So nothing recurses.
final class Simplifier {
    /// The steps after which simplification is given up.
    private static final long STEPS = 5_000_000;

    private final Pool pool;
    /// The simplified form by member; a simplified form is its own.
    private final IdentityHashMap<Expression, Expression> known = new IdentityHashMap<>();
    /// What the rule that is being tried asked for in vain.
    private final List<Expression> missing = new ArrayList<>();

    private final Collector collector;
    private long steps;

    Simplifier(Pool pool) {
        this.pool = pool;
        this.collector = new Collector(pool, this);
    }

    Expression simplified(Expression root) {
        Expression top = pool.add(root);
        ArrayDeque<Expression> open = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            Expression next = open.peek();
            if (known.containsKey(next)) {
                open.pop();
                continue;
            }
            count();
            missing.clear();
            Expression result = rule(next);
            if (result != null && missing.isEmpty()) {
                open.pop();
                known.put(next, result);
                known.putIfAbsent(result, result);
            } else {
                missing.reversed().forEach(open::push);
            }
        }
        return Objects.requireNonNull(known.get(top));
    }

    /// The simplified form of a member, or null if it is not known yet: then the result of the present rule does not
    /// count.
    @Nullable
    Expression of(Expression member) {
        Expression simple = known.get(member);
        if (simple == null) {
            missing.add(member);
        }
        return simple;
    }

    /// Counts a step of work.
    void count() {
        if (++steps > STEPS) {
            throw new IllegalArgumentException("simplified: more than " + STEPS
                    + " steps are needed; the expression is too large to be simplified");
        }
    }

    private @Nullable Expression rule(Expression node) {
        return switch (node) {
            case Numeral _, Constant _, Symbol _ -> node;
            case Sum _, Difference _, Negation _ -> collector.sum(node);
            case Product _, Quotient _ -> collector.product(node);
            case Power(var a, var b) -> power(node, of(a), of(b));
            case Application(var function, var a) -> {
                Expression argument = of(a);
                yield argument == null ? null : function(node, function, argument);
            }
            case Maximum(var a, var b) -> extremum(true, of(a), of(b));
            case Minimum(var a, var b) -> extremum(false, of(a), of(b));
        };
    }

    private @Nullable Expression power(Expression node, @Nullable Expression base, @Nullable Expression exponent) {
        if (base == null || exponent == null) {
            return null;
        }
        if (Ratio.of(exponent) != null) {
            return collector.product(node);
        }
        if (base == Constant.E) {
            return of(pool.application(ElementaryFunction.EXP, exponent));
        }
        return Numeral.ONE.equals(base) ? base : pool.power(base, exponent);
    }

    private @Nullable Expression extremum(boolean largest, @Nullable Expression left, @Nullable Expression right) {
        if (left == null || right == null) {
            return null;
        }
        Ratio a = Ratio.of(left);
        Ratio b = Ratio.of(right);
        if (a != null && b != null) {
            boolean leftIsLarger = a.plus(b.negated()).sign() >= 0;
            return leftIsLarger == largest ? left : right;
        }
        return left == right ? left : largest ? pool.maximum(left, right) : pool.minimum(left, right);
    }

    // ---- functions

    private @Nullable Expression function(Expression node, ElementaryFunction function, Expression argument) {
        if (function == ElementaryFunction.SQRT) {
            return collector.product(node);
        }
        if (function.symmetry() != Symmetry.NONE && argument instanceof Negation(var positive)) {
            Expression mirrored = pool.application(function, positive);
            return of(function.symmetry() == Symmetry.EVEN ? mirrored : pool.negation(mirrored));
        }
        Ratio number = Ratio.of(argument);
        Expression folded = number != null ? ofNumber(function, argument, number) : ofFunction(function, argument);
        return folded != null ? folded : pool.application(function, argument);
    }

    /// The value at a number where it is exact, else null.
    private @Nullable Expression ofNumber(ElementaryFunction function, Expression argument, Ratio number) {
        boolean one = number.is(Ratio.ONE);
        if (number.sign() == 0) {
            return switch (function) {
                case SIN, TAN, ASIN, ATAN, SINH, TANH, ABS, SIGN, ERF, SQRT -> pool.number(0);
                case EXP, COS, COSH -> pool.number(1);
                case SIGMOID -> collector.number(Ratio.HALF);
                case LN, LOG2, LOG10, ACOS, SOFTPLUS -> null;
            };
        }
        return switch (function) {
            case LN, LOG2, LOG10, ACOS -> one ? pool.number(0) : logarithm(function, number);
            case EXP -> one ? pool.constant(Constant.E) : null;
            // A negative number is a negation, which symmetry has dealt with.
            case ABS -> argument;
            case SIGN -> pool.number(1);
            default -> null;
        };
    }

    /// A logarithm that is an integer, or null.
    private @Nullable Expression logarithm(ElementaryFunction function, Ratio number) {
        if (number.sign() < 0 || (function != ElementaryFunction.LOG2 && function != ElementaryFunction.LOG10)) {
            return null;
        }
        Ratio base = Ratio.of(function == ElementaryFunction.LOG2 ? 2 : 10);
        boolean above = number.numerator().compareTo(number.denominator()) > 0;
        Ratio rest = above ? number : Ratio.ONE.dividedBy(number);
        int exponent = 0;
        while (rest.isInteger() && !rest.is(Ratio.ONE)) {
            rest = rest.dividedBy(base);
            exponent++;
        }
        return rest.is(Ratio.ONE) ? pool.number(above ? exponent : -exponent) : null;
    }

    /// The value at a function of something where the two cancel, else null.
    private @Nullable Expression ofFunction(ElementaryFunction function, Expression argument) {
        return switch (function) {
            case LN ->
                argument == Constant.E
                        ? pool.number(1)
                        : argument instanceof Application(var inner, var a) && inner == ElementaryFunction.EXP
                                ? a
                                : null;
            case EXP -> argument instanceof Application(var inner, var a) && inner == ElementaryFunction.LN ? a : null;
            case ABS -> neverNegative(argument) ? argument : null;
            default -> null;
        };
    }

    private static boolean neverNegative(Expression expression) {
        return switch (expression) {
            case Constant _ -> true;
            case Power(var _, Numeral(double exponent)) -> exponent % 2 == 0;
            case Application(var function, var _) ->
                switch (function) {
                    case EXP, SQRT, COSH, ABS, SIGMOID, SOFTPLUS -> true;
                    default -> false;
                };
            default -> false;
        };
    }
}
