package dev.glissade.symbolic;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import java.util.List;
import java.util.Map;

/// A formula: an immutable tree of numbers, symbols, the four operations, powers and elementary functions.
///
/// Two expressions are equal if they are the same tree; `x + y` and `y + x` are not. Methods never change an expression
/// and share its parts where they can.
public sealed interface Expression {
    /// The largest number of different nodes that a result may have.
    int NODES = 1 << 18;

    /// The largest number of nodes, counted as a tree, that is written as text.
    int PRINTED_NODES = 200_000;

    /// A number that is finite and not negative: a minus is a [Negation], as it is in text.
    ///
    /// It stands for its shortest decimal text, so that 0.1 + 0.2 simplifies to 0.3.
    record Numeral(double number) implements Expression {
        static final Numeral ZERO = new Numeral(0);
        static final Numeral ONE = new Numeral(1);
        static final Numeral TWO = new Numeral(2);

        public Numeral {
            if (!(number >= 0) || number == Double.POSITIVE_INFINITY || Double.doubleToRawLongBits(number) < 0) {
                throw new IllegalArgumentException("numeral: number is " + number
                        + "; it must be finite and not negative (Expression.number takes negative ones)");
            }
        }

        @Override
        public String toString() {
            return TextPrinter.number(number);
        }
    }

    /// A number with a name.
    enum Constant implements Expression {
        /// The ratio of a circle's circumference to its diameter.
        PI("pi", Math.PI),
        /// The base of the natural logarithm.
        E("e", Math.E);

        private final String text;
        private final double number;

        Constant(String text, double number) {
            this.text = text;
            this.number = number;
        }

        /// The nearest number in float64.
        public double number() {
            return number;
        }

        /// `pi` or `e`.
        @Override
        public String toString() {
            return text;
        }
    }

