package dev.glissade.symbolic;

import dev.glissade.symbolic.Expression.Numeral;
import dev.glissade.symbolic.Expression.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether the value of an expression can be compared with that of another form of it.
final class Conditioning {
    private Conditioning() {}

    /// No part is huge, tiny, or made by cancelling, and none stands at a jump.
    static boolean isGood(Expression expression, Map<String, Double> point) {
        List<Expression> parts = parts(expression);
        double[] values = SharedNodes.of(parts).values(point);
        Map<Expression, Double> value = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            double magnitude = Math.abs(values[i]);
            value.put(parts.get(i), values[i]);
            boolean leaf = parts.get(i) instanceof Numeral || parts.get(i) instanceof Symbol;
            if (!leaf && !(magnitude > 1e-4 && magnitude < 1e4)) {
                return false;
            }
        }
        for (Expression part : parts) {
            for (Expression operand : part.operands()) {
                if (Math.abs(value.get(operand)) > 1e3 * Math.abs(value.get(part))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Expression> parts(Expression expression) {
        Pool pool = new Pool();
        pool.add(expression);
        return java.util.stream.IntStream.range(0, pool.size())
                .mapToObj(pool::member)
                .toList();
    }
}
