package dev.glissade.optimizers.spi;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

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
        return new OfExecutor(executor, threads);
    }

    /// The calling thread alone.
    final class CallingThread implements Workers {
        private static final CallingThread INSTANCE = new CallingThread();

        private CallingThread() {}

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void run(int count, IntConsumer task) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
        }
    }

    /// Workers of an executor.
    ///
    /// @param executor supplies all threads but the calling one
    /// @param threads how many take part, the calling one included
    record OfExecutor(Executor executor, int threads) implements Workers {
        @Override
        public void run(int count, IntConsumer task) {
            var next = new AtomicInteger();
            var open = new CountDownLatch(count);
            var failure = new AtomicReference<@Nullable Throwable>();
            Runnable share = () -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    try {
                        task.accept(i);
                    } catch (Throwable thrown) {
                        failure.compareAndSet(null, thrown);
                    } finally {
                        open.countDown();
                    }
                }
            };
            try {
                for (int helpers = Math.min(threads, count) - 1; helpers > 0; helpers--) {
                    executor.execute(share);
                }
            } catch (RejectedExecutionException refused) {
                // The calling thread does what is left.
            } finally {
                share.run();
                await(open);
            }
            switch (failure.get()) {
                case null -> {}
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }

        /// An interrupt is kept for later: no worker may be left at work behind the caller's back.
        private static void await(CountDownLatch open) {
            boolean interrupted = false;
            while (true) {
                try {
                    open.await();
                    break;
                } catch (InterruptedException early) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
