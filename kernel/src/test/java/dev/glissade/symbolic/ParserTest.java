package dev.glissade.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.glissade.symbolic.Expression.Difference;
import dev.glissade.symbolic.Expression.Product;
import dev.glissade.symbolic.Expression.Sum;
import dev.glissade.symbolic.Expression.Symbol;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    @Test
    void theTextbookExample() {
        var x1 = new Symbol("x1");
        var x2 = new Symbol("x2");
        assertThat(Expression.parse("ln(x1) + x1*x2 - sin(x2)"))
                .isEqualTo(new Difference(
                        new Sum(ElementaryFunction.LN.of(x1), new Product(x1, x2)), ElementaryFunction.SIN.of(x2)));
    }

    /// The right text is fully parenthesised.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a+b*c           | a+(b*c)
            a-b-c           | (a-b)-c
            a/b/c           | (a/b)/c
            a/b*c           | (a/b)*c
            a^b^c           | a^(b^c)
            a**b**c         | a^(b^c)
            -x^2            | -(x^2)
            -x*y            | -(x*y)
            -x+y            | (-x)+y
            a--b            | a-(-b)
            a*-b*c          | (a*(-b))*c
            a/-b*c          | (a/(-b))*c
            a*-b^2          | a*(-(b^2))
            x^-2            | x^(-(2))
            x^-y^z          | x^(-(y^z))
            +x              | x
            a - +b          | a-b
            2x              | 2*x
            2x^3            | 2*(x^3)
            -2x             | -(2*x)
            2(x+1)          | 2*(x+1)
            (a)(b)          | a*b
            (a) b           | a*b
            sin(x)cos(x)    | sin(x)*cos(x)
            2 pi            | 2*pi
            2e              | 2*e
            2e1x            | 20*x
            3exp(x)         | 3*exp(x)
            2sqrt(x)(y)     | (2*sqrt(x))*y
            x²              | x^2
            x²y             | (x^2)*y
            -x²             | -(x^2)
            2x⁻¹⁰           | 2*(x^(-(10)))
            y^x²            | y^(x^2)
            a·b×c⋅d         | ((a*b)*c)*d
            a−b÷c           | a-(b/c)
            √(x)            | sqrt(x)
            2π              | 2*pi
            log(x)          | ln(x)
            arctan(x)       | atan(x)
            max(x, y+1)     | max(x,(y+1))
            pow(x, y)       | x^y
            .5x             | 0.5*x
            1.              | 1
            1.5e-3          | 0.0015
            """)
    void bindsAsMathematicsDoes(String text, String explicit) {
        assertThat(Expression.parse(text)).isEqualTo(Expression.parse(explicit));
    }

    @Test
    void namesHaveLettersDigitsAndUnderscores() {
        assertThat(Expression.parse("θ_1 + _a*x2e3").variables()).containsExactly("θ_1", "_a", "x2e3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""              | 1  | expected a number, a name or '(', found the end
            "   "           | 4  | expected a number, a name or '(', found the end
            x +             | 4  | expected a number, a name or '(', found the end
            x + )           | 5  | expected a number, a name or '(', found ')'
            (x              | 3  | expected an operator or the ')' for the '(' of column 1, found the end
            x)              | 2  | this ')' closes nothing; each needs its '('
            x,y             | 2  | a ',' stands only between the arguments of a function
            x y             | 3  | expected an operator before 'y'; a product here is written with '*'
            2 3             | 3  | expected an operator before '3'; a product here is written with '*'
            (x)2            | 4  | expected an operator before '2'; a product here is written with '*'
            1/2x            | 4  | a product without '*' after a division can be read in two ways; write '*' and parentheses
            2^3x            | 4  | a product without '*' after a power can be read in two ways; write '*' and parentheses
            a/(b)(c)        | 6  | a product without '*' after a division can be read in two ways; write '*' and parentheses
            snh(x)          | 1  | no function is named 'snh'; near ones are sinh; a product is written snh*(…)
            Sin(x)          | 1  | no function is named 'Sin'; near ones are sin, min, asin, sinh, sign; a product is written Sin*(…)
            x(y+1)          | 1  | no function is named 'x'; a product is written x*(…)
            2*sin           | 3  | sin is a function; its argument stands in parentheses: sin(…)
            sin x           | 1  | sin is a function; its argument stands in parentheses: sin(…)
            max(x)          | 6  | max takes two arguments: expected ',', found ')'
            max(x,y,z)      | 8  | max takes two arguments: expected ')', found ','
            sin(x,y)        | 6  | sin takes one argument: expected ')', found ','
            sin()           | 5  | expected a number, a name or '(', found ')'
            x = 1           | 3  | '=' has no meaning in a formula; a formula has one side only
            "|x|"           | 1  | "'|' has no meaning in a formula; the magnitude of x is abs(x)"
            [x]             | 1  | '[' has no meaning in a formula; parentheses are '(' and ')'
            2*.             | 3  | '.' has no meaning in a formula; a number has a digit before or after the point
            1e999           | 1  | number is beyond the range of float64, 4.9e-324 to 1.8e308
            1e-999          | 1  | number is beyond the range of float64, 4.9e-324 to 1.8e308
            x⁻              | 2  | a superscript has 1 to 15 digits, this one has 0
            """)
    void errorsNameThePlaceAndTheRule(String text, int column, String rule) {
        assertThatThrownBy(() -> Expression.parse(text == null ? "" : text))
                .isInstanceOfSatisfying(SyntaxException.class, e -> {
                    assertThat(e.rule()).isEqualTo(rule);
                    assertThat(e.column()).isEqualTo(column);
                });
    }

    @Test
    void errorsShowThePlace() {
        assertThatThrownBy(() -> Expression.parse("ln(x)\n+ )")).hasMessage("""
                column 9: expected a number, a name or '(', found ')'
                  ln(x) + )
                          ^""");
        String late = "x + ".repeat(100) + ")" + " + x".repeat(100);
        assertThatThrownBy(() -> Expression.parse(late))
                .hasMessage("column 401: expected a number, a name or '(', found ')'\n  …" + "x + ".repeat(10) + ")"
                        + " + x".repeat(9) + " + …\n   " + " ".repeat(40) + "^");
    }

    @Test
    void lengthAndDepthAreBounded() {
        assertThatThrownBy(() -> Expression.parse("x".repeat(10_001)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("text has 10001 characters; at most 10000 are read");
        for (String[] nest : new String[][] {
            {"(", ")"}, {"-", ""}, {"sin(", ")"}, {"max(1,", ")"}, {"2^", ""}, {"2*(", ")"}, {"1+2*-(", ")"}
        }) {
            String deepest = nest[0].repeat(250) + "x" + nest[1].repeat(250);
            assertThat(Expression.parse(deepest).variables()).containsExactly("x");
            String tooDeep = nest[0].repeat(501) + "x" + nest[1].repeat(501);
            assertThatThrownBy(() -> Expression.parse(tooDeep))
                    .isInstanceOf(SyntaxException.class)
                    .hasMessageContaining("are more than 500 deep; at most 500 are read");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sin", "pi", "π", "e", "2x", "a b", "x-y", "max", "log"})
    void symbolsHaveNamesThatCanBeRead(String name) {
        assertThatThrownBy(() -> Expression.symbol(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "symbol: name is '" + name + "'; a variable is a letter or underscore, then letters, digits and"
                                + " underscores, and is not named like a constant or function");
    }

    @Test
    void numbersAreFiniteAndSignsAreNegations() {
        assertThat(Expression.number(-2)).isEqualTo(Expression.parse("-2"));
        assertThat(Expression.number(-0.0)).isEqualTo(Expression.parse("0"));
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Expression.number(number))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it must be finite and not negative");
        }
        assertThatThrownBy(() -> new Expression.Numeral(-1)).hasMessageContaining("number is -1.0");
    }

    @Test
    void anyTextIsReadOrRefused() {
        long seed = 20;
        Random random = new Random(seed);
        String[] words = {
            "x", "y2", "1", "2.5", "1e3", "e", "pi", "(", ")", "+", "-", "*", "/", "^", "**", ",", "sin(", "max(", "ln",
            " ", "²", "⁻", "π", "√(", "min(x,", ")(", "3x", ".", "e+", "\t", "\uD835", "é", "→", "pow"
        };
        int read = 0;
        for (int round = 0; round < 40_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int i = 0; i < length; i++) {
                switch (round % 3) {
                    case 0 -> text.append((char) random.nextInt(128));
                    case 1 -> text.append((char) random.nextInt(0x10000));
                    default -> text.append(words[random.nextInt(words.length)]);
                }
            }
            Throwable thrown = catchThrowable(() -> Expression.parse(text.toString()));
            if (thrown == null) {
                read++;
                Expression expression = Expression.parse(text.toString());
                assertThat(Expression.parse(expression.text())).isEqualTo(expression);
            } else {
                Assertions.assertThat(thrown)
                        .as("seed %d, round %d: %s", seed, round, text)
                        .isInstanceOf(SyntaxException.class);
                assertThat(((SyntaxException) thrown).column()).isBetween(1, text.length() + 1);
            }
        }
        assertThat(read).isGreaterThan(500);
    }
}
