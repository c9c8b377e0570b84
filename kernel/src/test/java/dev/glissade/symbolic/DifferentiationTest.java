package dev.glissade.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DifferentiationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ln(x) + x*y - sin(y)    | 1/x + y
            3                       | 0
            y^2                     | 0
            x                       | 1
            x^2                     | 2*x
            x^5/5                   | x^4
            x^-1                    | -1/x^2
            1/x                     | -1/x^2
            x^y                     | y*x^(y - 1)
            y^x                     | ln(y)*y^x
            2^x                     | ln(2)*2^x
            x^x                     | x*x^(x - 1) + ln(x)*x^x
            sqrt(x)                 | 1/(2*sqrt(x))
            x^1.5                   | 1.5*sqrt(x)
            exp(2*x)                | 2*exp(2*x)
            exp(-x^2/2)             | -x*exp(-x^2/2)
            ln(x)*x                 | 1 + ln(x)
            x^2*sin(x)              | 2*x*sin(x) + x^2*cos(x)
            cos(x*y)                | -y*sin(x*y)
            sin(x)/x                | cos(x)/x - sin(x)/x^2
            tanh(x)                 | 1 - tanh(x)^2
            sigmoid(x)              | sigmoid(x)*(1 - sigmoid(x))
            softplus(2*x)           | 2*sigmoid(2*x)
            erf(x)                  | 2*exp(-x^2)/sqrt(pi)
            log10(x)                | 1/(x*ln(10))
            asin(x)                 | 1/sqrt(1 - x^2)
            atan(x/y)               | 1/(y*(1 + x^2/y^2))
            abs(x)                  | sign(x)
            sign(x)                 | 0
            max(x, y)               | 1/2 + sign(x - y)/2
            """)
    void followsTheRules(String text, String derivative) {
        assertThat(Expression.parse(text).derivative("x")).hasToString(derivative);
    }

    /// The example of the lecture: ∂y/∂x1 = 1/x1 + x2, ∂y/∂x2 = x1 − cos x2.
    @Test
    void theTextbookExample() {
        Expression f = Expression.parse("ln(x1) + x1*x2 - sin(x2)");
        assertThat(f.derivative("x1")).hasToString("1/x1 + x2");
        assertThat(f.derivative("x2")).hasToString("x1 - cos(x2)");
        assertThat(f.derivative("x1").derivative("x2")).hasToString("1");
        assertThat(f.derivative("x1", 2)).hasToString("-1/x1^2");
        assertThat(f.derivative("x2", 2)).hasToString("sin(x2)");
        assertThat(f.derivative("x1").latex()).isEqualTo("\\frac{1}{x_{1}} + x_{2}");
        Map<String, Double> point = Map.of("x1", 2.0, "x2", 5.0);
        assertThat(f.value(point)).isEqualTo(11.652071455223084, within(1e-14));
        assertThat(f.derivative("x1").value(point)).isEqualTo(5.5);
        assertThat(f.derivative("x2").value(point)).isEqualTo(1.7163378145367738, within(1e-15));
    }

    @Test
    void ordersGoOn() {
        assertThat(Expression.parse("sin(x)").derivative("x", 0)).hasToString("sin(x)");
        assertThat(Expression.parse("sin(x)").derivative("x", 102)).hasToString("-sin(x)");
        assertThat(Expression.parse("x^20").derivative("x", 20)).hasToString("2.43290200817664e18");
        assertThat(Expression.parse("x^3").derivative("x", 1_000_000_000)).hasToString("0");
        assertThat(Expression.parse("exp(x)*x").derivative("x", 30)).hasToString("30*exp(x) + x*exp(x)");
        assertThatThrownBy(() -> Expression.parse("x").derivative("x", -1))
                .hasMessage("derivative: order is -1; it must not be negative");
    }

    @ParameterizedTest
    @EnumSource
    void eachFunctionHasTheSlopeOfItsValues(ElementaryFunction function) {
        Expression slope = function.of(Expression.symbol("x")).derivative("x");
        for (double x : new double[] {0.1, 0.37, 0.5, 0.93}) {
            double h = 1e-6;
            double difference = (function.at(x + h) - function.at(x - h)) / (2 * h);
            assertThat(slope.value(Map.of("x", x))).as("%s at %s", function, x).isEqualTo(difference, within(1e-7));
        }
    }

    @Test
    void derivativesAreTheSlopesOfValues() {
        long seed = 21;
        var random = new RandomExpressions(seed);
        int compared = 0;
        for (int i = 0; i < 4000; i++) {
            Expression expression = random.next(1 + i % 5);
            Expression byRule = expression.derivativeByRule("x");
            Expression derivative = byRule.simplified();
            Map<String, Double> point = random.point();
            double slope = byRule.value(point);
            double h = 1e-5;
            double near = slope(expression, point, h);
            double wide = slope(expression, point, 3 * h);
            // Where the function is smooth, differences over two lengths agree. By rule, a power of a negative base
            // with an exponent that seems to depend on x has no derivative.
            if (Double.isFinite(near)
                    && Double.isFinite(slope)
                    && Conditioning.isGood(expression, point)
                    && Math.abs(near - wide) < 1e-6 * Math.max(1, Math.abs(near))) {
                String what = "seed " + seed + ", case " + i + ": " + expression + " at " + point + " -> " + derivative;
                assertThat(slope).as(what).isEqualTo(near, within(1e-5 * Math.max(1, Math.abs(near))));
                assertThat(derivative.value(point))
                        .as(what)
                        .isEqualTo(near, within(1e-5 * Math.max(1, Math.abs(near))));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    private static double slope(Expression expression, Map<String, Double> point, double h) {
        var above = new HashMap<>(point);
        var below = new HashMap<>(point);
        above.merge("x", h, Double::sum);
        below.merge("x", -h, Double::sum);
        return (expression.value(above) - expression.value(below)) / (2 * h);
    }

    @Test
    void anOperandThatCountsGivesTheSlopeOfAnExtremum() {
        for (String text : new String[] {"max(x^2, y)", "min(x^2, y)", "max(y, x^2)", "min(y, x^2)"}) {
            Expression slope = Expression.parse(text).derivative("x");
            for (double y : new double[] {8, 9, 10}) {
                boolean counts = text.startsWith("max") ? 9 > y : 9 < y;
                assertThat(slope.value(Map.of("x", 3.0, "y", y)))
                        .as("%s, y = %s: %s", text, y, slope)
                        .isEqualTo(y == 9 ? 3 : counts ? 6 : 0);
            }
        }
    }

    @Test
    void aResultThatIsTooLargeIsRefused() {
        Expression nest = Expression.symbol("x");
        for (int i = 0; i < 100_000; i++) {
            nest = ElementaryFunction.SIN.of(nest);
        }
        Expression large = nest;
        assertThatThrownBy(() -> large.derivative("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "derivative: the result needs more than 262144 different nodes; an expression may have no more");
    }
}
