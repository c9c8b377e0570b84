package dev.glissade.optimizers.spi;

import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/// The threads that a step may use. How many there are does not show in a result.
public interface Workers {

    /// How many threads may take part, the calling one included; 1 or more.
    int threads();

    /// Runs `task` once for each of 0 … count − 1, in any order, and returns when all have ended. If tasks fail, one of the
    /// failures is thrown then.
    void run(int count, IntConsumer task);

    /// The calling thread alone.
    static Workers none() {
        return CallingThread.INSTANCE;
    }

    /// The calling thread and up to `threads − 1` workers of an executor. Workers that it refuses, or that come late, cost
    /// speed only. A step then allocates a few hundred bytes.
    ///
    /// @throws OptimizerException if `threads` is below 1
    static Workers on(Executor executor, int threads) {
        if (threads < 1) {
            throw new OptimizerException("workers: threads is " + threads + "; it must be at least 1");
        }
        return new ExecutorWorkers(executor, threads);
    }
}
