package dev.glissade.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwellTest {

    /// Speelpenning's product: the gradient has n parts of n − 1 factors each, a tape has three products for each factor.
    @Test
    void theGradientOfAProductGrowsWithItsSquare() {
        for (int n : new int[] {5, 10, 50}) {
            String text = IntStream.rangeClosed(1, n).mapToObj(i -> "x" + i).collect(Collectors.joining("*"));
            Swell.Row gradient = Swell.of(Expression.parse(text), 1).rows().get(1);
            assertThat(gradient.derivatives()).isEqualTo(n);
            assertThat(gradient.simplified()).isEqualTo((long) n * (2 * n - 3));
            assertThat(gradient.tape()).isLessThanOrEqualTo(4 * n);
        }
    }

    /// The iterated logistic map of A. G. Baydin et al., JMLR 18 (2018), table 1.
    @Test
    void derivativesOfTheLogisticMapSwell() {
        Expression map = Expression.symbol("x");
        long before = 1;
        for (int n = 2; n <= 6; n++) {
            map = Expression.parse("4*l*(1 - l)").with("l", map);
            Swell.Row slope = Swell.of(map, 1).rows().get(1);
            assertThat(slope.byRule()).isGreaterThan(2 * before);
            assertThat(slope.simplified()).isLessThanOrEqualTo(slope.byRule());
            assertThat(slope.tape()).isLessThan(20 * n);
            before = slope.byRule();
        }
        assertThat(before).isGreaterThan(500);
    }

    @Test
    void theTableHasALineForEachOrder() {
        Swell swell = Swell.of(Expression.parse("ln(x1) + x1*x2 - sin(x2)"), 2);
        assertThat(swell.rows()).extracting(Swell.Row::derivatives).containsExactly(1, 2, 3);
        assertThat(swell.rows()).extracting(Swell.Row::simplified).containsExactly(9L, 9L, 9L);
        assertThat(swell.toString().lines()).hasSize(5);
    }

    @Test
    void oneVariableIsEnough() {
        Swell swell = Swell.of(Expression.parse("sin(x*y)^3"), 4, List.of("x"));
        assertThat(swell.rows()).extracting(Swell.Row::derivatives).containsExactly(1, 1, 1, 1, 1);
        assertThat(Swell.of(Expression.parse("x"), 1, List.of("y"))
                        .rows()
                        .get(1)
                        .simplified())
                .isEqualTo(1);
        assertThat(Swell.of(Expression.parse("1"), 2).rows().get(2).derivatives())
                .isZero();
    }

    @Test
    void whatIsTooMuchIsRefused() {
        assertThatThrownBy(() -> Swell.of(Expression.parse("x"), -1))
                .hasMessage("swell: order is -1; it must not be negative");
        String many = IntStream.rangeClosed(1, 50).mapToObj(i -> "x" + i).collect(Collectors.joining("*"));
        assertThatThrownBy(() -> Swell.of(Expression.parse(many), 3))
                .hasMessage("swell: order 2 in 50 variables has more than 1000 derivatives; no more are followed");
    }
}
