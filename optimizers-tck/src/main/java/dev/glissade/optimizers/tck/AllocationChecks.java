package dev.glissade.optimizers.tck;

import com.sun.management.ThreadMXBean;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Recipe;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/// A step allocates nothing, once warm.
final class AllocationChecks {
    private static final int WINDOW = 200;
    private static final int CLEAN_WINDOWS = 3;

    /// Compilation may disturb the first windows; a rule that is measured this long allocates by itself.
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final int LEAST_WINDOWS = 100;

    private AllocationChecks() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(DynamicTest.dynamicTest("a warm step allocates nothing", () -> nothing(subject)));
    }

    /// With a learning rate that changes from step to step, if there is one.
    private static Recipe scheduled(Recipe recipe) {
        for (Hyperparameter own : recipe.description().hyperparameters()) {
            if (own.name().equals(Hyperparameter.LEARNING_RATE.name())) {
                double rate = own.defaultValue();
                return recipe.with(own.name(), step -> rate / (1 + 1e-3 * step));
            }
        }
        return recipe;
    }

    private static void nothing(Subject subject) {
        Assumptions.assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocated bytes");
        ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (ElementType elementType : subject.types()) {
            Run run = subject.run(subject.recipe(AllocationChecks::scheduled), elementType);
            long end = System.nanoTime() + PATIENCE_NANOS;
            int clean = 0;
            long bytes = 0;
            for (int window = 0; clean < CLEAN_WINDOWS; window++) {
                if (window > LEAST_WINDOWS && System.nanoTime() > end) {
                    Expect.fail(
                            subject.name(),
                            "over " + elementType + " parameters, the last " + WINDOW + " of " + run.steps
                                    + " steps allocated " + bytes + " bytes",
                            "it must be 0 bytes in " + CLEAN_WINDOWS + " windows in a row",
                            "Make arrays once: a scratch slot, Slot.scratch(…), is an array for use within a step; and use"
                                    + " no boxing, streams or lambdas that capture in update");
                }
                long before = meter.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < WINDOW; i++) {
                    run.step();
                }
                bytes = meter.getCurrentThreadAllocatedBytes() - before;
                clean = bytes == 0 ? clean + 1 : 0;
            }
        }
    }
}
