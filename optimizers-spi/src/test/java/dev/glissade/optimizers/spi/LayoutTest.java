package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void aSegmentsLengthIsTheProductOfItsShape() {
        assertThat(Segment.of("weight", 10, 64, 32).length()).isEqualTo(2048);
        assertThat(Segment.of("weight", 10, 64, 32).end()).isEqualTo(2058);
        assertThat(Segment.of("scalar", 0).length()).isEqualTo(1);
        assertThat(Segment.of("nothing", 0, 3, 0).length()).isZero();
        assertThat(Segment.of("nothing", 0, 65536, 65536, 0).length()).isZero();
    }

    @Test
    void aLayoutEndsWithItsLastSegmentUnlessToldOtherwise() {
        assertThat(Layout.of(FLOAT32, Segment.of("w", 0, 2, 3), Segment.of("b", 8, 3))
                        .length())
                .isEqualTo(11);
        assertThat(Layout.of(FLOAT32).length()).isZero();
        assertThat(Layout.flat(FLOAT32, 5).segments()).containsExactly(Segment.of("parameters", 0, 5));
    }

    @Test
    void segmentsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Layout.of(FLOAT32, Segment.of("w", 0, 4), Segment.of("b", 3, 4)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage(
                        "layout: segment b begins at 3, w ends at 4; segments must be in order and must not overlap");
        assertThatThrownBy(() -> Layout.of(FLOAT32, Segment.of("w", 0, 4), Segment.of("w", 4, 4)))
                .hasMessage("layout: two segments are named 'w'; names must differ");
        assertThatThrownBy(() -> new Layout(FLOAT32, List.of(Segment.of("w", 2, 4)), 5))
                .hasMessage("layout: segment w ends at 6, the length is 5; segments must end within the array");
        assertThatThrownBy(() -> new Layout(FLOAT32, List.of(), -1)).hasMessageContaining("the length is -1");
    }

    @Test
    void impossibleSegmentsAreRefused() {
        assertThatThrownBy(() -> Segment.of("w", -1, 4)).hasMessage("segment w: offset is -1; it must not be negative");
        assertThatThrownBy(() -> Segment.of("w", 0, 4, -2))
                .hasMessage("segment w: shape is [4, -2]; no extent may be negative");
        assertThatThrownBy(() -> Segment.of("w", 0, 0, -2))
                .hasMessage("segment w: shape is [0, -2]; no extent may be negative");
        assertThatThrownBy(() -> Segment.of("w", 0, 65536, 65536))
                .hasMessage("segment w: shape is [65536, 65536]; it must hold at most 2147483647 elements");
        assertThatThrownBy(() -> Segment.of("w", 2147483647, 1))
                .hasMessage("segment w: offset is 2147483647, length is 1; their sum must be at most 2147483647");
        assertThatThrownBy(() -> Segment.of(" ", 0, 1)).hasMessage("segment: the name must not be blank");
    }
}
