package dev.glissade.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// How many threads a loop may use, and the caller's executor that supplies them.
///
/// The library starts no thread of its own. The calling thread always takes part, so an executor of `threads − 1`
/// workers is enough.
public final class Parallel {
    private static final Parallel NONE = new Parallel(null, 1);

    private final @Nullable Executor executor;
    private final int threads;

    private Parallel(@Nullable Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /// The calling thread alone.
    public static Parallel none() {
        return NONE;
    }

    /// The calling thread and up to `threads − 1` tasks on `executor`.
    ///
    /// @throws IllegalArgumentException if `threads` is below 1
    public static Parallel on(Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("parallel: threads is " + threads + "; at least 1 is needed");
        }
        return new Parallel(executor, threads);
    }

    /// The number of threads that take part, the caller's included.
    public int threads() {
        return threads;
    }

    /// Runs `task` for 0 … count − 1 and returns when all have ended; task 0 runs on the calling thread.
    ///
    /// If tasks fail, the first failure is thrown after all have ended.
    public void run(int count, IntConsumer task) {
        Executor workers = executor;
        if (workers == null || count <= 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
            return;
        }
        var done = new CountDownLatch(count - 1);
        var failure = new AtomicReference<@Nullable Throwable>();
        for (int i = 1; i < count; i++) {
            int index = i;
            workers.execute(() -> {
                attempt(task, index, failure);
                done.countDown();
            });
        }
        attempt(task, 0, failure);
        awaitUninterruptibly(done);
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable t -> throw new IllegalStateException(t);
        }
    }

    private static void attempt(IntConsumer task, int index, AtomicReference<@Nullable Throwable> failure) {
        try {
            task.accept(index);
        } catch (Throwable t) {
            failure.compareAndSet(null, t);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
