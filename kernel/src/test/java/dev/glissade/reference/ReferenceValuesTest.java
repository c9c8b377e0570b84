package dev.glissade.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The operations on tensors against the values of another implementation, without a tape; gradients are a matter of the
/// test of the tape.
class ReferenceValuesTest {
    /// The cases of all operations that are no compositions.
    private static final int CASES = 1_770;

    /// Compositions, which the test of the tape computes; so are the operations that begin with `graph_`.
    private static final Set<String> LOSSES = Set.of(
            "bce",
            "bce_with_logits",
            "cross_entropy",
            "cross_entropy_prob",
            "hinge_embedding_loss",
            "hinge_loss",
            "huber_loss",
            "kl_div",
            "l1_loss",
            "mse_loss",
            "multi_margin_loss",
            "nll_loss",
            "smooth_l1_loss",
            "squared_hinge_loss");

    private final Workspace workspace = new Workspace();
    private final Map<String, Count> counts = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    /// The cases of one operation.
    private static final class Count {
        private int ran;
        private int passed;
        private int skipped;

        @Override
        public String toString() {
            return ran + "/" + passed + "/" + skipped;
        }
    }

    @Test
    void valuesAreThoseOfTheReference() throws IOException {
        var tolerance = new ReferenceTolerance(ReferenceSuite.caveats());
        ReferenceSuite.forEachOperation(reference -> count(reference, tolerance));
        int ran = counts.values().stream().mapToInt(count -> count.ran).sum();
        int passed = counts.values().stream().mapToInt(count -> count.passed).sum();
        int skipped = counts.values().stream().mapToInt(count -> count.skipped).sum();
        System.out.printf("reference values: %d ran, %d passed, %d skipped%n", ran, passed, skipped);
        System.out.println("reference values by operation, ran/passed/skipped: " + counts);
        System.out.println("reference values near neither number of their caveat, passed by an allowance of ours: "
                + tolerance.allowed());
        assertThat(complaints).isEmpty();
        if (!ReferenceSuite.external()) {
            assertThat(ran).as("cases that ran").isEqualTo(CASES);
        }
    }

    private void count(ReferenceCase reference, ReferenceTolerance tolerance) {
        String operation = reference.operation();
        Count count = counts.computeIfAbsent(operation, name -> new Count());
        var value = ReferenceValues.of(operation);
        if (value.isPresent()) {
            count.ran++;
            String complaint = complaint(reference, value.get(), tolerance);
            if (complaint.isEmpty()) {
                count.passed++;
            } else {
                complaints.add(complaint);
            }
        } else {
            count.skipped++;
        }
        boolean skippable = LOSSES.contains(operation) || operation.startsWith("graph_");
        if (value.isPresent() == skippable) {
            complaints.add(
                    reference.id() + (skippable ? ": runs, but is listed as one that does not" : ": has no row"));
        }
    }

    private String complaint(ReferenceCase reference, ReferenceValues.Value value, ReferenceTolerance tolerance) {
        try {
            var call = new ReferenceCall(reference, workspace);
            String complaint = tolerance.complaint(reference, "out", reference.out(), value.of(call));
            for (var expected : reference.extra().entrySet()) {
                Tensor actual = call.extra().get(expected.getKey());
                String name = "extra." + expected.getKey();
                if (complaint.isEmpty()) {
                    complaint = actual == null
                            ? reference.id() + " " + name + ": is missing"
                            : tolerance.complaint(reference, name, expected.getValue(), actual);
                }
            }
            return complaint;
        } catch (RuntimeException e) {
            return reference.id() + ": " + e;
        }
    }
}
