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
import java.math.BigDecimal;
import java.util.List;

/// Writes expressions in the notation that [Parser] reads; the grammar there says where parentheses are needed.
final class TextPrinter extends Printer {
    private static final int SUM = 1;
    private static final int SIGNED = 2;
    private static final int PRODUCT = 3;
    private static final int POWER = 4;
    private static final int PRIMARY = 5;

    private TextPrinter() {}

    static String text(Expression root) {
        return new TextPrinter().print("text", root);
    }

    @Override
    int strength(Expression node) {
        return switch (node) {
            case Sum _, Difference _ -> SUM;
            case Negation _ -> SIGNED;
            case Product _, Quotient _ -> PRODUCT;
            case Power _ -> POWER;
            case Numeral _, Constant _, Symbol _, Application _, Maximum _, Minimum _ -> PRIMARY;
        };
    }

    @Override
    List<Object> parts(Enclosed enclosed) {
        return List.of("(", enclosed.inner(), ")");
    }

    @Override
    List<Object> parts(Expression node) {
        return switch (node) {
            case Numeral _, Constant _, Symbol _ -> List.of(node.toString());
            case Negation(var a) -> List.of("-", operand(SIGNED, a));
            case Sum(var a, var b) -> List.of(operand(SUM, a), " + ", operand(SIGNED, b));
            case Difference(var a, var b) -> List.of(operand(SUM, a), " - ", operand(SIGNED, b));
            case Product(var a, var b) -> List.of(operand(PRODUCT, a), "*", operand(POWER, b));
            case Quotient(var a, var b) -> List.of(operand(PRODUCT, a), "/", operand(POWER, b));
            case Power(var a, Negation(var b)) -> List.of(operand(PRIMARY, a), "^-", operand(POWER, b));
            case Power(var a, var b) -> List.of(operand(PRIMARY, a), "^", operand(POWER, b));
            case Application(var function, var a) -> List.of(function + "(", a, ")");
            case Maximum(var a, var b) -> List.of("max(", a, ", ", b, ")");
            case Minimum(var a, var b) -> List.of("min(", a, ", ", b, ")");
        };
    }

    /// An operation on operands that are given by name; `right` is not used where there is one operand.
    static String operation(Expression node, String left, String right) {
        return switch (node) {
            case Numeral _, Constant _, Symbol _ -> node.toString();
            case Negation _ -> "-" + left;
            case Sum _ -> left + " + " + right;
            case Difference _ -> left + " - " + right;
            case Product _ -> left + "*" + right;
            case Quotient _ -> left + "/" + right;
            case Power _ -> left + "^" + right;
            case Application(var function, var _) -> function + "(" + left + ")";
            case Maximum _ -> "max(" + left + ", " + right + ")";
            case Minimum _ -> "min(" + left + ", " + right + ")";
        };
    }

    /// The shortest text that is read as this number, without an exponent where that is readable.
    static String number(double number) {
        String shortest = Double.toString(number);
        return number == 0 || (number >= 1e-5 && number < 1e16)
                ? new BigDecimal(shortest).stripTrailingZeros().toPlainString()
                : shortest.replace(".0E", "e").replace('E', 'e');
    }
}
