package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Places blocks of one element type in one array, so that no two that are in use at one step meet.
///
/// The largest block is placed first; each goes into the smallest gap that it fits in, between those placed before that
/// are in use at a step at which it is; else behind them.
///
/// Source: Y. Pisarchyk and J. Lee, Efficient Memory Management for Deep Neural Net Inference, 2020, algorithm 3 (greedy
/// by size for offset calculation).
final class Placement {
    /// Blocks begin at multiples of so many bytes from the first: that of a cache line, and of the longest vector.
    private static final int ALIGNMENT_BYTES = 64;

    private final int alignment;
    private final List<Block> placed = new ArrayList<>();
    private long length;

    private Placement(DType dtype) {
        alignment = ALIGNMENT_BYTES / Block.bytes(dtype);
    }

    /// Places the blocks of an element type that are not outputs.
    ///
    /// @return the elements of the array
    /// @throws IllegalArgumentException if there are more than an array may have
    static int place(List<Block> blocks, DType dtype) {
        var placement = new Placement(dtype);
        blocks.stream()
                .filter(block -> block.dtype() == dtype && !block.output() && block.elements() > 0)
                .sorted(Comparator.comparingInt(Block::elements).reversed())
                .forEach(placement::place);
        return (int) placement.length;
    }

    private void place(Block block) {
        long free = 0;
        long best = -1;
        long least = Long.MAX_VALUE;
        for (Block other : placed) {
            if (other.meets(block)) {
                long gap = other.offset() - free;
                if (gap >= block.elements() && gap < least) {
                    best = free;
                    least = gap;
                }
                free = Math.max(free, aligned((long) other.offset() + other.elements()));
            }
        }
        long offset = best >= 0 ? best : free;
        length = Math.max(length, offset + block.elements());
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "program: results of " + block.dtype() + " that are needed at one time end" + " at element "
                            + length + "; all lie in one array of at most " + Integer.MAX_VALUE);
        }
        block.place((int) offset);
        int at = placed.size();
        while (at > 0 && placed.get(at - 1).offset() > offset) {
            at--;
        }
        placed.add(at, block);
    }

    private long aligned(long elements) {
        return (elements + alignment - 1) / alignment * alignment;
    }
}
