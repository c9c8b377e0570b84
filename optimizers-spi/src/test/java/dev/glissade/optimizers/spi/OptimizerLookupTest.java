package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.PluginWorkshop.naming;
import static dev.glissade.optimizers.spi.PluginWorkshop.pack;
import static dev.glissade.optimizers.spi.PluginWorkshop.provider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizerLookupTest {
    @TempDir
    Path folder;

    private PluginWorkshop workshop;
    private Path plugins;

    @BeforeEach
    void openWorkshop() throws IOException {
        workshop = new PluginWorkshop(folder);
        plugins = Files.createDirectories(folder.resolve("plugins"));
    }

    @Test
    void findsWhatTheClassPathNames() throws IOException {
        Path classes = naming(
                workshop.compile("plugin/One.java", provider("One", "one", "")),
                "# optimizers",
                "plugin.One # the only one");
        try (var loader = loader(classes)) {
            Discovery discovery = OptimizerLookup.of(loader).discover();
            assertThat(discovery.broken()).isEmpty();
            assertThat(discovery.found()).hasSize(1);
            Discovery.Found one = discovery.found().getFirst();
            assertThat(one.name()).isEqualTo("one");
            assertThat(one.providerClass()).isEqualTo("plugin.One");
            assertThat(one.location()).isEqualTo(classes.toString());
            assertThat(one.version()).isEmpty();
            assertThat(OptimizerLookup.of(loader).named("one"))
                    .hasToString("one {learningRate=0.01, weightDecay=0, maximize=false}");
        }
    }

    @Test
    void aBrokenProviderCostsOnlyItself() throws IOException {
        Path classes = workshop.compile(
                "plugin/Good.java",
                provider("Good", "good", ""),
                "plugin/Throws.java",
                provider("Throws", "throws", "public Throws() { throw new IllegalStateException(\"no licence\"); }"),
                "plugin/Initialiser.java",
                provider("Initialiser", "initialiser", "static final int ZERO = 0; static final int N = 1 / ZERO;"),
                "plugin/NoConstructor.java",
                provider("NoConstructor", "no-constructor", "public NoConstructor(int n) {}"),
                "plugin/Declares.java",
                provider(
                        "Declares",
                        "declares",
                        "public List<Slot> slots() { return List.of(Slot.scalar(\"s\"), Slot.scalar(\"s\")); }"),
                "plugin/Asserts.java",
                provider("Asserts", "asserts", "public List<Slot> slots() { throw new AssertionError(\"never\"); }"),
                "plugin/Recurses.java",
                provider("Recurses", "recurses", "public List<Slot> slots() { return slots(); }"),
                "plugin/Missing.java",
                provider("Missing", "missing", "private final Absent absent = new Absent();"),
                "plugin/Absent.java",
                "package plugin; class Absent {}",
                "plugin/Newer.java",
                provider("Newer", "newer", ""),
                "plugin/Other.java",
                "package plugin; public class Other {}");
        Files.delete(classes.resolve("plugin/Absent.class"));
        compileForALaterJava(classes.resolve("plugin/Newer.class"));
        naming(
                classes,
                "plugin.Throws",
                "plugin.Initialiser",
                "plugin.NoConstructor",
                "plugin.Declares",
                "plugin.Asserts",
                "plugin.Recurses",
                "plugin.Missing",
                "plugin.Newer",
                "plugin.Other",
                "plugin.Nowhere",
                "plugin.Good");
        try (var loader = loader(classes)) {
            expectOnlyGood(OptimizerLookup.of(loader).discover());
            assertThat(OptimizerLookup.of(loader).named("good")).isNotNull();
            assertThatThrownBy(() -> OptimizerLookup.of(loader).named("throws"))
                    .isInstanceOf(OptimizerException.class)
                    .hasMessageStartingWith("unknown optimizer 'throws'; found: good; ")
                    .hasMessageContaining("plugin.Throws (" + classes + ") cannot be used: ")
                    .hasMessageContaining("no licence");
        }
        pack(classes, plugins.resolve("plugins.jar"));
        Discovery jars = OptimizerLookup.of(nothing()).andJarsIn(plugins).discover();
        expectOnlyGood(jars);
        assertThat(reason(jars, "plugin.Throws"))
                .isEqualTo("it failed with java.lang.IllegalStateException: no licence");
        assertThat(reason(jars, "plugin.NoConstructor")).isEqualTo("it has no public constructor without parameters");
        assertThat(reason(jars, "plugin.Declares"))
                .isEqualTo("its declaration is wrong: declares: two slots are named 's'; names must differ");
        assertThat(reason(jars, "plugin.Asserts")).isEqualTo("it failed with java.lang.AssertionError: never");
        assertThat(reason(jars, "plugin.Recurses")).isEqualTo("it failed with java.lang.StackOverflowError");
        assertThat(reason(jars, "plugin.Missing")).isEqualTo("a class it needs is missing: plugin/Absent");
        assertThat(reason(jars, "plugin.Newer")).startsWith("it was compiled for a newer Java: ");
        assertThat(reason(jars, "plugin.Other"))
                .isEqualTo("it does not implement " + OptimizerProvider.class.getName());
        assertThat(reason(jars, "plugin.Nowhere")).isEqualTo("the class is missing: plugin.Nowhere");
        assertThat(reason(jars, "plugin.Initialiser")).contains("ExceptionInInitializerError");
    }

    private static void expectOnlyGood(Discovery discovery) {
        assertThat(discovery.found()).extracting(Discovery.Found::name).containsExactly("good");
        assertThat(discovery.broken()).hasSize(10);
    }

    @Test
    void twoOfOneNameAreAnErrorThatNamesBothPlacesAndCostNobodyElse() {
        Path first = plugin("first.jar", "Twin", "twin");
        Path second = plugin("second.jar", "Brother", "twin");
        plugin("third.jar", "Third", "third");
        OptimizerLookup lookup = OptimizerLookup.of(nothing()).andJarsIn(plugins);
        assertThat(lookup.discover().found())
                .extracting(Discovery.Found::name)
                .containsExactly("third", "twin", "twin");
        assertThatThrownBy(() -> lookup.named("twin"))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("optimizer 'twin' is there twice: plugin.Brother (" + second + ") and plugin.Twin (" + first
                        + "); a name must belong to one provider");
        assertThat(lookup.named("third")).isNotNull();
    }

    @Test
    void pluginsOfOneClassNameDoNotMeet() {
        plugin("first.jar", "Same", "first");
        plugin("second.jar", "Same", "second");
        OptimizerLookup lookup = OptimizerLookup.of(nothing()).andJarsIn(plugins);
        assertThat(lookup.discover().found()).extracting(Discovery.Found::name).containsExactly("first", "second");
    }

    @Test
    void aJarMayNameItsProviderInItsModuleInfo() {
        Path classes = workshop.compile(
                "module-info.java",
                "module plugin { requires dev.glissade.optimizers.spi; "
                        + "provides dev.glissade.optimizers.spi.OptimizerProvider with plugin.Modular; }",
                "plugin/Modular.java",
                provider("Modular", "modular", ""));
        pack(classes, plugins.resolve("modular.jar"));
        Recipe recipe = OptimizerLookup.of(nothing()).andJarsIn(plugins).named("modular");
        Optimizer optimizer = recipe.over(Layout.flat(ElementType.FLOAT32, 1));
        optimizer.step(new float[1], new float[1]);
        assertThat(optimizer.stepCount()).isEqualTo(1);
    }

    @Test
    void aJarMayProvideASchedule() {
        Path classes = workshop.compile("plugin/Hyperbolic.java", """
                package plugin;
                import dev.glissade.optimizers.spi.*;
                import java.util.List;
                public final class Hyperbolic implements ScheduleProvider {
                    static final Hyperparameter START = Hyperparameter.LEARNING_RATE;
                    public String name() { return "hyperbolic"; }
                    public String summary() { return "s ÷ t"; }
                    public List<Hyperparameter> hyperparameters() { return List.of(START); }
                    public Schedule schedule(Hyperparameters chosen) {
                        double start = chosen.value(START);
                        return step -> start / step;
                    }
                }
                """);
        byte[] name = "plugin.Hyperbolic".getBytes(StandardCharsets.UTF_8);
        Path services = classes.resolve("META-INF/services/" + ScheduleProvider.class.getName());
        pack(PluginWorkshop.write(services, name, classes), plugins.resolve("hyperbolic.jar"));
        OptimizerLookup lookup = OptimizerLookup.of(nothing()).andJarsIn(plugins);

        assertThat(lookup.discover().found(ProviderKind.SCHEDULE))
                .extracting(Discovery.Found::name)
                .containsExactly("hyperbolic");
        Choice<ScheduleProvider> choice = lookup.schedule("hyperbolic").with("learningRate", 8);
        assertThat(Schedules.of(choice).at(4)).isEqualTo(2);
        assertThatThrownBy(() -> lookup.schedule("hyperbolics"))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("unknown schedule 'hyperbolics'; did you mean 'hyperbolic'? found: hyperbolic");
        assertThatThrownBy(() -> lookup.named("hyperbolic"))
                .hasMessageStartingWith("unknown optimizer 'hyperbolic'; no optimizer was found");
    }

    @Test
    void aClassThatTheClassPathHasTooIsFoundOnce() throws IOException {
        Path classes = naming(workshop.compile("plugin/One.java", provider("One", "one", "")), "plugin.One");
        pack(classes, plugins.resolve("one.jar"));
        try (var loader = loader(classes)) {
            Discovery discovery = OptimizerLookup.of(loader).andJarsIn(plugins).discover();
            assertThat(discovery.found()).hasSize(1);
        }
    }

    @Test
    void filesThatAreNoPluginsAreReported() throws IOException {
        Path text = Files.writeString(plugins.resolve("text.jar"), "not a zip");
        Path empty = pack(
                workshop.compile("plugin/None.java", "package plugin; class None {}"), plugins.resolve("none.jar"));
        Files.writeString(plugins.resolve("readme.txt"), "ignored");
        Discovery discovery = OptimizerLookup.of(nothing()).andJarsIn(plugins).discover();
        assertThat(discovery.found()).isEmpty();
        assertThat(discovery.broken())
                .extracting(Discovery.Broken::subject)
                .containsExactly(empty.toString(), text.toString());
        assertThat(discovery.broken().getFirst().message())
                .isEqualTo(empty + " cannot be used: it names no optimizer, neither in " + PluginWorkshop.SERVICE_ENTRY
                        + " nor in a provides of its module-info");
        assertThat(discovery.broken().getLast().reason()).startsWith("it is not a readable jar: ");
    }

    @Test
    void aPluginDirectoryMustBeOne() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> OptimizerLookup.standard().andJarsIn(missing))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("plugin directory " + missing + " does not exist; it must be a directory of jars");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> OptimizerLookup.standard().andJarsIn(file))
                .hasMessage("plugin directory " + file + " is not a directory; it must be a directory of jars");
    }

    @Test
    void anUnknownNameListsNearOnesAndAll() {
        plugin("a.jar", "Adam", "adam");
        plugin("b.jar", "AdaGrad", "adagrad");
        plugin("c.jar", "Sgd", "sgd");
        OptimizerLookup lookup = OptimizerLookup.of(nothing()).andJarsIn(plugins);
        assertThatThrownBy(() -> lookup.named("adan"))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("unknown optimizer 'adan'; did you mean 'adam'? found: adagrad, adam, sgd");
        assertThatThrownBy(() -> lookup.named("SGD")).hasMessageContaining("did you mean 'sgd'?");
        assertThatThrownBy(() -> OptimizerLookup.of(nothing()).named("adam"))
                .hasMessage("unknown optimizer 'adam'; no optimizer was found on the class path, on the module path "
                        + "or in a plugin directory");
    }

    private Path plugin(String jar, String className, String optimizerName) {
        Path classes = workshop.compile("plugin/" + className + ".java", provider(className, optimizerName, ""));
        return pack(naming(classes, "plugin." + className), plugins.resolve(jar));
    }

    private static String reason(Discovery discovery, String subject) {
        List<String> reasons = discovery.broken().stream()
                .filter(broken -> broken.subject().equals(subject))
                .map(Discovery.Broken::reason)
                .toList();
        assertThat(reasons).as(subject).hasSize(1);
        return reasons.getFirst();
    }

    /// A loader below the library's own, with one folder of classes.
    private static URLClassLoader loader(Path classes) throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, nothing());
    }

    /// The loader of the library, which sees no optimizers in this module's tests.
    private static ClassLoader nothing() {
        return OptimizerProvider.class.getClassLoader();
    }

    /// Raises the major version of a class file, bytes 6 and 7.
    private static void compileForALaterJava(Path classFile) throws IOException {
        byte[] bytes = Files.readAllBytes(classFile);
        bytes[6] = 3;
        Files.write(classFile, bytes);
    }
}
