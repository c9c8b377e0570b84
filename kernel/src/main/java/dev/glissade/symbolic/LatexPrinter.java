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
import java.util.List;
import java.util.Set;

/// Writes expressions for LaTeX's mathematical mode.
final class LatexPrinter extends Printer {
    private static final int SUM = 1;
    private static final int SIGNED = 2;
    private static final int PRODUCT = 3;
    private static final int POWER = 4;
    private static final int PRIMARY = 5;

    private static final Set<String> GREEK = Set.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega");

    private LatexPrinter() {}

    static String latex(Expression root) {
        return new LatexPrinter().print("latex", root);
    }

    @Override
    int strength(Expression node) {
        return switch (node) {
            case Sum _, Difference _ -> SUM;
            case Negation _ -> SIGNED;
            // A fraction's bar holds its parts together, but a power of it needs parentheses.
            case Product _, Quotient _ -> PRODUCT;
            case Power _ -> POWER;
            case Application(var function, var _) ->
                switch (function) {
                    case SQRT, ABS -> PRIMARY;
                    // \sin(x)^2 could be read as the sine of a square.
                    default -> POWER;
                };
            case Maximum _, Minimum _ -> POWER;
            case Numeral(double number) -> TextPrinter.number(number).contains("e") ? PRODUCT : PRIMARY;
            case Constant _, Symbol _ -> PRIMARY;
        };
    }

    @Override
    List<Object> parts(Enclosed enclosed) {
        return List.of("\\left(", enclosed.inner(), "\\right)");
    }

    @Override
    List<Object> parts(Expression node) {
        return switch (node) {
            case Numeral(double number) -> List.of(number(number));
            case Constant constant -> List.of(constant == Constant.PI ? "\\pi" : "e");
            case Symbol(var name) -> List.of(symbol(name));
            case Negation(var a) -> List.of("-", operand(PRODUCT, a));
            case Sum(var a, var b) -> List.of(operand(SUM, a), " + ", operand(PRODUCT, b));
            case Difference(var a, var b) -> List.of(operand(SUM, a), " - ", operand(PRODUCT, b));
            case Product(var a, var b) -> List.of(operand(PRODUCT, a), times(b), factor(b));
            case Quotient(var a, var b) -> List.of("\\frac{", a, "}{", b, "}");
            case Power(var a, var b) -> List.of(operand(PRIMARY, a), "^{", b, "}");
            case Application(var function, var a) -> application(function, a);
            case Maximum(var a, var b) -> List.of("\\max\\left(", a, ", ", b, "\\right)");
            case Minimum(var a, var b) -> List.of("\\min\\left(", a, ", ", b, "\\right)");
        };
    }

    /// A fraction needs no parentheses as a factor.
    private Object factor(Expression right) {
        return right instanceof Quotient ? right : operand(POWER, right);
    }

    /// A space before a name, a point before anything that could be read as a digit or an argument.
    private static String times(Expression right) {
        Expression first = right instanceof Power(var base, var _) ? base : right;
        boolean name = first instanceof Symbol
                || first instanceof Constant
                || (right instanceof Application(var function, var _) && function != ElementaryFunction.ABS);
        return name ? " " : " \\cdot ";
    }

    private static List<Object> application(ElementaryFunction function, Expression a) {
        return switch (function) {
            case EXP -> List.of("e^{", a, "}");
            case SQRT -> List.of("\\sqrt{", a, "}");
            case ABS -> List.of("\\left|", a, "\\right|");
            default -> List.of(name(function) + "\\left(", a, "\\right)");
        };
    }

    private static String name(ElementaryFunction function) {
        return switch (function) {
            case LN, SIN, COS, TAN, SINH, COSH, TANH, EXP -> "\\" + function;
            case LOG2 -> "\\log_{2}";
            case LOG10 -> "\\log_{10}";
            case ASIN -> "\\arcsin";
            case ACOS -> "\\arccos";
            case ATAN -> "\\arctan";
            case SIGN -> "\\operatorname{sgn}";
            case SQRT, ABS, SIGMOID, SOFTPLUS, ERF -> "\\operatorname{" + function + "}";
        };
    }

    private static String number(double number) {
        String text = TextPrinter.number(number);
        int exponent = text.indexOf('e');
        return exponent < 0 ? text : text.substring(0, exponent) + " \\cdot 10^{" + text.substring(exponent + 1) + "}";
    }

    /// A stem, and what follows it as an index: digits at its end, or all after the first underscore.
    private static String symbol(String name) {
        int end = name.indexOf('_', 1);
        int digits = Names.digits(name);
        String stem = end > 0 ? name.substring(0, end) : name.substring(0, digits);
        String index = end > 0 ? name.substring(end + 1) : name.substring(digits);
        return word(stem) + (index.isEmpty() ? "" : "_{" + word(index) + "}");
    }

    private static String word(String text) {
        boolean plain =
                text.codePointCount(0, text.length()) == 1 || text.chars().allMatch(Character::isDigit);
        String escaped = text.replace("_", "\\_");
        return GREEK.contains(text) ? "\\" + text : plain ? escaped : "\\mathrm{" + escaped + "}";
    }
}
