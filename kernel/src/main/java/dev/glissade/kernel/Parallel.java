package dev.glissade.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// How many threads a loop may use, and the caller's executor that supplies them.
///
/// The library starts no thread of its own. The calling thread always takes part, so an executor of `threads − 1`
/// workers is enough. Fewer workers cost speed only: the calling thread takes every task that no worker has begun, so
/// an executor that is busy, shut down, full or that drops its tasks delays nothing and hangs nothing. For the same
/// reason a region may run inside a task of the same executor.
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

    /// The calling thread and up to `threads − 1` workers of `executor`.
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

    /// How many tasks to cut work into: at most one for each thread, and none smaller than `least`, in any unit of work.
    ///
    /// Waking a worker costs about 10 µs, so `least` should be worth several times that.
    ///
    /// @return 1 or more
    public int tasks(long work, long least) {
        return threads == 1 || work < 2 * least ? 1 : (int) Math.min(work / least, threads);
    }

    /// Runs `task` once for each of 0 … count − 1 and returns when all have ended.
    ///
    /// Which thread runs which index is not determined. If tasks fail, the first failure is thrown after all that have
    /// begun have ended; on the calling thread alone the others are then not begun, on several they all run. A worker
    /// that the executor refuses is done without; any other failure of the executor is thrown after the work is done.
    /// An interrupt does not cut the region short; it is still set on return. A region on several threads allocates a
    /// few hundred bytes, whatever the size of the work.
    public void run(int count, IntConsumer task) {
        var workers = executor;
        if (workers == null || threads == 1 || count <= 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
            return;
        }
        var region = new Region(count, task);
        try {
            region.recruit(workers, Math.min(threads, count) - 1);
        } finally {
            // Whatever the executor throws, no worker may be left at work behind the caller's back.
            region.run();
            region.finish();
        }
    }

    /// One call of [#run]: whoever runs it takes the next index until none is left.
    private static final class Region implements Runnable {
        private final int count;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch unfinished;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Region(int count, IntConsumer task) {
            this.count = count;
            this.task = task;
            this.unfinished = new CountDownLatch(count);
        }

        void recruit(Executor workers, int wanted) {
            try {
                for (int i = 0; i < wanted; i++) {
                    workers.execute(this);
                }
            } catch (RejectedExecutionException refused) {
                // The calling thread takes what is left.
            }
        }

        @Override
        public void run() {
            // The guard keeps a late worker from counting further and further.
            while (next.get() < count) {
                int index = next.getAndIncrement();
                if (index < count) {
                    attempt(index);
                }
            }
        }

        private void attempt(int index) {
            try {
                task.accept(index);
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            } finally {
                unfinished.countDown();
            }
        }

        void finish() {
            awaitUninterruptibly();
            switch (failure.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable t -> throw new IllegalStateException(t);
            }
        }

        private void awaitUninterruptibly() {
            boolean interrupted = false;
            while (true) {
                try {
                    unfinished.await();
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
}
