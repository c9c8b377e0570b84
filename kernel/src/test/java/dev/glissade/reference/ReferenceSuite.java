package dev.glissade.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// The reference vectors: read from the test resources, or from the directory named by `glissade.reference.dir`.
///
/// A suite is an object whose last entry, `cases`, has one object per case; cases are read one at a time. Numbers that
/// are not finite are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
public final class ReferenceSuite {
    private static final String DIRECTORY = System.getProperty("glissade.reference.dir", "");

    private ReferenceSuite() {}

    /// Whether the vectors are those of a directory of the caller.
    public static boolean external() {
        return !DIRECTORY.isEmpty();
    }

    /// Hands on every case in the order of the suite.
    public static void forEachOperation(Consumer<ReferenceCase> action) throws IOException {
        List<String> parts = external()
                ? List.of("ops_forward_backward.json")
                : List.of("ops_forward_backward.1.json.gz", "ops_forward_backward.2.json.gz");
        for (String part : parts) {
            try (var reader = open(part)) {
                forEach(reader, "cases", json -> action.accept(ReferenceCase.read(json)));
            }
        }
    }

    /// Hands on every case of the functional suite.
    public static void forEachFunctional(Consumer<JsonObject> action) throws IOException {
        try (var reader = open(external() ? "functional.json" : "functional.json.gz")) {
            forEach(reader, "cases", action);
        }
    }

    /// An element where the reference is not exact: either number is right.
    public record Caveat(double given, double exact) {
        /// How many digits the reference lost, as its distance from the exact value; 0 where one of them is not finite.
        public double loss() {
            double loss = Math.abs(given - exact);
            return Double.isFinite(loss) ? loss : 0;
        }
    }

    /// The caveats by `<id> <tensor> <index>`.
    public static Map<String, Caveat> caveats() throws IOException {
        var caveats = new HashMap<String, Caveat>();
        try (var reader = open(external() ? "caveats.json" : "caveats.json.gz")) {
            forEach(
                    reader,
                    "caveats",
                    json -> caveats.put(
                            text(json, "id") + " " + text(json, "tensor") + " " + text(json, "index"),
                            new Caveat(number(json.get("given")), number(json.get("exact")))));
        }
        return caveats;
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static double number(JsonElement json) {
        return Double.parseDouble(json.getAsString());
    }

    private static void forEach(JsonReader reader, String list, Consumer<JsonObject> action) throws IOException {
        reader.beginObject();
        while (reader.hasNext()) {
            if (reader.nextName().equals(list)) {
                reader.beginArray();
                while (reader.hasNext()) {
                    action.accept(JsonParser.parseReader(reader).getAsJsonObject());
                }
                reader.endArray();
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
    }

    private static JsonReader open(String name) throws IOException {
        return new JsonReader(new InputStreamReader(stream(name), UTF_8));
    }

    private static InputStream stream(String name) throws IOException {
        if (external()) {
            return Files.newInputStream(Path.of(DIRECTORY, name));
        }
        InputStream found = ReferenceSuite.class.getResourceAsStream("/dev/glissade/reference/" + name);
        if (found == null) {
            throw new FileNotFoundException("test resource dev/glissade/reference/" + name);
        }
        return new GZIPInputStream(found);
    }
}
