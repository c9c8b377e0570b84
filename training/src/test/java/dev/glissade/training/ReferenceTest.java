package dev.glissade.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whole training runs of the reference vectors, computed by PyTorch 1.13.1.
///
/// The bundled file and its data are replaced by `training.json` and `data/` of the directory in the system property
/// `glissade.reference.dir`.
class ReferenceTest {
    private static final String DIRECTORY = System.getProperty("glissade.reference.dir", "");

    /// What runs of the bundled file; it may only grow.
    private static final int RUNNING = 12;

    private final Map<String, Integer> skipped = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int ran;

    @Test
    void runsStayWithinTheTolerancesOfTheReference() throws IOException {
        JsonObject suite = JsonParser.parseString(read("training.json")).getAsJsonObject();
        for (JsonElement element : suite.getAsJsonArray("cases")) {
            run(element.getAsJsonObject(), suite.getAsJsonObject("runs"));
        }
        report();
        assertThat(failures).isEmpty();
        if (DIRECTORY.isEmpty()) {
            assertThat(ran).isGreaterThanOrEqualTo(RUNNING);
        }
    }

    private void run(JsonObject expected, JsonObject runs) throws IOException {
        JsonObject described = runs.getAsJsonObject(expected.get("run").getAsString());
        String obstacle = ReferenceRun.obstacle(described);
        String csv = obstacle.isEmpty() ? read(described.get("csv").getAsString()) : null;
        if (csv == null) {
            skipped.merge(obstacle.isEmpty() ? "no " + described.get("csv").getAsString() : obstacle, 1, Integer::sum);
            return;
        }
        ran++;
        String difference = new ReferenceRun(described, expected, csv).difference();
        if (!difference.isEmpty()) {
            failures.add(expected.get("id").getAsString() + ": " + difference);
        }
    }

    private void report() {
        int missed = skipped.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("training.json: " + ran + " ran, " + (ran - failures.size()) + " passed, " + failures.size()
                + " failed, " + missed + " skipped " + skipped);
    }

    /// The text of a file, or null if there is no such file.
    private static @Nullable String read(String name) throws IOException {
        if (!DIRECTORY.isEmpty()) {
            Path path = Path.of(DIRECTORY, name);
            return Files.exists(path) ? Files.readString(path) : null;
        }
        try (InputStream plain = ReferenceTest.class.getResourceAsStream(name);
                InputStream packed = ReferenceTest.class.getResourceAsStream(name + ".gz")) {
            if (plain != null) {
                return text(plain);
            }
            return packed == null ? null : text(new GZIPInputStream(packed));
        }
    }

    private static String text(InputStream bytes) throws IOException {
        return new String(bytes.readAllBytes(), UTF_8);
    }
}