    /// A variable: a letter or underscore, then letters, digits and underscores; not the name of a constant or function.
    record Symbol(String name) implements Expression {
        public Symbol {
            Names.check(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// −operand
    record Negation(Expression operand) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Negation that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// left + right
    record Sum(Expression left, Expression right) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Sum that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// left − right
    record Difference(Expression left, Expression right) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Difference that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// left · right
    record Product(Expression left, Expression right) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Product that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// left / right
    record Quotient(Expression left, Expression right) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Quotient that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// base to the power of exponent; a negative base has a power where the exponent is an integer, and x⁰ is 1
    record Power(Expression base, Expression exponent) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Power that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// The larger of two; NaN if either is.
    record Maximum(Expression left, Expression right) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Maximum that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// The smaller of two; NaN if either is.
    record Minimum(Expression left, Expression right) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Minimum that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    /// function(argument)
    record Application(ElementaryFunction function, Expression argument) implements Expression {
        @Override
        public boolean equals(Object other) {
            return other instanceof Application that && Structure.equal(this, that);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Structure.text(this);
        }
    }

    // ---- where expressions come from

    /// Reads a formula in ordinary notation.
    ///
    /// | written | meaning |
    /// |---|---|
    /// | `2`, `0.5`, `.5`, `1.5e-3` | numbers; `2e` is 2·e |
    /// | `pi`, `π`, `e` | constants |
    /// | `x`, `x1`, `learning_rate`, `θ` | variables |
    /// | `+`, `-` | sum, difference; also as signs, which bind weaker than `*`: `-x*y` is −(x·y), and `-x^2` is −(x²) |
    /// | `*`, `/` | product, quotient, from left to right |
    /// | `^`, `**` | power, from right to left: `a^b^c` is a^(b^c), and `x^-2` needs no parentheses |
    /// | `x²`, `x⁻¹` | powers with a whole number |
    /// | `ln(x)`, `max(x, y)` | [functions][ElementaryFunction], `max`, `min` and `pow`; `log` is `ln` |
    /// | `2x`, `2(x+1)`, `(a)(b)` | a product: after a number or a closing parenthesis, before a name or an opening one |
    ///
    /// `·`, `×`, `÷`, `−` and `√(x)` are understood. The product without a sign is refused where it could be read in two
    /// ways: after a division (`1/2x`) and after a power (`2^3x`).
    ///
    /// @param text at most 10,000 characters, with parentheses, signs and exponents at most 500 deep
    /// @throws SyntaxException with the column and the rule
    static Expression parse(String text) {
        return new Parser(text).parse();
    }

    /// A number, which may be negative: then it is the [Negation] of a [Numeral].
    ///
    /// @throws IllegalArgumentException if it is NaN or infinite
    static Expression number(double number) {
        return number < 0 ? new Negation(new Numeral(-number)) : new Numeral(number == 0 ? 0 : number);
    }

    /// A variable.
    ///
    /// @throws IllegalArgumentException if the name is not one, with the rule
    static Expression symbol(String name) {
        return new Symbol(name);
    }

    /// this + right
    default Expression plus(Expression right) {
        return new Sum(this, right);
    }

    /// this − right
    default Expression minus(Expression right) {
        return new Difference(this, right);
    }

    /// this · right
    default Expression times(Expression right) {
        return new Product(this, right);
    }

    /// this / right
    default Expression dividedBy(Expression right) {
        return new Quotient(this, right);
    }

    /// −this
    default Expression negate() {
        return new Negation(this);
    }

    /// this to the power of exponent
    default Expression pow(Expression exponent) {
        return new Power(this, exponent);
    }

    // ---- what it is made of

    /// The operands from left to right: none, one or two.
    default List<Expression> operands() {
        return switch (this) {
            case Numeral _, Constant _, Symbol _ -> List.of();
            case Negation(var operand) -> List.of(operand);
            case Application(var _, var argument) -> List.of(argument);
            case Sum(var left, var right) -> List.of(left, right);
            case Difference(var left, var right) -> List.of(left, right);
            case Product(var left, var right) -> List.of(left, right);
            case Quotient(var left, var right) -> List.of(left, right);
            case Power(var base, var exponent) -> List.of(base, exponent);
            case Maximum(var left, var right) -> List.of(left, right);
            case Minimum(var left, var right) -> List.of(left, right);
        };
    }

    /// The names of the variables, in the order in which they appear first.
    default List<String> variables() {
        return Structure.variables(this);
    }

    /// The number of nodes, counted as a tree: equal parts count each time. [Long#MAX_VALUE] stands for more.
    default long nodes() {
        return Structure.nodes(this);
    }

    /// The different nodes, numbered: the expression as a graph in which equal parts are one.
    default SharedNodes sharedNodes() {
        return SharedNodes.of(List.of(this));
    }

    // ---- what is done with it

    /// The partial derivative with respect to a variable, simplified.
    ///
    /// @throws IllegalArgumentException if the result has more than [#NODES] different nodes
    default Expression derivative(String variable) {
        return derivative(variable, 1);
    }

    /// The partial derivative of an order ≥ 0 with respect to a variable, simplified.
    ///
    /// @throws IllegalArgumentException if the order is negative, or a result on the way has more than [#NODES] different
    ///     nodes
    default Expression derivative(String variable, int order) {
        if (order < 0) {
            throw new IllegalArgumentException("derivative: order is " + order + "; it must not be negative");
        }
        Expression result = this;
        for (int i = 0; i < order && !Numeral.ZERO.equals(result); i++) {
            result = result.derivativeByRule(variable).simplified();
        }
        return result;
    }

    /// The partial derivative as the rules give it, term for term; only parts that do not depend on the variable are
    /// left out.
    ///
    /// @throws IllegalArgumentException if the result has more than [#NODES] different nodes
    default Expression derivativeByRule(String variable) {
        return Differentiation.derivative(this, variable);
    }

    /// A shorter expression of the same value: numbers are folded, equal terms and equal factors are collected, and pairs
    /// such as ln and exp cancel.
    ///
    /// Wherever this expression has a value, the result has the same, up to rounding. It may have one where this has
    /// none: x/x becomes 1, and exp(ln(x)) becomes x. Nothing is multiplied out. Numbers are folded only if the result is
    /// exact as a decimal or a fraction, so 1/3 remains.
    ///
    /// @throws IllegalArgumentException if the result, or the work, is too large
    default Expression simplified() {
        return new Simplifier(new Pool("simplified")).simplified(this);
    }

    /// This expression with another in place of each variable of a name.
    default Expression with(String variable, Expression replacement) {
        return Structure.substituted(this, variable, replacement);
    }

    /// The value in float64.
    ///
    /// Where an expression is evaluated often, [SharedNodes#value] saves finding the equal parts each time.
    ///
    /// @param variables a number for each variable; others are ignored
    /// @throws IllegalArgumentException if one is missing
    default double value(Map<String, Double> variables) {
        return sharedNodes().value(variables);
    }

    /// Records the expression on a tape, equal parts once; operands may be tensors of any shapes that broadcast.
    ///
    /// @param variables a variable of the tape for each name, all of one element type; others are ignored
    /// @return the result; a scalar of float64 where the expression has no variables
    /// @throws IllegalArgumentException if a variable is missing
    default Variable record(Tape tape, Map<String, Variable> variables) {
        return sharedNodes().record(tape, variables);
    }

    /// The expression in the notation of [#parse], with no more parentheses than needed to get an equal expression back,
    /// except around a negative factor.
    ///
    /// `toString()` gives the same, and a summary for expressions that are too large.
    ///
    /// @throws IllegalArgumentException if it has more than [#PRINTED_NODES] nodes
    default String text() {
        return TextPrinter.text(this);
    }

    /// The expression in LaTeX's mathematical notation, such as `\frac{1}{x_{1}} + x_{2}`.
    ///
    /// @throws IllegalArgumentException if it has more than [#PRINTED_NODES] nodes
    default String latex() {
        return LatexPrinter.latex(this);
    }
}
