package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @Test
    void sizesRankAndElements() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.elements()).isEqualTo(24);
        assertThat(shape.size(0)).isEqualTo(2);
        assertThat(shape.size(-1)).isEqualTo(4);
        assertThat(shape.sizes()).containsExactly(2, 3, 4);
        assertThat(Shape.of()).isSameAs(Shape.SCALAR);
        assertThat(Shape.SCALAR.elements()).isEqualTo(1);
        assertThat(Shape.of(3, 0, Integer.MAX_VALUE).elements()).isZero();
        assertThat(Shape.of(1, Integer.MAX_VALUE).elements()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aShapeDoesNotChangeWithTheArrayItWasMadeFrom() {
        int[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 9;
        shape.sizes()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    }

    @Test
    void textShowsTheSizes() {
        assertThat(Shape.of(32, 64)).hasToString("32×64");
        assertThat(Shape.of(5)).hasToString("[5]");
        assertThat(Shape.SCALAR).hasToString("scalar");
    }

    @ParameterizedTest
    @CsvSource({
        "2 3, 2 3, 2 3",
        "2 3, 3, 2 3",
        "2 1, 1 3, 2 3",
        "'', 2 3, 2 3",
        "4 1 3, 5 1, 4 5 3",
        "0 3, 1, 0 3",
        "0, 1, 0",
        "1 0, 7 1, 7 0"
    })
    void broadcastingIsThatOfNumPy(String left, String right, String common) {
        assertThat(Shape.broadcast("f", shape(left), shape(right))).isEqualTo(shape(common));
        assertThat(Shape.broadcast("f", shape(right), shape(left))).isEqualTo(shape(common));
        assertThat(shape(left).broadcastsTo(shape(common))).isTrue();
        assertThat(shape(right).broadcastsTo(shape(common))).isTrue();
    }

    private static Shape shape(String text) {
        String[] words = text.isEmpty() ? new String[0] : text.split(" ", -1);
        int[] sizes = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            sizes[i] = Integer.parseInt(words[i]);
        }
        return Shape.of(sizes);
    }

    @Test
    void whatDoesNotBroadcastIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.broadcast("add", Shape.of(2, 3), Shape.of(2)))
                .withMessage("add: left is 2×3, right is [2]; sizes must be equal or 1, counted from the last axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.broadcast("add", Shape.of(0), Shape.of(2)))
                .withMessage("add: left is [0], right is [2]; sizes must be equal or 1, counted from the last axis");
        assertThat(Shape.of(2, 3).broadcastsTo(Shape.of(3))).isFalse();
        assertThat(Shape.of(3).broadcastsTo(Shape.of(1))).isFalse();
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(2, -1))
                .withMessage("shape: size -1 in 2×-1; sizes must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(1 << 16, 1 << 15))
                .withMessage("shape: 65536×32768 has more than 2147483647 elements; a tensor is one Java array");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .withMessageContaining("more than 2147483647 elements");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(new int[32]))
                .withMessage("shape: rank is 32; at most 31 axes are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(2, 3).size(2))
                .withMessage("axis 2 of 2×3, whose rank is 2; there is no such axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.SCALAR.size(-1))
                .withMessage("axis -1 of scalar, whose rank is 0; there is no such axis");
    }

    @Test
    void reducedAxesGoOrStay() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.reduced(Axes.of(shape, 0, 2), false)).isEqualTo(Shape.of(3));
        assertThat(shape.reduced(Axes.of(shape, 0, 2), true)).isEqualTo(Shape.of(1, 3, 1));
        assertThat(shape.reduced(Axes.of(shape), false)).isEqualTo(shape);
    }

    @Test
    void axesThatDoNotExistCannotBeReduced() {
        Axes later = Axes.of(Shape.of(2, 3, 4), 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(2).reduced(later, false))
                .withMessage("reduced: axes {1, 2} of [2]; only axes below its rank 1 exist");
    }
}
