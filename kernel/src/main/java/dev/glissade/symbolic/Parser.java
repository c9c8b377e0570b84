package dev.glissade.symbolic;

import dev.glissade.symbolic.Expression.Application;
import dev.glissade.symbolic.Expression.Difference;
import dev.glissade.symbolic.Expression.Maximum;
import dev.glissade.symbolic.Expression.Minimum;
import dev.glissade.symbolic.Expression.Negation;
import dev.glissade.symbolic.Expression.Power;
import dev.glissade.symbolic.Expression.Product;
import dev.glissade.symbolic.Expression.Quotient;
import dev.glissade.symbolic.Expression.Sum;
import dev.glissade.symbolic.Expression.Symbol;
import dev.glissade.symbolic.Token.Kind;
import java.util.List;
import java.util.Optional;

/// Reads formulas by precedence climbing.
///
/// ```text
/// sum     = signed { ("+" | "-") signed }
/// signed  = ("+" | "-") signed | product
/// product = power { ("*" | "/" | nothing) factor }
/// factor  = ("+" | "-") factor | power
/// power   = primary [ superscript ] [ "^" exponent ]
/// exponent = ("+" | "-") exponent | power
/// primary = number | name | name "(" sum [ "," sum ] ")" | "(" sum ")"
/// ```
final class Parser {
    /// The longest text that is read.
    static final int LENGTH = 10_000;

    /// The deepest nesting of parentheses, signs and exponents: what the recursion may cost.
    static final int DEPTH = 500;

    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int FACTOR = 3;
    private static final int POWER = 4;

    private final String text;
    private final List<Token> tokens;
    private int position;
    private int depth;
    /// The position after the power that was read last.
    private int powerEnd = -1;

    Parser(String text) {
        if (text.length() > LENGTH) {
            throw new SyntaxException(
                    text, LENGTH + 1, "text has " + text.length() + " characters; at most " + LENGTH + " are read");
        }
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Expression parse() {
        Expression result = expression(SUM);
        Token next = next();
        return switch (next.kind()) {
            case END -> result;
            case CLOSE -> throw error(next, "this ')' closes nothing; each needs its '('");
            case COMMA -> throw error(next, "a ',' stands only between the arguments of a function");
            default -> throw error(next, "expected an operator, found " + next);
        };
    }

    /// Reads the longest expression whose operators bind at least as strongly as `least`.
    private Expression expression(int least) {
        Expression left = operand(least);
        boolean divided = false;
        while (true) {
            Token operator = next();
            switch (operator.kind()) {
                case PLUS, MINUS -> {
                    if (least > SUM) {
                        return left;
                    }
                    position++;
                    Expression right = expression(PRODUCT);
                    left = operator.kind() == Kind.PLUS ? new Sum(left, right) : new Difference(left, right);
                }
                case TIMES, DIVIDE -> {
                    if (least > PRODUCT) {
                        return left;
                    }
                    position++;
                    Expression right = expression(FACTOR);
                    divided = operator.kind() == Kind.DIVIDE;
                    left = divided ? new Quotient(left, right) : new Product(left, right);
                }
                case CARET -> {
                    position++;
                    deeper(operator);
                    left = new Power(left, expression(POWER));
                    depth--;
                    powerEnd = position;
                }
                case SUPERSCRIPT -> {
                    position++;
                    left = new Power(left, Expression.number(operator.number()));
                }
                case NUMBER, NAME, OPEN -> {
                    if (least > PRODUCT) {
                        return left;
                    }
                    checkImplicit(operator, divided);
                    left = new Product(left, expression(FACTOR));
                }
                default -> {
                    return left;
                }
            }
        }
    }

    /// A product without a sign is allowed where it can be read in one way only.
    private void checkImplicit(Token right, boolean divided) {
        Kind before = tokens.get(position - 1).kind();
        boolean joins = before == Kind.NUMBER || before == Kind.CLOSE || before == Kind.SUPERSCRIPT;
        if (!joins || right.kind() == Kind.NUMBER) {
            throw error(right, "expected an operator before " + right + "; a product here is written with '*'");
        }
        if (divided || position == powerEnd) {
            throw error(
                    right,
                    "a product without '*' after " + (divided ? "a division" : "a power")
                            + " can be read in two ways; write '*' and parentheses");
        }
    }

    /// An operand with its signs; how much the sign covers depends on where it stands.
    private Expression operand(int least) {
        Token first = next();
        if (first.kind() != Kind.PLUS && first.kind() != Kind.MINUS) {
            return primary();
        }
        position++;
        deeper(first);
        Expression operand = expression(least <= PRODUCT ? PRODUCT : POWER);
        depth--;
        return first.kind() == Kind.MINUS ? new Negation(operand) : operand;
    }

    private Expression primary() {
        Token token = next();
        return switch (token.kind()) {
            case NUMBER -> {
                position++;
                yield Expression.number(token.number());
            }
            case NAME -> {
                position++;
                yield next().kind() == Kind.OPEN ? call(token) : name(token);
            }
            case OPEN -> {
                position++;
                deeper(token);
                Expression inner = expression(SUM);
                close(token);
                depth--;
                yield inner;
            }
            default -> throw error(token, "expected a number, a name or '(', found " + token);
        };
    }

    private Expression name(Token token) {
        String name = token.text();
        if (ElementaryFunction.named(name).isPresent() || Names.BINARY.contains(name)) {
            throw error(token, name + " is a function; its argument stands in parentheses: " + name + "(…)");
        }
        return Names.constant(name).<Expression>map(constant -> constant).orElseGet(() -> new Symbol(name));
    }

    private Expression call(Token token) {
        String name = token.text();
        Optional<ElementaryFunction> function = ElementaryFunction.named(name);
        boolean binary = Names.BINARY.contains(name);
        if (function.isEmpty() && !binary) {
            throw error(token, unknown(name));
        }
        Token open = next();
        position++;
        deeper(open);
        Expression first = expression(SUM);
        Expression result;
        if (binary) {
            Token comma = next();
            if (comma.kind() != Kind.COMMA) {
                throw error(comma, name + " takes two arguments: expected ',', found " + comma);
            }
            position++;
            Expression second = expression(SUM);
            result = switch (name) {
                case "max" -> new Maximum(first, second);
                case "min" -> new Minimum(first, second);
                default -> new Power(first, second);
            };
            checkLast(name + " takes two arguments");
        } else {
            result = new Application(function.get(), first);
            checkLast(name + " takes one argument");
        }
        close(open);
        depth--;
        return result;
    }

    private void checkLast(String rule) {
        if (next().kind() == Kind.COMMA) {
            throw error(next(), rule + ": expected ')', found " + next());
        }
    }

    private static String unknown(String name) {
        List<String> near = Names.near(name);
        String known = near.isEmpty() ? "" : "; near ones are " + String.join(", ", near);
        return "no function is named '" + name + "'" + known + "; a product is written " + name + "*(…)";
    }

    private void close(Token open) {
        Token token = next();
        if (token.kind() != Kind.CLOSE) {
            throw error(
                    token,
                    "expected an operator or the ')' for the '(' of column " + open.column() + ", found " + token);
        }
        position++;
    }

    private void deeper(Token at) {
        if (++depth > DEPTH) {
            throw error(
                    at,
                    "parentheses, signs and exponents are more than " + DEPTH + " deep; at most " + DEPTH
                            + " are read");
        }
    }

    private Token next() {
        return tokens.get(position);
    }

    private SyntaxException error(Token at, String rule) {
        return new SyntaxException(text, at.column(), rule);
    }
}
