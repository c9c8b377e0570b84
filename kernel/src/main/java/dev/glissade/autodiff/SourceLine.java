package dev.glissade.autodiff;

import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/// The line of the user's code that is being executed: the first one outside of the library on the stack.
final class SourceLine {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final @Nullable Object LIBRARY = place(SourceLine.class);

    private SourceLine() {}

    /// As `Model.java:42`, with the method; costs microseconds, so it is for errors and diagnostics only.
    static String now() {
        return WALKER.walk(frames -> frames.filter(frame -> outside(frame.getDeclaringClass()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber() + " (" + frame.getMethodName() + ")")
                .orElse("an unknown line"));
    }

    /// Neither of this library, whose modules begin with its name, nor of the JDK.
    private static boolean outside(Class<?> type) {
        String module = type.getModule().getName();
        boolean ours = module == null ? place(type) == LIBRARY || samePlace(type) : module.startsWith("dev.glissade.");
        boolean platform = type.getClassLoader() == null;
        return !ours && !platform;
    }

    private static boolean samePlace(Class<?> type) {
        Object place = place(type);
        return place != null && place.equals(LIBRARY);
    }

    private static @Nullable Object place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }
}
