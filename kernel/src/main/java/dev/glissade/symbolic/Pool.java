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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A set of expressions in which equal ones are one object, numbered from 0 so that operands come before what is made
/// of them: hash consing, local to one piece of work.
///
/// Two members are equal exactly if they are identical, and a walk over the numbers is a walk from the leaves to the
/// root without recursion.
final class Pool {
    /// What makes a node: its kind and the numbers of its operands.
    private record Key(Object kind, int left, int right) {}

    private static final int NONE = -1;

    private final String operation;
    private final int limit;
    private final List<Expression> members = new ArrayList<>();
    private final Map<Key, Expression> byKey = new HashMap<>();
    private final IdentityHashMap<Expression, Integer> numbers = new IdentityHashMap<>();

    /// A pool for looking at expressions, of any size.
    Pool() {
        this("", Integer.MAX_VALUE);
    }

    /// A pool for making expressions of at most [Expression#NODES] different nodes.
    ///
    /// @param operation the name in the message if there are more
    Pool(String operation) {
        this(operation, Expression.NODES);
    }

    private Pool(String operation, int limit) {
        this.operation = operation;
        this.limit = limit;
    }

    int size() {
        return members.size();
    }

    Expression member(int number) {
        return members.get(number);
    }

    /// The number of a member.
    int number(Expression member) {
        return Objects.requireNonNull(numbers.get(member));
    }

    /// The member that equals an expression from anywhere.
    Expression add(Expression expression) {
        IdentityHashMap<Expression, Expression> found = new IdentityHashMap<>();
        ArrayDeque<Expression> open = new ArrayDeque<>();
        open.push(expression);
        while (!open.isEmpty()) {
            Expression next = open.peek();
            if (found.containsKey(next)) {
                open.pop();
                continue;
            }
            List<Expression> operands = next.operands();
            boolean ready = true;
            for (int i = operands.size() - 1; i >= 0; i--) {
                if (!found.containsKey(operands.get(i))) {
                    open.push(operands.get(i));
                    ready = false;
                }
            }
            if (ready) {
                open.pop();
                found.put(next, member(next, operands, found));
            }
        }
        return Objects.requireNonNull(found.get(expression));
    }

    private Expression member(Expression outside, List<Expression> operands, Map<Expression, Expression> found) {
        return operands.isEmpty()
                ? leaf(outside)
                : rebuilt(
                        outside,
                        Objects.requireNonNull(found.get(operands.getFirst())),
                        Objects.requireNonNull(found.get(operands.getLast())));
    }

    /// A node of the same kind over other operands, which are members; `right` is ignored where there is one operand.
    Expression rebuilt(Expression node, Expression left, Expression right) {
        return switch (node) {
            case Numeral _, Constant _, Symbol _ -> leaf(node);
            case Negation _ -> negation(left);
            case Application(var function, var _) -> application(function, left);
            case Sum _ -> sum(left, right);
            case Difference _ -> difference(left, right);
            case Product _ -> product(left, right);
            case Quotient _ -> quotient(left, right);
            case Power _ -> power(left, right);
            case Maximum _ -> maximum(left, right);
            case Minimum _ -> minimum(left, right);
        };
    }

    // ---- members made of members, as they stand

    Expression number(double number) {
        return number < 0 ? negation(leaf(new Numeral(-number))) : leaf(Expression.number(number));
    }

    Expression constant(Constant constant) {
        return leaf(constant);
    }

    Expression leaf(Expression leaf) {
        return member(new Key(leaf, NONE, NONE), leaf);
    }

    Expression negation(Expression operand) {
        return member(new Key(Negation.class, number(operand), NONE), new Negation(operand));
    }

    Expression application(ElementaryFunction function, Expression argument) {
        return member(new Key(function, number(argument), NONE), new Application(function, argument));
    }

    Expression sum(Expression left, Expression right) {
        return member(new Key(Sum.class, number(left), number(right)), new Sum(left, right));
    }

    Expression difference(Expression left, Expression right) {
        return member(new Key(Difference.class, number(left), number(right)), new Difference(left, right));
    }

    Expression product(Expression left, Expression right) {
        return member(new Key(Product.class, number(left), number(right)), new Product(left, right));
    }

    Expression quotient(Expression left, Expression right) {
        return member(new Key(Quotient.class, number(left), number(right)), new Quotient(left, right));
    }

    Expression power(Expression base, Expression exponent) {
        return member(new Key(Power.class, number(base), number(exponent)), new Power(base, exponent));
    }

    Expression maximum(Expression left, Expression right) {
        return member(new Key(Maximum.class, number(left), number(right)), new Maximum(left, right));
    }

    Expression minimum(Expression left, Expression right) {
        return member(new Key(Minimum.class, number(left), number(right)), new Minimum(left, right));
    }

    private Expression member(Key key, Expression node) {
        Expression known = byKey.get(key);
        if (known != null) {
            return known;
        }
        if (members.size() == limit) {
            throw new IllegalArgumentException(operation + ": the result needs more than " + limit
                    + " different nodes; an expression may have no more");
        }
        byKey.put(key, node);
        numbers.put(node, members.size());
        members.add(node);
        return node;
    }
}
