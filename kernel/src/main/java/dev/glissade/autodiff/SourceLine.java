package dev.glissade.autodiff;

import java.util.List;

/// The line of the user's code that is being executed: the first one outside of the library on the stack.
final class SourceLine {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /// What records on the user's behalf.
    private static final List<String> LIBRARY =
            List.of("dev.glissade.autodiff", "dev.glissade.tensor", "dev.glissade.symbolic", "dev.glissade.training");

    private SourceLine() {}

    /// As `Model.java:42 (forward)`; costs microseconds, so it is for errors and diagnostics only.
    static String now() {
        return WALKER.walk(frames -> frames.filter(frame -> outside(frame.getDeclaringClass()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber() + " (" + frame.getMethodName() + ")")
                .orElse("an unknown line"));
    }

    /// A message with the line.
    static String behind(String message) {
        return message + "; recorded at " + now();
    }

    /// A refusal of arguments, with the line.
    static IllegalArgumentException refusal(String message) {
        return new IllegalArgumentException(behind(message));
    }

    /// A refusal of arguments, with the line and the refusal that it completes.
    static IllegalArgumentException refusal(String message, RuntimeException cause) {
        return new IllegalArgumentException(behind(message), cause);
    }

    /// Neither of this library nor of the JDK.
    private static boolean outside(Class<?> type) {
        return type.getClassLoader() != null && !LIBRARY.contains(type.getPackageName());
    }
}
