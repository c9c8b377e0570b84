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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Expressions and points for tests, from a seed.
final class RandomExpressions {
    static final List<String> VARIABLES = List.of("x", "y", "z1");

    private static final double[] NUMBERS = {0, 1, 1, 2, 2, 3, 4, 0.5, 0.1, 1.5, 10, 7, 1e-7, 2.5e20};

    private final Random random;

    RandomExpressions(long seed) {
        random = new Random(seed);
    }

    /// A tree of at most `depth` operations one above the other.
    Expression next(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf();
        }
        Expression a = next(depth - 1);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new Sum(a, next(depth - 1));
            case 3, 4 -> new Difference(a, next(depth - 1));
            case 5, 6, 7 -> new Product(a, next(depth - 1));
            case 8, 9 -> new Quotient(a, next(depth - 1));
            case 10 -> new Negation(a);
            case 11 -> new Power(a, exponent(depth - 1));
            case 12 -> random.nextBoolean() ? new Maximum(a, next(depth - 1)) : new Minimum(a, next(depth - 1));
            default -> {
                ElementaryFunction[] functions = ElementaryFunction.values();
                yield new Application(functions[random.nextInt(functions.length)], a);
            }
        };
    }

    private Expression exponent(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> next(depth);
            case 1 -> Expression.number(-1 - random.nextInt(3));
            case 2 -> new Quotient(new Numeral(1 + random.nextInt(3)), new Numeral(2));
            default -> new Numeral(random.nextInt(4));
        };
    }

    private Expression leaf() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Numeral(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> random.nextInt(4) == 0 ? Constant.values()[random.nextInt(2)] : new Numeral(random.nextInt(5));
            default -> new Symbol(VARIABLES.get(random.nextInt(VARIABLES.size())));
        };
    }

    /// A number for each variable, some of them negative, none special.
    Map<String, Double> point() {
        Map<String, Double> point = new HashMap<>();
        for (String name : VARIABLES) {
            point.put(name, random.nextDouble(-2, 3));
        }
        return point;
    }
}
