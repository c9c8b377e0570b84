package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// A parallel region runs every task once and ends, whatever the executor does.
class ParallelTest {
    private static final Executor DROPS = task -> {};
    private static final Executor REFUSES = task -> {
        throw new RejectedExecutionException("full");
    };

    @Test
    void everyTaskRunsOnce() {
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            for (int count : new int[] {0, 1, 2, 4, 100}) {
                runsEachOnce(Parallel.on(executor, 4), count);
                runsEachOnce(Parallel.none(), count);
            }
        }
    }

    @Test
    void anExecutorThatRefusesDropsOrRunsAtOnceCostsSpeedOnly() {
        for (Executor executor : new Executor[] {DROPS, REFUSES, Runnable::run}) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> runsEachOnce(Parallel.on(executor, 4), 9));
        }
    }

    @Test
    void aRegionInsideATaskOfTheSameExecutorEnds() {
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            var parallel = Parallel.on(executor, 2);
            var runs = new AtomicIntegerArray(1);
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> parallel.run(4, outer -> parallel.run(4, inner -> runs.incrementAndGet(0))));
            assertThat(runs.get(0)).isEqualTo(16);
        }
    }

    @Test
    void theFirstFailureIsThrownAfterAllHaveEnded() {
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            var runs = new AtomicIntegerArray(10);
            assertThatThrownBy(() -> Parallel.on(executor, 3).run(10, i -> {
                        runs.incrementAndGet(i);
                        if (i == 4) {
                            throw new ArithmeticException("task 4");
                        }
                    }))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("task 4");
            for (int i = 0; i < 10; i++) {
                assertThat(runs.get(i)).isOne();
            }
        }
    }

    @Test
    void anExecutorThatFailsLeavesNoTaskBehind() {
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            var runs = new AtomicIntegerArray(4);
            var asked = new AtomicInteger();
            Executor failsAtTheSecond = task -> {
                if (asked.incrementAndGet() == 2) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                executor.execute(task);
            };
            assertThatThrownBy(() -> Parallel.on(failsAtTheSecond, 3).run(4, i -> {
                        LockSupport.parkNanos(20_000_000);
                        runs.incrementAndGet(i);
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThat(runs).hasToString("[1, 1, 1, 1]");
        }
    }

    @Test
    void anInterruptIsKept() {
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            Thread.currentThread().interrupt();
            runsEachOnce(Parallel.on(executor, 2), 5);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void fewerThanOneThreadIsRefused() {
        assertThatThrownBy(() -> Parallel.on(DROPS, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parallel: threads is 0; at least 1 is needed");
    }

    private static void runsEachOnce(Parallel parallel, int count) {
        var runs = new AtomicIntegerArray(count);
        parallel.run(count, runs::incrementAndGet);
        for (int i = 0; i < count; i++) {
            assertThat(runs.get(i)).as("task " + i + " of " + count).isOne();
        }
    }
}
