package dev.glissade.autodiff;

import com.sun.management.ThreadMXBean;
import dev.glissade.kernel.Kernels;
import dev.glissade.kernel.WarmUpReport;
import dev.glissade.kernel.Workspace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs of a program that leave no trace: gradients and the state of primitives are put back.
final class ProgramWarmUp {
    private static final String WHOLE = "program";

    /// Bytes that a step allocates at most, once its loops are compiled: a region of several threads takes a few hundred.
    private static final long FEW_BYTES = 1_024;

    private final List<Step> steps = new ArrayList<>();
    private final Workspace workspace;
    private final Undo undo = new Undo();

    ProgramWarmUp(Step[] steps, Workspace workspace) {
        this.workspace = workspace;
        for (Step step : steps) {
            switch (step) {
                case Step.Compute(Instruction instruction) -> {
                    undo.keep(instruction.primitive().state());
                    this.steps.add(step);
                }
                case Step.Accumulate accumulate -> {
                    undo.keepGradients(accumulate.parameter().parameters());
                    this.steps.add(step);
                }
                // The inputs of a warm-up may go another way than those of the recording.
                case Step.Guard _ -> {}
            }
        }
    }

    WarmUpReport run(Duration budget) {
        try {
            WarmUpReport report = Kernels.warmUp(budget, Map.of(WHOLE, this::once));
            Set<String> cold = report.complete() ? Set.of() : cold();
            List<String> warm = new ArrayList<>(operations());
            warm.removeAll(cold);
            if (!report.complete() && cold.isEmpty()) {
                return new WarmUpReport(report.took(), List.of(), List.of(WHOLE));
            }
            return new WarmUpReport(report.took(), warm, List.copyOf(cold));
        } finally {
            undo.run();
        }
    }

    /// As steps of a training would: into gradients of zero, and then onto those.
    private void once() {
        zeroGradients();
        for (Step step : steps) {
            step.run(workspace);
        }
        for (Step step : steps) {
            if (step instanceof Step.Accumulate) {
                step.run(workspace);
            }
        }
    }

    private void zeroGradients() {
        for (Parameters parameters : undo.parameters()) {
            parameters.zeroGradients();
        }
    }

    private Set<String> operations() {
        Set<String> names = new LinkedHashSet<>();
        for (Step step : steps) {
            names.add(name(step));
        }
        return names;
    }

    /// The operations that allocate in one more run: vectors are objects until C2 has compiled the loop around them.
    private Set<String> cold() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Set<String> names = new LinkedHashSet<>();
        zeroGradients();
        for (Step step : steps) {
            long before = threads.getCurrentThreadAllocatedBytes();
            step.run(workspace);
            if (threads.getCurrentThreadAllocatedBytes() - before > FEW_BYTES) {
                names.add(name(step));
            }
        }
        return names;
    }

    private static String name(Step step) {
        return switch (step) {
            case Step.Compute(Instruction instruction) ->
                instruction.primitive().operation() + " " + instruction.value().shape();
            case Step.Accumulate accumulate ->
                "gradient of " + accumulate.parameter().operation();
            case Step.Guard guard -> "guard " + guard.instruction().position();
        };
    }
}
