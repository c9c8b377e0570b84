package dev.glissade.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.symbolic.Expression.Constant;
import dev.glissade.symbolic.Expression.Numeral;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionTest {

    @Test
    void equalTreesAreEqual() {
        Expression left = Expression.parse("sin(x)^2 + max(x, 1)/-y");
        Expression right = Expression.parse("sin(x)^2 + max(x, 1)/-y");
        assertThat(left).isEqualTo(right).isNotSameAs(right).hasSameHashCodeAs(right);
        assertThat(left).isNotEqualTo(Expression.parse("sin(x)^2 + min(x, 1)/-y"));
        assertThat(Expression.parse("x + y")).isNotEqualTo(Expression.parse("y + x"));
        assertThat(Expression.parse("x + y")).isNotEqualTo(Expression.parse("x - y"));
        assertThat(Expression.parse("sin(x)")).isNotEqualTo(Expression.parse("cos(x)"));
    }

    @Test
    void expressionsAreBuiltFromMethods() {
        Expression x = Expression.symbol("x");
        Expression built = ElementaryFunction.LN
                .of(x)
                .plus(x.times(Constant.PI))
                .minus(x.pow(Expression.number(-2)).dividedBy(x.negate()));
        assertThat(built).hasToString("ln(x) + x*pi - x^-2/(-x)");
        assertThat(built).isEqualTo(Expression.parse(built.text()));
        assertThat(built.variables()).containsExactly("x");
    }

    @Test
    void variablesAppearInTheirOrder() {
        assertThat(Expression.parse("b*a + c - a*pi").variables()).containsExactly("b", "a", "c");
        assertThat(Expression.parse("pi").variables()).isEmpty();
    }

    @Test
    void partsAreReplaced() {
        Expression f = Expression.parse("x^2 + y");
        assertThat(f.with("x", Expression.parse("y + 1"))).isEqualTo(Expression.parse("(y + 1)^2 + y"));
        assertThat(f.with("y", Expression.parse("x*y"))).isEqualTo(Expression.parse("x^2 + x*y"));
        assertThat(f.with("z", Expression.parse("1"))).isEqualTo(f);
    }

    @Test
    void valuesFollowTheKernel() {
        Map<String, Double> none = Map.of();
        assertThat(Expression.parse("0.1 + 0.2").value(none)).isEqualTo(0.1 + 0.2);
        assertThat(Expression.parse("2^0.5").value(none)).isEqualTo(Math.sqrt(2), within(Math.ulp(1.0)));
        assertThat(Expression.parse("(-2)^3").value(none)).isEqualTo(-8);
        assertThat(Expression.parse("(-2)^0.5").value(none)).isNaN();
        assertThat(Expression.parse("0^0").value(none)).isEqualTo(1);
        assertThat(Expression.parse("1/0").value(none)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Expression.parse("max(1, ln(-1))").value(none)).isNaN();
        assertThat(Expression.parse("pi").value(none)).isEqualTo(Math.PI);
        assertThat(Expression.parse("sigmoid(0) + softplus(0) - ln(2) + erf(0)").value(none))
                .isEqualTo(0.5, within(1e-15));
        assertThat(ElementaryFunction.EXP.at(1)).isEqualTo(Math.E, within(Math.ulp(Math.E)));
        assertThat(ElementaryFunction.named("arctan")).hasValue(ElementaryFunction.ATAN);
        assertThat(ElementaryFunction.named("x")).isEmpty();
        assertThat(new Numeral(0.5)).hasToString("0.5");
    }
}
