package dev.glissade.optimizers.spi;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Workers of an executor.
///
/// @param executor supplies all threads but the calling one
/// @param threads how many take part, the calling one included
record ExecutorWorkers(Executor executor, int threads) implements Workers {
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
