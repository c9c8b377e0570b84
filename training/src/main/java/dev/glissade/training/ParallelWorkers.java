package dev.glissade.training;

import dev.glissade.kernel.Parallel;
import dev.glissade.optimizers.spi.Workers;
import java.util.function.IntConsumer;

/// The threads of the kernel's loops, for an optimizer.
///
/// @param parallel the threads
record ParallelWorkers(Parallel parallel) implements Workers {
    @Override
    public int threads() {
        return parallel.threads();
    }

    @Override
    public void run(int count, IntConsumer task) {
        parallel.run(count, task);
    }
}
