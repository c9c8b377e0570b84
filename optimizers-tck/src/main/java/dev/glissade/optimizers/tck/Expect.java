package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/// Failures that say what was seen, what must hold, and what to do.
final class Expect {
    private Expect() {}

    /// That nothing was seen.
    ///
    /// @param seen what was, if there was anything
    /// @param rule what must hold
    /// @param remedy what to do
    static void nothing(Subject subject, ElementType elementType, Optional<String> seen, String rule, String remedy) {
        seen.ifPresent(text -> fail(subject.name(), "over " + elementType + " parameters, " + text, rule, remedy));
    }

    /// That two runs made the same bits.
    ///
    /// @param here what the first is called, as in "in the first run"
    /// @param there what the second is called
    static void same(
            Subject subject,
            ElementType elementType,
            Snapshot first,
            String here,
            Snapshot second,
            String there,
            String remedy) {
        nothing(subject, elementType, first.difference(second, here, there), "the bits must be the same", remedy);
    }

    /// That something is done without an exception.
    ///
    /// @param what what is done
    static void noFailure(Subject subject, String what, Executable action, String rule, String remedy) {
        try {
            action.execute();
        } catch (Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            Assertions.fail(text(subject.name(), what + " threw " + cause, rule, remedy), failure);
        }
    }

    static void fail(String provider, String seen, String rule, String remedy) {
        Assertions.fail(text(provider, seen, rule, remedy));
    }

    private static String text(String provider, String seen, String rule, String remedy) {
        return provider + ": " + seen + "; " + rule + ". " + remedy;
    }
}
