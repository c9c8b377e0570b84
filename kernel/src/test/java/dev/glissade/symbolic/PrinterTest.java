package dev.glissade.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrinterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1/x1+x2               | 1/x1 + x2                 | \\frac{1}{x_{1}} + x_{2}
            x1-cos(x2)            | x1 - cos(x2)              | x_{1} - \\cos\\left(x_{2}\\right)
            a-(b-c)               | a - (b - c)               | a - \\left(b - c\\right)
            (a-b)-c               | a - b - c                 | a - b - c
            -(a*b)                | -a*b                      | -a b
            (-a)*b                | (-a)*b                    | \\left(-a\\right) b
            a+(-b)                | a + -b                    | a + \\left(-b\\right)
            (-x)^2                | (-x)^2                    | \\left(-x\\right)^{2}
            (x^2)^3               | (x^2)^3                   | \\left(x^{2}\\right)^{3}
            x^(2^3)               | x^2^3                     | x^{2^{3}}
            x^(a+b)               | x^(a + b)                 | x^{a + b}
            x^(-1)                | x^-1                      | x^{-1}
            x^(1/2)               | x^(1/2)                   | x^{\\frac{1}{2}}
            a/(b*c)               | a/(b*c)                   | \\frac{a}{b c}
            a/b*c                 | a/b*c                     | \\frac{a}{b} c
            a*(b/c)               | a*(b/c)                   | a \\cdot \\frac{b}{c}
            2*3*x                 | 2*3*x                     | 2 \\cdot 3 x
            x*(y+1)               | x*(y + 1)                 | x \\cdot \\left(y + 1\\right)
            sin(x)^2              | sin(x)^2                  | \\left(\\sin\\left(x\\right)\\right)^{2}
            exp(-x^2)*y           | exp(-x^2)*y               | e^{-x^{2}} y
            exp(x)^2              | exp(x)^2                  | \\left(e^{x}\\right)^{2}
            (a/b)^2               | (a/b)^2                   | \\left(\\frac{a}{b}\\right)^{2}
            sqrt(x)*abs(y)        | sqrt(x)*abs(y)            | '\\sqrt{x} \\cdot \\left|y\\right|'
            log2(x)+asin(x)       | log2(x) + asin(x)         | \\log_{2}\\left(x\\right) + \\arcsin\\left(x\\right)
            max(x,y)-sigmoid(z)   | max(x, y) - sigmoid(z)    | \\max\\left(x, y\\right) - \\operatorname{sigmoid}\\left(z\\right)
            rate_0*beta1*pi       | rate_0*beta1*pi           | \\mathrm{rate}_{0} \\beta_{1} \\pi
            1.5e-10*x             | 1.5e-10*x                 | 1.5 \\cdot 10^{-10} x
            1e20+0.001            | 1e20 + 0.001              | 1 \\cdot 10^{20} + 0.001
            1234567890            | 1234567890                | 1234567890
            """)
    void readsLikeMathematics(String text, String printed, String latex) {
        Expression expression = Expression.parse(text);
        assertThat(expression).hasToString(printed);
        assertThat(expression.text()).isEqualTo(printed);
        assertThat(Expression.parse(printed)).isEqualTo(expression);
        assertThat(expression.latex()).isEqualTo(latex);
    }

    @Test
    void textIsReadBackAsAnEqualExpression() {
        long seed = 3;
        var random = new RandomExpressions(seed);
        for (int i = 0; i < 3000; i++) {
            Expression expression = random.next(i % 7);
            assertThat(Expression.parse(expression.text()))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(expression);
            assertThat(Expression.parse(expression.text())).hasSameHashCodeAs(expression);
            assertThat(expression.latex()).isNotEmpty();
        }
    }

    @Test
    void parenthesesAreNeeded() {
        long seed = 4;
        var random = new RandomExpressions(seed);
        for (int i = 0; i < 500; i++) {
            String text = random.next(5).text();
            Expression expression = Expression.parse(text);
            for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
                boolean call = open > 0 && Character.isLetterOrDigit(text.charAt(open - 1));
                if (!call && text.charAt(open + 1) != '-') {
                    int close = matching(text, open);
                    String without =
                            text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1);
                    try {
                        assertThat(Expression.parse(without))
                                .as("seed %d: %s", seed, text)
                                .isNotEqualTo(expression);
                    } catch (SyntaxException _) {
                        // They were needed.
                    }
                }
            }
        }
    }

    private static int matching(String text, int open) {
        int depth = 0;
        for (int i = open; ; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
    }

    @Test
    void whatIsTooLargeIsDescribed() {
        Expression doubled = Expression.symbol("x");
        for (int i = 0; i < 60; i++) {
            doubled = doubled.plus(doubled);
        }
        Expression large = doubled;
        assertThat(large).hasToString("an expression of 2305843009213693951 nodes, 61 of them different");
        assertThatThrownBy(large::text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text: expression has 2305843009213693951 nodes as a tree; at most 200000 are written"
                        + " (sharedNodes() writes equal parts once)");
        assertThatThrownBy(large::latex).hasMessageStartingWith("latex: ");
        assertThat(large.plus(large).plus(large).plus(large).nodes()).isEqualTo(Long.MAX_VALUE);
    }
}
