package dev.glissade.symbolic;

import dev.glissade.symbolic.Expression.Application;
import dev.glissade.symbolic.Expression.Constant;
import dev.glissade.symbolic.Expression.Difference;
import dev.glissade.symbolic.Expression.Negation;
import dev.glissade.symbolic.Expression.Numeral;
import dev.glissade.symbolic.Expression.Power;
import dev.glissade.symbolic.Expression.Product;
import dev.glissade.symbolic.Expression.Quotient;
import dev.glissade.symbolic.Expression.Sum;
import dev.glissade.symbolic.Expression.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects equal terms of a sum and equal factors of a product.
///
/// A sum is walked over as the reverse pass walks over a tape: each node, from the last to the first, hands its
/// coefficient on to its operands, where those of several users add up. So a node that is used often is looked at once.
/// A product is walked over in the same way with exponents in place of coefficients.
///
/// Terms stay in the order of their first appearance, with a positive one first if there is one; factors are ordered by
/// kind and name. Sums of equal terms in another order become one expression, unless they are long.
final class Collector {
    /// A term by its number and its coefficient, or a factor by its number and its exponent.
    private record Part(int number, Ratio count) {}

    /// coefficient · Π base^exponent; no exponent is 0.
    ///
    /// @param fixed whether the product must stay as it stands, because a power of 0 is not defined or an exponent cannot
    ///     be written; then the rest does not count
    private record Factors(Ratio coefficient, List<Part> powers, boolean fixed) {}

    /// The longest sum that is recognised in another order.
    private static final int REORDERED = 100;

    private final Pool pool;
    private final Simplifier simplifier;
    private final Map<List<Part>, Expression> sums = new HashMap<>();

    Collector(Pool pool, Simplifier simplifier) {
        this.pool = pool;
        this.simplifier = simplifier;
    }

    /// A number that is writable.
    Expression number(Ratio ratio) {
        Expression upper = pool.number(ratio.upper());
        Expression magnitude = ratio.lower() == 1 ? upper : pool.quotient(upper, pool.number(ratio.lower()));
        return ratio.sign() < 0 ? pool.negation(magnitude) : magnitude;
    }

    // ---- sums

    /// The simplified form of a sum, difference or negation; null if a part is missing.
    @Nullable
    Expression sum(Expression top) {
        Map<Integer, Ratio> terms = new LinkedHashMap<>();
        List<Part> loose = new ArrayList<>();
        boolean complete = true;
        ArrayDeque<Part> open = new ArrayDeque<>(terms(top, Ratio.ONE));
        while (!open.isEmpty()) {
            simplifier.count();
            Part next = open.pop();
            Expression node = pool.member(next.number());
            Expression simple = simplifier.of(node);
            if (simple == null) {
                complete = false;
            } else if (simple != node) {
                List<Part> inner = terms(simple, next.count());
                inner.reversed().forEach(open::push);
            } else {
                add(term(node, next.count()), terms, loose);
            }
        }
        if (!complete) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        terms.forEach((number, count) -> parts.add(new Part(number, count)));
        parts.addAll(loose);
        parts.removeIf(part -> part.count().sign() == 0);
        return parts.stream().allMatch(part -> part.count().writable()) ? sum(parts) : asItStands(top);
    }

    /// A node over its simplified operands; null if one is missing.
    private @Nullable Expression asItStands(Expression top) {
        Expression left = simplifier.of(top.operands().getFirst());
        Expression right = simplifier.of(top.operands().getLast());
        return left == null || right == null ? null : pool.rebuilt(top, left, right);
    }

