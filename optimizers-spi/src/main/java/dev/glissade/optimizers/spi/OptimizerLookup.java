package dev.glissade.optimizers.spi;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/// A set of places where optimizers, gradient transforms, averagings and schedules are looked for. Immutable; looking has
/// no side effects beyond those of the providers' own constructors.
///
/// Providers are made one by one, and a broken one costs only itself: [#discover] reports it, [#named] fails only for
/// names that are then missing.
public final class OptimizerLookup {
    /// How often in a row a service loader may fail for the same reason before it is taken to be stuck.
    private static final int MOST_REPEATED = 1000;

    /// Where services are loaded from: a class loader or a module layer.
    private final Function<Class<? extends NamedProvider>, ServiceLoader<? extends NamedProvider>> services;

    /// The loader that those of jars stand below.
    private final ClassLoader parent;

    private final List<PluginJar> jars;

    private OptimizerLookup(
            Function<Class<? extends NamedProvider>, ServiceLoader<? extends NamedProvider>> services,
            ClassLoader parent,
            List<PluginJar> jars) {
        this.services = services;
        this.parent = parent;
        this.jars = jars;
    }

    /// The class path and the module path, as the thread's context class loader sees them.
    public static OptimizerLookup standard() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return of(context == null ? ClassLoader.getSystemClassLoader() : context);
    }

    /// What a class loader sees, its parents and its modules included.
    public static OptimizerLookup of(ClassLoader loader) {
        return new OptimizerLookup(service -> ServiceLoader.load(service, loader), loader, List.of());
    }

    /// The modules of a layer and of its parents.
    public static OptimizerLookup of(ModuleLayer layer) {
        return new OptimizerLookup(
                service -> ServiceLoader.load(layer, service), OptimizerProvider.class.getClassLoader(), List.of());
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
        } catch (IOException | DirectoryIteratorException unreadable) {
            throw new OptimizerException(
                    "plugin directory " + directory + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        Collections.sort(files);
        var more = new ArrayList<>(jars);
        for (Path file : files) {
            more.add(new PluginJar(file, parent));
        }
        return new OptimizerLookup(services, parent, List.copyOf(more));
    }

    /// Finds everything there is to be found.
    public Discovery discover() {
        var loading = new ProviderLoading();
        for (ProviderKind kind : ProviderKind.values()) {
            loadServices(kind, loading);
        }
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
        return Recipe.of(choose(ProviderKind.OPTIMIZER, OptimizerProvider.class, name));
    }

    /// The gradient transform of this name, with its hyperparameters at their defaults.
    ///
    /// @throws OptimizerException as for [#named]
    public Choice<GradientTransformProvider> transform(String name) {
        return choose(ProviderKind.GRADIENT_TRANSFORM, GradientTransformProvider.class, name);
    }

    /// The averaging of this name, with its hyperparameters at their defaults.
    ///
    /// @throws OptimizerException as for [#named]
    public Choice<AveragingProvider> averaging(String name) {
        return choose(ProviderKind.AVERAGING, AveragingProvider.class, name);
    }

    /// The schedule of this name, with its hyperparameters at their defaults.
    ///
    /// @throws OptimizerException as for [#named]
    public Choice<ScheduleProvider> schedule(String name) {
        return choose(ProviderKind.SCHEDULE, ScheduleProvider.class, name);
    }

    private <P extends NamedProvider> Choice<P> choose(ProviderKind kind, Class<P> type, String name) {
        Discovery discovery = discover();
        var matches = new ArrayList<Discovery.Found>();
        for (Discovery.Found found : discovery.found(kind)) {
            if (found.name().equals(name)) {
                matches.add(found);
            }
        }
        if (matches.isEmpty()) {
            throw new OptimizerException(unknown(kind, name, discovery));
        }
        if (matches.size() > 1) {
            throw new OptimizerException(
                    kind + " '" + name + "' is there twice: " + matches.get(0).place() + " and "
                            + matches.get(1).place() + "; a name must belong to one provider");
        }
        Discovery.Found match = matches.getFirst();
        return Choice.of(type.cast(match.provider()), match.description());
    }

    private void loadServices(ProviderKind kind, ProviderLoading loading) {
        Iterator<? extends ServiceLoader.Provider<? extends NamedProvider>> providers =
                services.apply(kind.service()).stream().iterator();
        String previous = "";
        int repeated = 0;
        while (repeated < MOST_REPEATED) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<? extends NamedProvider> provider = providers.next();
                loading.add(kind, provider.type(), provider::get);
            } catch (ServiceConfigurationError | LinkageError failure) {
                // The loader goes on behind a provider that it could not load; several may lack the same class. Should
                // it ever stay where it is, we stop.
                String reason = ProviderLoading.reason(failure);
                if (reason.equals(previous)) {
                    repeated++;
                } else {
                    repeated = 0;
                    previous = reason;
                    loading.addBroken("a provider", "class path or module path", reason);
                }
            }
        }
    }

    private static String unknown(ProviderKind kind, String name, Discovery discovery) {
        var message = new StringBuilder("unknown " + kind + " '" + name + "'; ");
        List<Discovery.Found> found = discovery.found(kind);
        if (found.isEmpty()) {
            message.append("no " + kind + " was found on the class path, on the module path or in a plugin directory");
        } else {
            message.append(Names.suggest(name, found, Discovery.Found::name, "found"));
        }
        for (Discovery.Broken broken : discovery.broken()) {
            message.append("; ").append(broken.message());
        }
        return message.toString();
    }
}
