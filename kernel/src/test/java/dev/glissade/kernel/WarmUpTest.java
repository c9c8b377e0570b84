package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Work is repeated until it is compiled, and what is not is named.
class WarmUpTest {
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @Test
    void vectorsAreNoObjectsAnyMoreOnceALoopIsWarm() {
        var loops = FloatKernels.selected().exponentials();
        float[] values = new float[1021];
        WarmUpReport report = Kernels.warmUp(GENEROUS, Map.of("tanh", () -> loops.tanh(values, 0, values, 0, 1021)));

        assertThat(report.complete()).as(report.toString()).isTrue();
        assertThat(report.warm()).containsExactly("tanh");
        var meter = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = meter.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            loops.tanh(values, 0, values, 0, 1021);
        }
        assertThat(meter.getCurrentThreadAllocatedBytes() - before).isLessThan(1021 * 100);
    }

    @Test
    void everyLoopCanBeWarmed() {
        var calls = LoopCalls.all();
        calls.values().forEach(Runnable::run);
        for (Class<?> kernels : List.of(FloatKernels.class, DoubleKernels.class)) {
            String type = kernels == FloatKernels.class ? " float32" : " float64";
            for (var family : kernels.getRecordComponents()) {
                for (var loop : family.getType().getMethods()) {
                    assertThat(calls).containsKey(loop.getName() + type);
                }
            }
        }
        WarmUpReport report = Kernels.warmUp(Duration.ofMillis(100));
        assertThat(report.warm().size() + report.cold().size()).isEqualTo(calls.size());
    }

    @Test
    void whatStillChangesWhenTheBudgetIsUsedUpIsCold() {
        var calls = new AtomicInteger();
        Map<String, Runnable> work = new LinkedHashMap<>();
        work.put("allocates more and more", () -> {
            byte[] more = new byte[1000 * calls.incrementAndGet()];
            assertThat(more).isNotNull();
        });
        WarmUpReport report = Kernels.warmUp(Duration.ofMillis(50), work);

        assertThat(report.cold()).containsExactly("allocates more and more");
        assertThat(report.complete()).isFalse();
        assertThat(calls.get()).isPositive();
        assertThat(report).asString().matches("0 of 1 warm after \\d+ ms, still cold: allocates more and more");
    }

    @Test
    void withoutABudgetNothingIsRun() {
        var calls = new AtomicInteger();
        WarmUpReport report = Kernels.warmUp(Duration.ZERO, Map.of("a", calls::incrementAndGet));
        assertThat(calls).hasValue(0);
        assertThat(report.cold()).isEqualTo(List.of("a"));
    }

    @Test
    void aNegativeBudgetIsRefused() {
        assertThatThrownBy(() -> Kernels.warmUp(Duration.ofMillis(-5), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("warmUp: the budget is PT-0.005S; it must not be negative");
    }

    @Test
    void theCompilersQueuesAreRead() {
        String idle = "Current compiles: \n\nC1 compile queue:\nEmpty\n\nC2 compile queue:\nEmpty\n";
        assertThat(JitActivity.busy(idle)).isFalse();
        assertThat(JitActivity.busy(idle.replace("C1", "C2 CompilerThread0  17  4  A::b (891 bytes)\n\nC1")))
                .isTrue();
        assertThat(JitActivity.busy(
                        idle.replace("C2 compile queue:\nEmpty", "C2 compile queue:\n9  4  A::b (3 bytes)")))
                .isTrue();
    }

    @Test
    void whatTheWorkThrowsIsThrownOn() {
        Runnable fails = () -> {
            throw new IllegalStateException("no sample");
        };
        assertThatThrownBy(() -> Kernels.warmUp(GENEROUS, Map.of("a", fails)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no sample");
    }
}
