package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AxesTest {
    private final Shape shape = Shape.of(2, 3, 4);

    @Test
    void axesAreNamedFromEitherEnd() {
        assertThat(Axes.of(shape, -1, 0))
                .isEqualTo(new Axes(0b101))
                .hasToString("{0, 2}")
                .matches(axes -> axes.contains(0) && !axes.contains(1) && axes.contains(2) && axes.count() == 2);
        assertThat(Axes.of(shape, -2)).isEqualTo(new Axes(0b10));
        assertThat(Axes.of(shape)).isEqualTo(new Axes(0)).hasToString("{}");
        assertThat(Axes.all(shape)).hasToString("{0, 1, 2}");
        assertThat(Axes.without(shape, 1)).hasToString("{0, 2}");
        assertThat(Axes.without(shape, -1)).hasToString("{0, 1}");
        assertThat(Axes.last(shape, 2)).hasToString("{1, 2}");
        assertThat(Axes.last(shape, 0)).hasToString("{}");
        assertThat(Axes.last(shape, 3)).isEqualTo(Axes.all(shape));
    }

    @Test
    void axesThatAreRepeatedAreTheMissingOnesAndThoseOfSizeOne() {
        assertThat(Axes.repeated(Shape.of(3, 1), shape)).hasToString("{0, 2}");
        assertThat(Axes.repeated(shape, shape)).hasToString("{}");
        assertThat(Axes.repeated(Shape.SCALAR, Shape.of(1, 1))).hasToString("{0, 1}");
    }

    @Test
    void setsOfTheFirstEightAxesExistOnce() {
        assertThat(Axes.of(shape, 1)).isSameAs(Axes.of(Shape.of(5, 6), -1));
        int[] sizes = new int[31];
        Arrays.fill(sizes, 1);
        Shape deep = Shape.of(sizes);
        assertThat(Axes.all(deep).areOf(deep)).isTrue();
        assertThat(Axes.all(deep).areOf(shape)).isFalse();
        assertThat(Axes.of(deep, 30)).isEqualTo(Axes.of(deep, -1)).hasToString("{30}");
    }

    @Test
    void whatIsNoSetOfAxesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.of(shape, 3))
                .withMessage("axis 3 of 2×3×4, whose rank is 3; there is no such axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.of(shape, 2, -1))
                .withMessage("axes: axis -1 of 2×3×4 is named twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axes.last(shape, 4))
                .withMessage("axes: the last 4 of " + shape + " are asked for; it has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Axes(1 << 31))
                .withMessage("axes: the mask names axis 31; a shape has at most 31 axes, 0 to 30");
    }
}
