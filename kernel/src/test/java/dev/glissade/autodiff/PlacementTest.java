package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks that are in use at one step never meet.
class PlacementTest {
    private static final int STEPS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void blocksInUseAtOneStepAreApart(long seed) {
        Samples samples = new Samples(seed, 40);
        Tape tape = new Tape();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            DType dtype = samples.below(3) == 0 ? DType.FLOAT64 : DType.FLOAT32;
            int first = samples.below(STEPS);
            int last = Math.min(STEPS - 1, first + samples.below(12));
            Shape shape = Shape.of(samples.below(200));
            Instruction instruction = tape.input(Tensor.zeros(dtype, shape)).instruction();
            blocks.add(new Block(instruction, samples.below(15) == 0, first, last));
        }
        for (DType dtype : DType.values()) {
            int length = Placement.place(blocks, dtype);
            List<Block> placed = blocks.stream()
                    .filter(block -> block.dtype() == dtype && !block.output() && block.elements() > 0)
                    .toList();
            for (Block block : placed) {
                assertThat(block.offset()).isNotNegative();
                assertThat(block.offset() * Block.bytes(dtype) % 64).isZero();
                assertThat(block.offset() + block.elements()).isLessThanOrEqualTo(length);
                for (Block other : placed) {
                    assertThat(block == other
                                    || !block.meets(other)
                                    || block.offset() + block.elements() <= other.offset()
                                    || other.offset() + other.elements() <= block.offset())
                            .as("seed %d: %s", seed, dtype)
                            .isTrue();
                }
            }
            int peak = peak(placed);
            assertThat(length).isBetween(peak, 2 * peak);
        }
    }

    private static int peak(List<Block> blocks) {
        int peak = 0;
        for (int step = 0; step < STEPS; step++) {
            int now = step;
            peak = Math.max(
                    peak,
                    blocks.stream()
                            .filter(block -> block.first() <= now && now <= block.last())
                            .mapToInt(Block::elements)
                            .sum());
        }
        return peak;
    }
}
