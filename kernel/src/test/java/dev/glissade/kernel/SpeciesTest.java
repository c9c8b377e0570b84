package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All loops of a process use vectors of one width, since two make the compiler allocate vectors for good.
class SpeciesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "glissade", "kernel");
    private static final Pattern OTHER = Pattern.compile(
            "VectorSpecies\\.of\\((?!\\w+\\.class, SimdShape\\.SHAPE\\))|SPECIES_(64|128|256|512|MAX|PREFERRED)|withShape|ofLargestShape");

    @Test
    void everySpeciesHasTheShapeOfTheProcess() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.filter(SpeciesTest::hasAnotherShape)).isEmpty();
        }
    }

    private static boolean hasAnotherShape(Path file) {
        try {
            return OTHER.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
