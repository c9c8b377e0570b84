package dev.glissade.formats;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Something is wrong with the content of a file. The message is one line, complete as it stands: the file, the line
/// (the first is 1) and column where there are such, what was found, and the rule.
public final class DataException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /// @param message complete as it stands
    public DataException(String message) {
        super(message);
    }

    /// @param message complete as it stands
    /// @param cause what reported it first, for the log; the message does not depend on it
    public DataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
