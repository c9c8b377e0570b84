package dev.glissade.kernel;

import java.time.Duration;
import java.util.List;

/// What a warm-up left compiled, and what is still cold; prints as one line.
///
/// @param took how long it took
/// @param warm the names of the work that has become as fast as it gets, in the order of the work
/// @param cold the names of the work that was still becoming faster, or was not reached, when the budget was used up
public record WarmUpReport(Duration took, List<String> warm, List<String> cold) {

    /// Copies the lists.
    public WarmUpReport {
        warm = List.copyOf(warm);
        cold = List.copyOf(cold);
    }

    /// Whether nothing is cold.
    public boolean complete() {
        return cold.isEmpty();
    }

    /// For example `12 of 14 warm after 500 ms, still cold: erf float32, pow float64`.
    @Override
    public String toString() {
        String rest = cold.isEmpty() ? "" : ", still cold: " + String.join(", ", cold);
        return warm.size() + " of " + (warm.size() + cold.size()) + " warm after " + took.toMillis() + " ms" + rest;
    }
}
