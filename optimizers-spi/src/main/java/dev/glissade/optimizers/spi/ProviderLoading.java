package dev.glissade.optimizers.spi;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The collecting end of a lookup: makes providers one by one and keeps the good and the broken apart.
final class ProviderLoading {
    private final List<Discovery.Found> found = new ArrayList<>();
    private final List<Discovery.Broken> broken = new ArrayList<>();
    private final Set<Known> seen = new HashSet<>();

    /// A class as one kind of provider; it may be another kind too.
    private record Known(ProviderKind kind, Class<?> type) {}

    /// Makes a provider and reads its declaration. Whatever goes wrong costs this provider only. A class met before
    /// is passed over.
    void add(ProviderKind kind, Class<?> type, Callable<? extends NamedProvider> maker) {
        // A module may make its provider by a method that returns an interface: then only the provider tells its class.
        if (!type.isInterface() && !seen.add(new Known(kind, type))) {
            return;
        }
        Class<?> known = type;
        try {
            NamedProvider provider = maker.call();
            known = provider.getClass();
            if (!known.equals(type) && !seen.add(new Known(kind, known))) {
                return;
            }
            Description description = Description.of(provider);
            found.add(new Discovery.Found(kind, description, provider, version(known), location(known)));
        } catch (OptimizerException inconsistent) {
            addBroken(known.getName(), location(known), "its declaration is wrong: " + inconsistent.getMessage());
        } catch (Exception | Error failure) {
            requireNotOfTheMachine(failure);
            addBroken(known.getName(), location(known), reason(failure));
        }
    }

    /// Passes on what no provider is to blame for, such as that memory has run out.
    private static void requireNotOfTheMachine(Throwable failure) {
        if (failure instanceof VirtualMachineError machine && !(failure instanceof StackOverflowError)) {
            throw machine;
        }
    }

    void addBroken(String subject, String location, String reason) {
        broken.add(new Discovery.Broken(
                subject, location, reason.lines().findFirst().orElse("")));
    }

    Discovery result() {
        found.sort(Comparator.comparing(Discovery.Found::kind)
                .thenComparing(Discovery.Found::name)
                .thenComparing(Discovery.Found::place));
        return new Discovery(found, broken);
    }

    /// What went wrong, in a line that leads with our words.
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof InvocationTargetException || cause instanceof ServiceConfigurationError)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case UnsupportedClassVersionError newer -> "it was compiled for a newer Java: " + newer.getMessage();
            case ClassNotFoundException missing -> "the class is missing: " + missing.getMessage();
            case NoClassDefFoundError missing -> "a class it needs is missing: " + missing.getMessage();
            case NoSuchMethodException missing -> "it has no public constructor without parameters";
            case ServiceConfigurationError error -> String.valueOf(error.getMessage());
            default -> "it failed with " + cause;
        };
    }

    private static Optional<String> version(Class<?> type) {
        if (type.getModule().isNamed()) {
            return type.getModule().getDescriptor().rawVersion();
        }
        return Optional.ofNullable(type.getPackage().getImplementationVersion());
    }

    private static String location(Class<?> type) {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return type.getModule().isNamed() ? "module " + type.getModule().getName() : "unknown place";
        }
        try {
            return Path.of(new URI(source.getLocation().toString())).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return source.getLocation().toString();
        }
    }
}
