package dev.glissade.symbolic;

import dev.glissade.symbolic.Expression.Application;
import dev.glissade.symbolic.Expression.Constant;
import dev.glissade.symbolic.Expression.Numeral;
import dev.glissade.symbolic.Expression.Symbol;
import java.util.ArrayList;
import java.util.List;

/// What can be said of an expression by walking once over its different nodes, leaves first.
final class Structure {
    private Structure() {}

    static boolean equal(Expression left, Expression right) {
        if (left == right) {
            return true;
        }
        Pool pool = new Pool();
        return pool.add(left) == pool.add(right);
    }

    static int hash(Expression root) {
        Pool pool = new Pool();
        pool.add(root);
        int[] hashes = new int[pool.size()];
        for (int i = 0; i < hashes.length; i++) {
            Expression node = pool.member(i);
            int hash = kindHash(node);
            for (Expression operand : node.operands()) {
                hash = 31 * hash + hashes[pool.number(operand)];
            }
            hashes[i] = hash;
        }
        return hashes[hashes.length - 1];
    }

    /// The same in every process, unlike the hash of a class or an enum.
    private static int kindHash(Expression node) {
        return switch (node) {
            case Numeral numeral -> numeral.hashCode();
            case Symbol symbol -> symbol.hashCode();
            case Constant constant -> constant.name().hashCode();
            case Application(var function, var _) -> function.name().hashCode();
            default -> node.getClass().getSimpleName().hashCode();
        };
    }

    static long nodes(Expression root) {
        Pool pool = new Pool();
        pool.add(root);
        return nodes(pool, pool.size())[pool.size() - 1];
    }

    /// The size as a tree of each of the first `count` members, [Long#MAX_VALUE] for more.
    static long[] nodes(Pool pool, int count) {
        long[] sizes = new long[count];
        for (int i = 0; i < count; i++) {
            long size = 1;
            for (Expression operand : pool.member(i).operands()) {
                long other = sizes[pool.number(operand)];
                size = size + other < 0 ? Long.MAX_VALUE : size + other;
            }
            sizes[i] = size;
        }
        return sizes;
    }

    static List<String> variables(Expression root) {
        Pool pool = new Pool();
        pool.add(root);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            if (pool.member(i) instanceof Symbol(var name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    static Expression substituted(Expression root, String variable, Expression replacement) {
        Pool pool = new Pool("with");
        Expression top = pool.add(root);
        int count = pool.size();
        Expression other = pool.add(replacement);
        Expression[] results = new Expression[count];
        for (int i = 0; i < count; i++) {
            Expression node = pool.member(i);
            List<Expression> operands = node.operands();
            results[i] = operands.isEmpty()
                    ? node instanceof Symbol(var name) && name.equals(variable) ? other : node
                    : pool.rebuilt(
                            node, results[pool.number(operands.getFirst())], results[pool.number(operands.getLast())]);
        }
        return results[pool.number(top)];
    }

    /// The text of an expression, or of one that is too large its size.
    static String text(Expression root) {
        long nodes = nodes(root);
        return nodes <= Expression.PRINTED_NODES
                ? TextPrinter.text(root)
                : "an expression of " + (nodes == Long.MAX_VALUE ? "more than 9.2e18" : nodes) + " nodes, "
                        + root.sharedNodes().size() + " of them different";
    }
}
