package dev.glissade.kernel;

/// The one order in which sums are taken, as [FloatReductions] states it.
///
/// The tree over blocks, "neighbours first, an odd last block carried up", has on its left the largest power of two of
/// blocks that leaves some for the right, and is of the same form on the right: pairing leaves a power of two of blocks
/// whole, and whatever is odd moves up at the end of the row. So the tree is a recursion of depth 19 at most, and
/// equally a binary counter of partial sums (a block carries into equal powers of two; at the end the partial sums are
/// folded from the smallest up).
final class SumOrder {

    /// Elements in a block.
    static final int BLOCK = 4096;

    /// Virtual lanes of a block: element i is added to lane i mod LANES.
    static final int LANES = 32;

    private SumOrder() {}

    /// The number of elements left of the root of the tree, for a `length` of more than one block.
    static int leftOfRoot(int length) {
        int lastBlock = (length - 1) / BLOCK;
        return Integer.highestOneBit(lastBlock) * BLOCK;
    }
}
