package dev.glissade.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The arrows between the packages, the fence around the incubator module, and the calls that would break the promise
/// of one answer; on the class files of every module but the benchmarks, which nothing may know.
class ArchitectureTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter().importPaths(compiledModules());

    /// The floors of the house, each with the floors it may stand on.
    enum Floor {
        KERNEL("dev.glissade.kernel"),
        TENSOR("dev.glissade.tensor", KERNEL),
        AUTODIFF("dev.glissade.autodiff", TENSOR, KERNEL),
        SYMBOLIC("dev.glissade.symbolic", AUTODIFF, TENSOR, KERNEL),
        OPTIMIZERS_SPI("dev.glissade.optimizers.spi"),
        OPTIMIZERS_TCK("dev.glissade.optimizers.tck", OPTIMIZERS_SPI),
        OPTIMIZERS_BUILTIN("dev.glissade.optimizers.builtin", TENSOR, KERNEL, OPTIMIZERS_SPI),
        TRAINING("dev.glissade.training", AUTODIFF, TENSOR, KERNEL, OPTIMIZERS_SPI),
        FORMATS("dev.glissade.formats", TRAINING, AUTODIFF, TENSOR, KERNEL, OPTIMIZERS_SPI),
        CLI("dev.glissade.cli", FORMATS, TRAINING, SYMBOLIC, AUTODIFF, TENSOR, KERNEL, OPTIMIZERS_SPI);

        private final String packages;
        private final String[] permitted;

        Floor(String name, Floor... below) {
            packages = name + "..";
            permitted = Stream.concat(Stream.of(packages), Arrays.stream(below).map(floor -> floor.packages))
                    .toArray(String[]::new);
        }
    }

    /// Functions whose last bits differ between platforms or between interpreter and compiler.
    private static final Set<String> INEXACT = Set.of(
            "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log", "log10", "log1p",
            "pow", "sin", "sinh", "tan", "tanh");

    private static final Set<String> INEXACT_LANEWISE = Set.of(
            "ACOS", "ASIN", "ATAN", "ATAN2", "CBRT", "COS", "COSH", "EXP", "EXPM1", "HYPOT", "LOG", "LOG10", "LOG1P",
            "POW", "SIN", "SINH", "TAN", "TANH");

    @ParameterizedTest
    @EnumSource
    void aFloorStandsOnThoseBelowOnly(Floor floor) {
        assumeTrue(LIBRARY.stream().anyMatch(resideInAPackage(floor.packages)), () -> floor + " has no classes yet");
        classes()
                .that(resideInAPackage(floor.packages))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(floor.permitted)
                        .or(DescribedPredicate.not(resideInAPackage("dev.glissade.."))))
                .check(LIBRARY);
    }

    @Test
    void theContractOfOptimizersNeedsNothingButTheJdk() {
        assumeTrue(LIBRARY.stream().anyMatch(resideInAPackage(Floor.OPTIMIZERS_SPI.packages)), "no classes yet");
        classes()
                .that(resideInAPackage(Floor.OPTIMIZERS_SPI.packages))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(Floor.OPTIMIZERS_SPI.packages, "java..", "org.jspecify.."))
                .check(LIBRARY);
    }

    @Test
    void everyPackageIsOnAFloor() {
        classes()
                .should()
                .resideInAnyPackage(Arrays.stream(Floor.values())
                        .map(floor -> floor.packages)
                        .toArray(String[]::new))
                .check(LIBRARY);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("dev.glissade.(**)").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void onlySimdClassesOfTheKernelTouchTheIncubator() {
        noClasses()
                .that(DescribedPredicate.not(simd()))
                .should()
                .dependOnClassesThat(resideInAPackage("jdk.incubator.."))
                .check(LIBRARY);
    }

    @Test
    void mathematicsIsStrict() {
        noClasses()
                .should(accessTargetWhere(member(Math.class.getName(), INEXACT)))
                .because("StrictMath has one answer")
                .check(LIBRARY);
    }

    @Test
    void randomNumbersAreTheLibrarysOwn() {
        noClasses()
                .should()
                .dependOnClassesThat(named(Set.of(
                        "java.util.Random",
                        "java.util.SplittableRandom",
                        "java.util.concurrent.ThreadLocalRandom",
                        "java.security.SecureRandom",
                        "java.util.random.RandomGenerator")))
                .orShould(accessTargetWhere(member(Math.class.getName(), Set.of("random"))))
                .check(LIBRARY);
    }

    @Test
    void lanesAreFoldedByTheLibrarysOwnTree() {
        Set<String> folds = Set.of("reduceLanes", "reduceLanesToLong");
        noClasses()
                .should(accessTargetWhere(member("jdk.incubator.vector.FloatVector", folds)))
                .orShould(accessTargetWhere(member("jdk.incubator.vector.DoubleVector", folds)))
                .because("the order in which reduceLanes adds is not specified")
                .check(LIBRARY);
    }

    @Test
    void lanesHaveNoTranscendentalFunctionsButOurs() {
        noClasses()
                .should(accessTargetWhere(member("jdk.incubator.vector.VectorOperators", INEXACT_LANEWISE)))
                .orShould(accessTargetWhere(member("jdk.incubator.vector.FloatVector", Set.of("pow"))))
                .orShould(accessTargetWhere(member("jdk.incubator.vector.DoubleVector", Set.of("pow"))))
                .because("their results depend on the platform")
                .check(LIBRARY);
    }

    @Test
    void onlyTheCommandPrintsAndExits() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(Floor.CLI.packages)))
                .should(accessTargetWhere(member(System.class.getName(), Set.of("out", "err", "exit"))))
                .orShould(accessTargetWhere(member(Runtime.class.getName(), Set.of("exit", "halt"))))
                .orShould(accessTargetWhere(member(Throwable.class.getName(), Set.of("printStackTrace"))))
                .check(LIBRARY);
    }

    @Test
    void noStateIsStatic() {
        fields().that().areStatic().should().beFinal().check(LIBRARY);
    }

    /// A member by its name, of the class named or of one that inherits it.
    private static DescribedPredicate<JavaAccess<?>> member(String owner, Set<String> names) {
        return DescribedPredicate.describe(
                owner + " " + names,
                access -> names.contains(access.getName())
                        && access.getTargetOwner().isAssignableTo(owner));
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return DescribedPredicate.describe("are one of " + names, type -> names.contains(type.getName()));
    }

    /// Classes of the kernel named `Simd…`, with all they enclose.
    private static DescribedPredicate<JavaClass> simd() {
        return DescribedPredicate.describe(
                "Simd classes of the kernel", type -> type.getName().startsWith("dev.glissade.kernel.Simd"));
    }

    private static List<Path> compiledModules() {
        List<Path> folders = Stream.of(
                        "kernel",
                        "optimizers-spi",
                        "optimizers-tck",
                        "optimizers-builtin",
                        "training",
                        "formats",
                        "cli")
                .map(module -> Path.of("..", module, "target", "classes"))
                .toList();
        assertThat(folders).allMatch(Files::isDirectory);
        return folders;
    }
}
