package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.reference.ReferenceCase;
import dev.glissade.reference.ReferenceSuite;
import dev.glissade.reference.ReferenceTensor;
import dev.glissade.reference.ReferenceTolerance;
import dev.glissade.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The operations against the values and gradients of another implementation.
class ReferenceTest {
    /// Of the suite.
    private static final int CASES = 2312;

    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private int ran;
    private int failed;
    private int values;
    private int gradients;

    @Test
    void valuesAndGradientsAreThoseOfTheReference() throws IOException {
        var tolerance = new ReferenceTolerance(ReferenceSuite.caveats());
        ReferenceSuite.forEachOperation(reference -> ReferenceOperations.of(reference)
                .ifPresentOrElse(
                        operation -> compare(reference, operation, tolerance),
                        () -> skipped.merge(reference.operation(), 1, Integer::sum)));

        System.out.printf(
                "reference operations: %d ran, %d passed, %d failed, %d skipped; %d values and %d gradients compared%n",
                ran,
                ran - failed,
                failed,
                skipped.values().stream().mapToInt(Integer::intValue).sum(),
                values,
                gradients);
        System.out.println("reference elements near neither number of their caveat, passed by an allowance of ours: "
                + tolerance.allowed());
        System.out.println("reference operations skipped: " + skipped);
        assertThat(complaints).isEmpty();
        assertThat(skipped).isEmpty();
        if (!ReferenceSuite.external()) {
            assertThat(ran).as("cases that ran").isEqualTo(CASES);
        }
    }

    private void compare(
            ReferenceCase reference, ReferenceOperations.Operation operation, ReferenceTolerance tolerance) {
        ran++;
        int before = complaints.size();
        try {
            run(reference, operation, tolerance);
        } catch (RuntimeException e) {
            complaints.add(reference.id() + ": " + e);
        }
        failed += complaints.size() > before ? 1 : 0;
    }

    private void run(ReferenceCase reference, ReferenceOperations.Operation operation, ReferenceTolerance tolerance) {
        Tape tape = new Tape();
        var inputs = new LinkedHashMap<String, Variable>();
        reference.inputs().forEach((name, tensor) -> inputs.put(name, tape.input(tensor.as(reference.dtype()))));
        Variable out = operation.apply(reference, inputs);
        complain(tolerance.complaint(reference, "out", reference.out(), out.tensor()));
        values++;

        if (reference.w() == null) {
            return; // an index, which has no derivative
        }
        List<String> names = List.copyOf(reference.gradients().keySet());
        Variable[] differentiated = names.stream().map(inputs::get).toArray(Variable[]::new);
        Tensor w = reference.w().as(reference.dtype());
        List<Variable> found = tape.pullback(out, tape.input(w), differentiated);
        for (int i = 0; i < names.size(); i++) {
            ReferenceTensor expected = reference.gradients().get(names.get(i));
            complain(tolerance.complaint(
                    reference, "grads." + names.get(i), expected, found.get(i).tensor()));
            gradients++;
        }
        for (String name : reference.extra().keySet()) {
            ReferenceOperations.extra(reference, inputs, name)
                    .ifPresent(extra -> complain(tolerance.complaint(
                            reference, "extra." + name, reference.extra().get(name), extra)));
        }
    }

    private void complain(String complaint) {
        if (!complaint.isEmpty()) {
            complaints.add(complaint);
        }
    }
}
