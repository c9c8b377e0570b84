package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizersCommandTest {
    @TempDir
    Path folder;

    @Test
    void listsWhatIsFoundWithAllThatMayBeSet() {
        Outcome outcome = Outcome.of("optimizers");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).contains("adam", "momentum", "rmsprop", "sgd", "ema", "cosine-decay");
        assertThat(outcome.out())
                .containsPattern("learningRate +0\\.001 +\\[0, ∞\\) +step size η")
                .contains("  preset lecture: ");
    }

    @Test
    void printsAllThatIsDeclaredForPrograms() {
        Outcome outcome = Outcome.of("optimizers", "--json");

        assertThat(outcome.exitCode()).isZero();
        JsonObject all = JsonParser.parseString(outcome.out()).getAsJsonObject();
        assertThat(all.keySet()).contains("optimizers", "gradientTransforms", "averagings", "schedules", "broken");
        JsonObject adam = named("adam", all.getAsJsonArray("optimizers"));
        assertThat(adam.get("class").getAsString()).isEqualTo("dev.glissade.optimizers.builtin.Adam");
        assertThat(adam.get("scope").getAsString()).isEqualTo("ELEMENTWISE");
        assertThat(adam.get("updatesRows").getAsBoolean()).isTrue();
        JsonObject rate = adam.getAsJsonArray("hyperparameters").get(0).getAsJsonObject();
        assertThat(rate.toString())
                .isEqualTo("{\"name\":\"learningRate\",\"kind\":\"REAL\",\"default\":0.001,\"range\":\"[0, ∞)\","
                        + "\"meaning\":\"step size η\"}");
        assertThat(adam.getAsJsonArray("slots").get(0).toString())
                .isEqualTo("{\"name\":\"firstMoment\",\"kind\":\"PER_ELEMENT\",\"initial\":0.0}");
        JsonObject linear = named("linear", all.getAsJsonArray("schedules"));
        assertThat(linear.keySet()).contains("summary", "class", "presets").doesNotContain("scope", "slots");
        assertThat(linear.getAsJsonArray("hyperparameters")).hasSize(3);
    }

    private static JsonObject named(String name, JsonArray providers) {
        return providers.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(one -> one.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhyAProviderIsBroken() throws IOException {
        Path jar = folder.resolve("broken.jar");
        try (var entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new ZipEntry("META-INF/services/dev.glissade.optimizers.spi.OptimizerProvider"));
            entries.write("org.example.Missing\n".getBytes(StandardCharsets.UTF_8));
            entries.closeEntry();
        }

        Outcome outcome = Outcome.of("optimizers", "--plugins", folder.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).contains("adam");
        assertThat(outcome.err()).contains("glissade: ", "org.example.Missing", "cannot be used: ");
        assertThat(Outcome.of("--plugins", folder.toString(), "optimizers").err())
                .isEqualTo(outcome.err());
    }

    @Test
    void refusesAPluginFolderThatIsMissing() {
        Path missing = folder.resolve("missing");
        Outcome outcome = Outcome.of("optimizers", "--plugins", missing.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errorLines()).singleElement().asString().contains("--plugins " + missing, "does not exist");
    }
}
