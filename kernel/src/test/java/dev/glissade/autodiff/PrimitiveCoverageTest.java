package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No primitive escapes [PrimitiveDerivativeTest].
class PrimitiveCoverageTest {

    /// Nothing passes through it, so there is nothing to compare.
    private static final Set<String> WITHOUT_DERIVATIVE = Set.of(Detach.class.getSimpleName());

    @Test
    void everyPrimitiveOfThePackageHasACase() throws Exception {
        Set<String> covered = PrimitiveCases.all().stream()
                .map(PrimitiveCases.Case::primitive)
                .map(PrimitiveCoverageTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        var all = new TreeSet<String>();
        for (Class<?> type : primitives()) {
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    all.add(name((Primitive) constant));
                }
            } else {
                all.add(type.getSimpleName());
            }
        }
        all.removeAll(WITHOUT_DERIVATIVE);
        assertThat(all).hasSizeGreaterThan(30).isEqualTo(covered);
    }

    private static String name(Primitive primitive) {
        return primitive instanceof Enum<?> constant
                ? constant.getDeclaringClass().getSimpleName() + "." + constant.name()
                : primitive.getClass().getSimpleName();
    }

    /// The concrete classes in the package, leaves and enum bodies aside.
    private static List<Class<?>> primitives() throws IOException, URISyntaxException, ClassNotFoundException {
        URI place = Primitive.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path root = Path.of(place);
        if (Files.isDirectory(root)) {
            return primitives(root);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root)) {
            return primitives(jar.getPath("/"));
        }
    }

    private static List<Class<?>> primitives(Path root) throws IOException, ClassNotFoundException {
        String packageName = Primitive.class.getPackageName();
        List<String> names;
        try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .toList();
        }
        var found = new ArrayList<Class<?>>();
        for (String name : names) {
            Class<?> type = Class.forName(packageName + "." + name);
            boolean concrete = type.isEnum() || !Modifier.isAbstract(type.getModifiers());
            boolean enumBody = type.isAnonymousClass();
            if (Primitive.class.isAssignableFrom(type) && !Leaf.class.isAssignableFrom(type) && concrete && !enumBody) {
                found.add(type);
            }
        }
        return found;
    }
}
