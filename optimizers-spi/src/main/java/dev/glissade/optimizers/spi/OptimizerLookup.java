package dev.glissade.optimizers.spi;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// A set of places where optimizers are looked for. Immutable; looking has no side effects beyond those of the
/// providers' own constructors.
///
/// Providers are made one by one, and a broken one costs only itself: [#discover] reports it, [#named] fails only for
/// names that are then missing.
public final class OptimizerLookup {
    private final ClassLoader loader;
    private final List<PluginJar> jars;

    private OptimizerLookup(ClassLoader loader, List<PluginJar> jars) {
        this.loader = loader;
        this.jars = jars;
    }

    /// The class path and the module path, as the thread's context class loader sees them.
    public static OptimizerLookup standard() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return of(context == null ? ClassLoader.getSystemClassLoader() : context);
    }

    /// What a class loader sees, its parents and its modules included.
    public static OptimizerLookup of(ClassLoader loader) {
        return new OptimizerLookup(loader, List.of());
    }

    /// These places and every file of a directory whose name ends in `.jar`. Each jar gets a class loader of its own,
    /// below this lookup's, which keeps the jar open as long as one of its optimizers is in use.
    ///
    /// @throws OptimizerException if the directory does not exist, is no directory, or cannot be read
    public OptimizerLookup andJarsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            String state = Files.exists(directory) ? "is not a directory" : "does not exist";
            throw new OptimizerException(
                    "plugin directory " + directory + " " + state + "; it must be a directory of jars");
        }
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path entry : entries) {
                files.add(entry);
            }
        } catch (IOException unreadable) {
            throw new OptimizerException(
                    "plugin directory " + directory + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        Collections.sort(files);
        var more = new ArrayList<>(jars);
        for (Path file : files) {
            more.add(new PluginJar(file, loader));
        }
        return new OptimizerLookup(loader, List.copyOf(more));
    }

    /// Finds everything there is to be found.
    public Discovery discover() {
        var loading = new ProviderLoading();
        loadServices(loading);
        for (PluginJar jar : jars) {
            jar.loadInto(loading);
        }
        return loading.result();
    }

    /// The optimizer of this name, matched exactly, with its hyperparameters at their defaults.
    ///
    /// @throws OptimizerException if there is none, listing near names, all that were found, and what was broken; or
    ///     if there are two, naming both places
    public Recipe named(String name) {
        Discovery discovery = discover();
        var matches = new ArrayList<Discovery.Found>();
        for (Discovery.Found found : discovery.found()) {
            if (found.name().equals(name)) {
                matches.add(found);
            }
        }
        if (matches.isEmpty()) {
            throw new OptimizerException(unknown(name, discovery));
        }
        if (matches.size() > 1) {
            throw new OptimizerException(
                    "optimizer '" + name + "' is there twice: " + matches.get(0).place() + " and "
                            + matches.get(1).place() + "; a name must belong to one provider");
        }
        Discovery.Found match = matches.getFirst();
        return Recipe.of(match.provider(), match.description());
    }

    private void loadServices(ProviderLoading loading) {
        Iterator<ServiceLoader.Provider<OptimizerProvider>> providers =
                ServiceLoader.load(OptimizerProvider.class, loader).stream().iterator();
        String previous = "";
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<OptimizerProvider> provider = providers.next();
                loading.add(provider.type(), provider::get);
            } catch (ServiceConfigurationError | LinkageError failure) {
                // The loader goes on behind a provider that it could not load. Should it ever stay where it is, we
                // stop.
                String reason = ProviderLoading.reason(failure);
                if (reason.equals(previous)) {
                    return;
                }
                loading.addBroken("a provider", "class path or module path", reason);
                previous = reason;
            }
        }
    }

    private static String unknown(String name, Discovery discovery) {
        var message = new StringBuilder("unknown optimizer '" + name + "'; ");
        if (discovery.found().isEmpty()) {
            message.append("no optimizer was found on the class path, on the module path or in a plugin directory");
        } else {
            message.append(Names.suggest(name, discovery.found(), Discovery.Found::name, "found"));
        }
        for (Discovery.Broken broken : discovery.broken()) {
            message.append("; ").append(broken.message());
        }
        return message.toString();
    }
}
