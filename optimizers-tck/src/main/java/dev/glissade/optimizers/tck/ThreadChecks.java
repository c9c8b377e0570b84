package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;

/// Optimizers of one provider may work on several threads at once.
final class ThreadChecks {
    private static final int THREADS = 4;
    private static final int STEPS = 300;

    private ThreadChecks() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(DynamicTest.dynamicTest("runs on threads of their own do not meet", () -> apart(subject)));
    }

    private static void apart(Subject subject) throws Exception {
        for (ElementType elementType : subject.types()) {
            var alone = new ArrayList<Snapshot>();
            for (int i = 0; i < THREADS; i++) {
                alone.add(run(subject, i, elementType).steps(STEPS).snapshot());
            }
            var start = new CyclicBarrier(THREADS);
            var together = new ArrayList<Future<Snapshot>>();
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                for (int i = 0; i < THREADS; i++) {
                    Run run = run(subject, i, elementType);
                    together.add(threads.submit(() -> {
                        start.await();
                        return run.steps(STEPS).snapshot();
                    }));
                }
            }
            for (int i = 0; i < THREADS; i++) {
                Expect.same(
                        subject,
                        elementType,
                        together.get(i).get(),
                        "in a run beside those of " + (THREADS - 1) + " other threads",
                        alone.get(i),
                        "in the run alone",
                        StateChecks.SLOTS);
            }
        }
    }

    private static Run run(Subject subject, long seed, ElementType elementType) {
        return subject.run(subject.recipe(), Placement.standard(), Course.hilly(seed), elementType);
    }
}
