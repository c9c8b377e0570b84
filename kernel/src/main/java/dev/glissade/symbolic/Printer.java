package dev.glissade.symbolic;

import java.util.ArrayDeque;
import java.util.List;

/// Writes an expression part by part, without recursion.
abstract class Printer {
    /// An expression between parentheses.
    record Enclosed(Expression inner) {}

    /// What an expression is written as: texts, expressions and enclosed expressions, in their order.
    abstract List<Object> parts(Expression node);

    /// The parentheses.
    abstract List<Object> parts(Enclosed enclosed);

    /// How strongly the written form holds together; an operand that holds less than its place asks for is enclosed.
    abstract int strength(Expression node);

    final Object operand(int least, Expression operand) {
        return strength(operand) < least ? new Enclosed(operand) : operand;
    }

    /// @param operation the name in the message if the expression is too large
    final String print(String operation, Expression root) {
        long nodes = root.nodes();
        if (nodes > Expression.PRINTED_NODES) {
            throw new IllegalArgumentException(
                    operation + ": expression has " + (nodes == Long.MAX_VALUE ? "more than 9.2e18" : nodes)
                            + " nodes as a tree; at most " + Expression.PRINTED_NODES
                            + " are written (sharedNodes() writes equal parts once)");
        }
        StringBuilder text = new StringBuilder();
        ArrayDeque<Object> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case Expression expression -> push(parts(expression), open);
                case Enclosed enclosed -> push(parts(enclosed), open);
                case Object written -> text.append(written);
            }
        }
        return text.toString();
    }

    private static void push(List<Object> parts, ArrayDeque<Object> open) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            open.push(parts.get(i));
        }
    }
}
