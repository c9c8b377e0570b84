package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A tape that two threads reach for at once gets one owner.
class ConfinementTest {
    private static final int ROUNDS = 8_000;

    /// What came of one thread's attempt: the words of the refusal, or null and the number of instructions.
    private record Outcome(@Nullable String refusal, int instructions) {}

    @Test
    void oneOfTwoThreadsWinsAFreshTapeAndTheOtherIsToldBothNames() throws Exception {
        var tapes = new ArrayList<Tape>();
        for (int i = 0; i < ROUNDS; i++) {
            tapes.add(new Tape());
        }
        var arrived = new AtomicInteger();
        List<Outcome> left;
        List<Outcome> right;
        try (var threads = Executors.newCachedThreadPool()) {
            Future<List<Outcome>> first = threads.submit(() -> contend(tapes, arrived, "left"));
            Future<List<Outcome>> second = threads.submit(() -> contend(tapes, arrived, "right"));
            left = first.get();
            right = second.get();
        }
        for (int i = 0; i < ROUNDS; i++) {
            boolean leftWon = left.get(i).refusal() == null;
            Outcome winner = leftWon ? left.get(i) : right.get(i);
            Outcome loser = leftWon ? right.get(i) : left.get(i);
            assertThat(winner.refusal()).as("winner of round " + i).isNull();
            assertThat(winner.instructions()).as("winner of round " + i).isEqualTo(2);
            assertThat(loser.refusal())
                    .as("loser of round " + i)
                    .isEqualTo("tape: used by thread '" + (leftWon ? "right" : "left") + "', but it belongs to '"
                            + (leftWon ? "left" : "right") + "'; give each thread a tape of its own");
        }
    }

    private static List<Outcome> contend(List<Tape> tapes, AtomicInteger arrived, String name) {
        Thread.currentThread().setName(name);
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < tapes.size(); i++) {
            Tape tape = tapes.get(i);
            arrived.incrementAndGet();
            for (int spins = 0; arrived.get() < 2 * (i + 1); spins++) {
                if (spins < 10_000) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(1000);
                }
            }
            try {
                tape.input(2.0).square();
                outcomes.add(new Outcome(null, tape.instructions()));
            } catch (RuntimeException e) {
                outcomes.add(new Outcome(e instanceof IllegalStateException ? e.getMessage() : e.toString(), 0));
            }
        }
        return outcomes;
    }
}
