package dev.glissade.optimizers.spi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// A jar of a plugin directory, with a class loader of its own, so that plugins do not see each other's classes.
///
/// The jar may name its providers as a library of the class path does, in `META-INF/services`, or as a module does,
/// in its `module-info`. Its classes end in the unnamed module of its loader either way.
final class PluginJar {
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final ClassLoader loader;

    PluginJar(Path file, ClassLoader parent) {
        this.file = file;
        try {
            URL url = file.toUri().toURL();
            this.loader = new URLClassLoader("optimizers of " + file.getFileName(), new URL[] {url}, parent);
        } catch (MalformedURLException notAFile) {
            throw new OptimizerException("plugin jar " + file + " cannot be addressed by a URL", notAFile);
        }
    }

    void loadInto(ProviderLoading loading) {
        try {
            boolean any = false;
            for (ProviderKind kind : ProviderKind.values()) {
                for (String name : providerNames(kind.service().getName())) {
                    load(kind, name, loading);
                    any = true;
                }
            }
            if (!any) {
                loading.addBroken(
                        file.toString(),
                        file.toString(),
                        "it names no optimizer, neither in META-INF/services/" + OptimizerProvider.class.getName()
                                + " nor in a provides of its module-info");
            }
        } catch (IOException | InvalidModuleDescriptorException | SecurityException unreadable) {
            loading.addBroken(file.toString(), file.toString(), "it is not a readable jar: " + unreadable.getMessage());
        }
    }

    private void load(ProviderKind kind, String name, ProviderLoading loading) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (kind.service().isAssignableFrom(type)) {
                var provider = type.asSubclass(kind.service());
                loading.add(kind, type, () -> provider.getConstructor().newInstance());
            } else {
                loading.addBroken(
                        name,
                        file.toString(),
                        "it does not implement " + kind.service().getName());
            }
        } catch (ClassNotFoundException | LinkageError | SecurityException failure) {
            loading.addBroken(name, file.toString(), ProviderLoading.reason(failure));
        }
    }

    private Set<String> providerNames(String service) throws IOException {
        var names = new LinkedHashSet<String>();
        try (var jar = new JarFile(file.toFile())) {
            ZipEntry services = jar.getEntry("META-INF/services/" + service);
            if (services != null) {
                new String(content(jar, services), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> addName(line, names));
            }
            ZipEntry module = jar.getEntry("module-info.class");
            if (module != null) {
                addNames(ModuleDescriptor.read(new ByteArrayInputStream(content(jar, module))), service, names);
            }
        }
        return names;
    }

    /// Reads an entry, which may be anybody's, up to a length that none should have.
    private static byte[] content(JarFile jar, ZipEntry entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(entry)) {
            byte[] content = bytes.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new IOException(entry.getName() + " is longer than " + MOST_BYTES + " bytes");
            }
            return content;
        }
    }

    /// Adds the name in one line of a services file, where `#` begins a comment.
    private static void addName(String line, Set<String> names) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!name.isEmpty()) {
            names.add(name);
        }
    }

    private static void addNames(ModuleDescriptor module, String service, Set<String> names) {
        for (ModuleDescriptor.Provides provides : module.provides()) {
            if (provides.service().equals(service)) {
                names.addAll(provides.providers());
            }
        }
    }
}
