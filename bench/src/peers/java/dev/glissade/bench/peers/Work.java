package dev.glissade.bench.peers;

/// One row of a family by one implementation: its operands are in place, its call is what is measured.
interface Work extends AutoCloseable {

    /// Makes one call.
    void run();

    /// What the last call computed, in the order in which ours has it: compared after the measurement.
    double[] result();

    /// Gives back what the garbage collector does not.
    @Override
    default void close() {}
}
