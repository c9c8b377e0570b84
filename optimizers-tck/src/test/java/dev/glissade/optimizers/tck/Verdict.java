package dev.glissade.optimizers.tck;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What a contract says of a provider.
///
/// @param failures the name of each failed check, with its message
record Verdict(Map<String, String> failures) {

    static Verdict of(Stream<DynamicTest> checks) {
        var failures = new LinkedHashMap<String, String>();
        checks.forEach(check -> {
            try {
                check.getExecutable().execute();
            } catch (Throwable failure) {
                failures.put(check.getDisplayName(), String.valueOf(failure.getMessage()));
            }
        });
        return new Verdict(failures);
    }
}
