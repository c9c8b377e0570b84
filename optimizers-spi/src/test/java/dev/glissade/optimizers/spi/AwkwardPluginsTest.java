package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.PluginWorkshop.naming;
import static dev.glissade.optimizers.spi.PluginWorkshop.pack;
import static dev.glissade.optimizers.spi.PluginWorkshop.provider;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugins that are broken, hostile, or more than one thing.
class AwkwardPluginsTest {
    @TempDir
    Path folder;

    private PluginWorkshop workshop;
    private Path plugins;

    @BeforeEach
    void openWorkshop() throws IOException {
        workshop = new PluginWorkshop(folder);
        plugins = Files.createDirectories(folder.resolve("plugins"));
    }

    private static ClassLoader nothing() {
        return OptimizerProvider.class.getClassLoader();
    }

    private Discovery jars() {
        return OptimizerLookup.of(nothing()).andJarsIn(plugins).discover();
    }

    @Test
    void providersThatLackTheSameClassDoNotHideThoseBehindThem() throws IOException {
        Path classes = workshop.compile(
                "plugin/Absent.java",
                "package plugin; public interface Absent {}",
                "plugin/First.java",
                provider("First", "first", "").replace("implements ", "implements Absent, "),
                "plugin/Second.java",
                provider("Second", "second", "").replace("implements ", "implements Absent, "),
                "plugin/Good.java",
                provider("Good", "good", ""));
        Files.delete(classes.resolve("plugin/Absent.class"));
        naming(classes, "plugin.First", "plugin.Second", "plugin.Good");
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, nothing())) {
            Discovery discovery = OptimizerLookup.of(loader).discover();
            assertThat(discovery.found()).extracting(Discovery.Found::name).containsExactly("good");
            assertThat(discovery.broken())
                    .extracting(Discovery.Broken::reason)
                    .containsOnly("a class it needs is missing: plugin/Absent");
        }
    }

    @Test
    void anErrorOfAnyKindCostsItsProviderOnly() throws IOException {
        Path classes = naming(
                workshop.compile(
                        "plugin/Todo.java",
                        provider("Todo", "todo", "public Todo() { throw new Error(\"not written yet\"); }"),
                        "plugin/Lists.java",
                        provider("Lists", "lists", "public List<Slot> slots() { throw new Error(\"nor this\"); }"),
                        "plugin/Good.java",
                        provider("Good", "good", "")),
                "plugin.Todo",
                "plugin.Lists",
                "plugin.Good");
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, nothing())) {
            Discovery discovery = OptimizerLookup.of(loader).discover();
            assertThat(discovery.found()).extracting(Discovery.Found::name).containsExactly("good");
            assertThat(discovery.broken())
                    .extracting(Discovery.Broken::reason)
                    .containsExactly(
                            "it failed with java.lang.Error: not written yet",
                            "it failed with java.lang.Error: nor this");
        }
        pack(classes, plugins.resolve("todo.jar"));
        assertThat(jars().found()).hasSize(1);
    }

    @Test
    void aClassMayBeTwoThings() {
        String both = provider(
                        "Both",
                        "both",
                        "static final Slot MEAN = Slot.perElement(\"mean\");"
                                + "public List<Slot> slots() { return List.of(MEAN); }"
                                + "public Slot average() { return MEAN; }")
                .replace("implements ", "implements AveragingProvider, ");
        Path classes = naming(workshop.compile("plugin/Both.java", both), "plugin.Both");
        Path services = classes.resolve("META-INF/services/" + AveragingProvider.class.getName());
        byte[] name = "plugin.Both".getBytes(StandardCharsets.UTF_8);
        pack(PluginWorkshop.write(services, name, classes), plugins.resolve("both.jar"));
        assertThat(jars().found())
                .extracting(Discovery.Found::kind)
                .containsExactly(ProviderKind.OPTIMIZER, ProviderKind.AVERAGING);
    }

    @Test
    void aServicesFileMayHaveCommentsAndBlankLinesAndNoOtherText() {
        Path classes = naming(
                workshop.compile("plugin/One.java", provider("One", "one", "")),
                "",
                "# optimizers",
                "\t plugin.One\t# the only one",
                "  ",
                "plugin.One plugin.Two",
                "plugin.One");
        pack(classes, plugins.resolve("one.jar"));
        Discovery discovery = jars();
        assertThat(discovery.found()).extracting(Discovery.Found::name).containsExactly("one");
        assertThat(discovery.broken()).extracting(Discovery.Broken::subject).containsExactly("plugin.One plugin.Two");
    }

    @Test
    void aServicesFileOfManyMegabytesIsNotRead() throws IOException {
        try (OutputStream file = Files.newOutputStream(plugins.resolve("bomb.jar"));
                var jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(PluginWorkshop.SERVICE_ENTRY));
            byte[] letters = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 64; i++) {
                jar.write(letters);
            }
            jar.closeEntry();
        }
        assertThat(jars().broken())
                .extracting(Discovery.Broken::reason)
                .containsExactly(
                        "it is not a readable jar: " + PluginWorkshop.SERVICE_ENTRY + " is longer than 1048576 bytes");
    }

    @Test
    void aClassThatMayNotBeLoadedCostsOnlyItself() throws IOException {
        Path classes =
                naming(workshop.compile("plugin/Good.java", provider("Good", "good", "")), "java.Evil", "plugin.Good");
        Path evil = classes.resolve("java/Evil.class");
        Files.createDirectories(evil.getParent());
        Files.copy(classes.resolve("plugin/Good.class"), evil);
        pack(classes, plugins.resolve("evil.jar"));
        Discovery discovery = jars();
        assertThat(discovery.found()).extracting(Discovery.Found::name).containsExactly("good");
        assertThat(discovery.broken()).extracting(Discovery.Broken::subject).containsExactly("java.Evil");
    }

    private ModuleLayer layer(String... sources) {
        Assumptions.assumeTrue(OptimizerProvider.class.getModule().isNamed(), "the tests run on the class path");
        Path classes = workshop.compile(sources);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), List.of("plugin"));
        return boot.defineModulesWithOneLoader(configuration, nothing());
    }

    @Test
    void aLayerOfModulesIsSearched() {
        ModuleLayer layer = layer(
                "module-info.java",
                "module plugin { requires dev.glissade.optimizers.spi; "
                        + "provides dev.glissade.optimizers.spi.OptimizerProvider with plugin.One; }",
                "plugin/One.java",
                provider("One", "one", ""));
        Discovery discovery = OptimizerLookup.of(layer).discover();
        assertThat(discovery.broken()).isEmpty();
        assertThat(discovery.found()).extracting(Discovery.Found::name).contains("one");
        Optimizer optimizer = OptimizerLookup.of(layer).named("one").over(Layout.flat(ElementType.FLOAT32, 1));
        assertThat(optimizer.step(new float[1], new float[1])).isTrue();
    }

    @Test
    void modulesThatMakeTheirProvidersByAMethodAreToldApart() {
        ModuleLayer layer = layer(
                "module-info.java",
                "module plugin { requires dev.glissade.optimizers.spi; "
                        + "provides dev.glissade.optimizers.spi.OptimizerProvider with plugin.Ones, plugin.Twos; }",
                "plugin/Ones.java",
                "package plugin; public class Ones { public static dev.glissade.optimizers.spi.OptimizerProvider"
                        + " provider() { return new One(); } }",
                "plugin/Twos.java",
                "package plugin; public class Twos { public static dev.glissade.optimizers.spi.OptimizerProvider"
                        + " provider() { return new Two(); } }",
                "plugin/One.java",
                provider("One", "one", ""),
                "plugin/Two.java",
                provider("Two", "two", ""));
        Discovery discovery = OptimizerLookup.of(layer).discover();
        assertThat(discovery.found()).extracting(Discovery.Found::providerClass).contains("plugin.One", "plugin.Two");
    }
}
