package dev.glissade.cli;

import java.io.Serial;

/// An option that cannot be followed. The message is one line that names the option, what was given and the rule.
final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /// @param message names what was given and the rule
    UsageException(String message) {
        super(message);
    }

    /// @param option   as it was typed, `--batch 0`
    /// @param problem  what is wrong with it
    UsageException(String option, String problem) {
        super(option + ": " + problem);
    }
}