    /// The operands of a sum of sums with their coefficients, in the order of their first appearance.
    private List<Part> terms(Expression top, Ratio count) {
        Set<Integer> seen = new HashSet<>();
        List<Integer> order = new ArrayList<>();
        ArrayDeque<Expression> open = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            Expression node = open.pop();
            if (seen.add(pool.number(node))) {
                simplifier.count();
                if (isSum(node)) {
                    node.operands().reversed().forEach(open::push);
                } else {
                    order.add(pool.number(node));
                }
            }
        }
        Map<Integer, Ratio> counts = new HashMap<>();
        TreeMap<Integer, Ratio> pending = new TreeMap<>();
        pending.put(pool.number(top), count);
        for (var next = pending.pollLastEntry(); next != null; next = pending.pollLastEntry()) {
            Ratio c = next.getValue();
            switch (pool.member(next.getKey())) {
                case Sum(var a, var b) -> {
                    pend(pending, a, c);
                    pend(pending, b, c);
                }
                case Difference(var a, var b) -> {
                    pend(pending, a, c);
                    pend(pending, b, c.negated());
                }
                case Negation(var a) -> pend(pending, a, c.negated());
                default -> counts.put(next.getKey(), c);
            }
        }
        List<Part> terms = new ArrayList<>();
        order.forEach(number -> terms.add(new Part(number, counts.getOrDefault(number, Ratio.ZERO))));
        return terms;
    }

    private static boolean isSum(Expression node) {
        return node instanceof Sum || node instanceof Difference || node instanceof Negation;
    }

    private void pend(TreeMap<Integer, Ratio> pending, Expression node, Ratio count) {
        pending.merge(pool.number(node), count, Ratio::plus);
    }

    /// A simplified term without its coefficient, which is multiplied into the count; numbers are terms of 1.
    private Part term(Expression node, Ratio count) {
        Ratio number = Ratio.of(node);
        if (number != null) {
            Ratio product = number.times(count);
            return product.writable() ? new Part(pool.number(pool.number(1)), product) : part(node, count);
        }
        if (node instanceof Product || node instanceof Quotient) {
            Factors factors = factors(node);
            if (factors != null && !factors.fixed() && !factors.coefficient().is(Ratio.ONE)) {
                Ratio product = factors.coefficient().times(count);
                if (product.writable()) {
                    return part(product(Ratio.ONE, factors.powers()), product);
                }
            }
        }
        return part(node, count);
    }

    private Part part(Expression node, Ratio count) {
        return new Part(pool.number(node), count);
    }

    /// Adds to the term of the same number; where the sum of the coefficients cannot be written, it stays apart.
    private static void add(Part part, Map<Integer, Ratio> collected, List<Part> loose) {
        Ratio before = collected.get(part.number());
        Ratio after = before == null ? part.count() : before.plus(part.count());
        if (before == null || after.writable()) {
            collected.put(part.number(), after);
        } else {
            loose.add(part);
        }
    }

    private Expression sum(List<Part> parts) {
        if (parts.isEmpty()) {
            return pool.number(0);
        }
        List<Part> key = new ArrayList<>(parts);
        key.sort(Comparator.comparingInt(Part::number));
        Expression same = parts.size() <= REORDERED ? sums.get(key) : null;
        if (same != null) {
            return same;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).count().sign() > 0) {
                parts.addFirst(parts.remove(i));
                break;
            }
        }
        Expression result = scaled(parts.getFirst());
        for (Part part : parts.subList(1, parts.size())) {
            result = part.count().sign() < 0
                    ? pool.difference(
                            result, scaled(new Part(part.number(), part.count().negated())))
                    : pool.sum(result, scaled(part));
        }
        if (parts.size() <= REORDERED) {
            sums.put(key, result);
        }
        return result;
    }

    private Expression scaled(Part part) {
        Expression node = pool.member(part.number());
        Ratio count = part.count();
        if (count.is(Ratio.ONE)) {
            return node;
        }
        if (count.is(Ratio.MINUS_ONE)) {
            return pool.negation(node);
        }
        if (Numeral.ONE.equals(node)) {
            return number(count);
        }
        Factors factors = factors(node);
        return factors == null || factors.fixed() || !factors.coefficient().is(Ratio.ONE)
                ? pool.product(number(count), node)
                : product(count, factors.powers());
    }

    // ---- products

    /// The simplified form of a product, quotient, square root, or power with a number; null if a part is missing.
    @Nullable
    Expression product(Expression top) {
        Factors factors = factors(top);
        if (factors == null) {
            return null;
        }
        if (factors.fixed()) {
            return asItStands(top);
        }
        List<Part> powers = factors.powers();
        if (factors.coefficient().is(Ratio.MINUS_ONE)
                && powers.size() == 1
                && powers.getFirst().count().is(Ratio.ONE)
                && isSum(pool.member(powers.getFirst().number()))) {
            return simplifier.of(pool.negation(pool.member(powers.getFirst().number())));
        }
        return product(factors.coefficient(), powers);
    }

    private @Nullable Factors factors(Expression top) {
        TreeMap<Integer, Ratio> pending = new TreeMap<>();
        pend(pending, top, Ratio.ONE);
        Ratio coefficient = Ratio.ONE;
        TreeMap<Integer, Ratio> exponents = new TreeMap<>();
        List<Part> loose = new ArrayList<>();
        boolean complete = true;
        boolean fixed = false;
        boolean zero = false;
        for (var next = pending.pollLastEntry(); next != null; next = pending.pollLastEntry()) {
            simplifier.count();
            Expression node = pool.member(next.getKey());
            Ratio e = next.getValue();
            if (node instanceof Quotient(var _, var b) && Numeral.ZERO.equals(simplifier.of(b))) {
                fixed = true;
            }
            Ratio number = Ratio.of(node);
            if (number != null) {
                fixed |= number.sign() == 0 && e.sign() < 0;
                zero |= number.sign() == 0 && e.sign() > 0;
                Ratio whole = multiplied(coefficient, number, e);
                Ratio part = multiplied(coefficient, number, e.truncated());
                if (whole != null) {
                    coefficient = whole;
                } else if (part != null && !e.isInteger()) {
                    coefficient = part;
                    add(new Part(next.getKey(), e.plus(e.truncated().negated())), exponents, loose);
                } else if (number.sign() != 0) {
                    add(new Part(next.getKey(), e), exponents, loose);
                }
            } else if (e.sign() != 0 && !handOn(node, e, pending)) {
                Expression simple = simplifier.of(node);
                if (simple == null) {
                    complete = false;
                } else if (simple != node) {
                    pend(pending, simple, e);
                } else {
                    add(new Part(next.getKey(), e), exponents, loose);
                }
            }
            if (e.isInteger() && e.sign() != 0 && node instanceof Negation && !e.isEven() && number == null) {
                coefficient = coefficient.negated();
            }
        }
        if (!complete) {
            return null;
        }
        List<Part> powers = new ArrayList<>();
        exponents.forEach((base, exponent) -> powers.add(new Part(base, exponent)));
        powers.addAll(loose);
        powers.removeIf(part -> part.count().sign() == 0);
        powers.sort(this::compare);
        fixed |= !powers.stream().allMatch(part -> part.count().writable());
        return zero ? new Factors(Ratio.ZERO, List.of(), fixed) : new Factors(coefficient, powers, fixed);
    }

    /// The order of factors: numbers, constants, symbols by name, then all else.
    private int compare(Part left, Part right) {
        Expression a = pool.member(left.number());
        Expression b = pool.member(right.number());
        if (a instanceof Symbol(var aName) && b instanceof Symbol(var bName)) {
            return Names.compare(aName, bName);
        }
        int ranks = Integer.compare(rank(a), rank(b));
        return ranks != 0 ? ranks : Integer.compare(left.number(), right.number());
    }

    private static int rank(Expression factor) {
        return switch (factor) {
            case Numeral _ -> 0;
            case Constant _ -> 1;
            case Symbol _ -> 2;
            default -> 3;
        };
    }

    /// coefficient · number^exponent, or null if that is not exact.
    private static @Nullable Ratio multiplied(Ratio coefficient, Ratio number, Ratio exponent) {
        Ratio doubled = exponent.plus(exponent);
        boolean halves = !exponent.isInteger() && doubled.isInteger();
        Ratio base = halves ? number.root() : number;
        Ratio power = base == null ? null : base.power(halves ? doubled : exponent);
        Ratio product = power == null ? null : coefficient.times(power);
        return product != null && product.writable() ? product : null;
    }

    /// Hands an exponent on to the operands of a node, by the laws that hold wherever the node has a value.
    ///
    /// @return whether there is such a law
    private boolean handOn(Expression node, Ratio e, TreeMap<Integer, Ratio> pending) {
        switch (node) {
            case Negation(var a) when e.isInteger() -> pend(pending, a, e);
            case Product(var a, var b)
            when e.isInteger() -> {
                pend(pending, a, e);
                pend(pending, b, e);
            }
            case Quotient(var a, var b)
            when e.isInteger() -> {
                pend(pending, a, e);
                pend(pending, b, e.negated());
            }
            case Power(var a, var b) -> {
                Expression exponent = simplifier.of(b);
                Ratio k = exponent == null ? null : Ratio.of(exponent);
                Ratio both = k == null ? null : k.times(e);
                if (k == null || both == null || !both.writable()) {
                    return false;
                }
                if (e.isInteger()) {
                    pend(pending, a, both);
                } else if (k.isEven() && both.isInteger()) {
                    pend(pending, both.isEven() ? a : pool.application(ElementaryFunction.ABS, a), both);
                } else {
                    return false;
                }
            }
            case Application(var function, var a)
            when function == ElementaryFunction.SQRT -> pend(pending, a, e.times(Ratio.HALF));
            case Application(var function, var a)
            when function == ElementaryFunction.ABS && e.isEven() -> pend(pending, a, e);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Writes a product as one fraction.
    private Expression product(Ratio coefficient, List<Part> powers) {
        if (coefficient.sign() == 0 || powers.isEmpty()) {
            return number(coefficient);
        }
        Ratio magnitude = coefficient.magnitude();
        Expression above = magnitude.upper() == 1 ? null : pool.number(magnitude.upper());
        Expression below = magnitude.lower() == 1 ? null : pool.number(magnitude.lower());
        for (Part part : powers) {
            Expression base = pool.member(part.number());
            if (part.count().sign() > 0) {
                above = times(above, power(base, part.count()));
            } else {
                below = times(below, power(base, part.count().negated()));
            }
        }
        Expression upper = above == null ? pool.number(1) : above;
        Expression fraction = below == null ? upper : pool.quotient(upper, below);
        return coefficient.sign() < 0 ? pool.negation(fraction) : fraction;
    }

    private Expression times(@Nullable Expression left, Expression right) {
        return left == null ? right : pool.product(left, right);
    }

    private Expression power(Expression base, Ratio exponent) {
        return exponent.is(Ratio.ONE)
                ? base
                : exponent.is(Ratio.HALF)
                        ? pool.application(ElementaryFunction.SQRT, base)
                        : pool.power(base, number(exponent));
    }
}
