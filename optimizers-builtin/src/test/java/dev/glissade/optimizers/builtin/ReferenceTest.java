package dev.glissade.optimizers.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Plateau;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Trajectories of the reference vectors: computed by PyTorch 1.13.1, and by NumPy for the `lecture_` forms.
///
/// The bundled file is replaced by `optimizers.json` of the directory in the system property
/// `glissade.reference.dir`.
class ReferenceTest {
    private static final String FILE = "optimizers.json";
    private static final String DIRECTORY = System.getProperty("glissade.reference.dir", "");

    /// What runs of the bundled file; it may only grow.
    private static final int RUNNING = 389;

    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    @Test
    void trajectoriesStayWithinTheTolerancesOfTheReference() throws IOException {
        JsonObject suite = read();
        for (JsonElement element : suite.getAsJsonArray("cases")) {
            run(element.getAsJsonObject(), suite);
        }
        int ran = report();
        assertThat(failures).isEmpty();
        if (DIRECTORY.isEmpty()) {
            assertThat(ran).isGreaterThanOrEqualTo(RUNNING);
        }
    }

    private static JsonObject read() throws IOException {
        try (Reader reader = open()) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    private static Reader open() throws IOException {
        return DIRECTORY.isEmpty()
                ? new InputStreamReader(
                        new GZIPInputStream(ReferenceTest.class.getResourceAsStream(FILE + ".gz")), UTF_8)
                : Files.newBufferedReader(Path.of(DIRECTORY, FILE));
    }

    private void run(JsonObject testCase, JsonObject suite) {
        String kind = testCase.get("kind").getAsString();
        if (kind.equals("schedule")) {
            count(kind, testCase, schedule(testCase));
            return;
        }
        if (kind.equals("clip")) {
            count(kind, testCase, clip(testCase));
            return;
        }
        if (!kind.equals("optimizer")) {
            skip(kind, "kind " + kind);
            return;
        }
        String optimizer = testCase.get("optimizer").getAsString();
        var form = ReferenceForms.of(optimizer, testCase.getAsJsonObject("hyper"));
        if (form.recipe() == null) {
            skip(optimizer, form.reason());
            return;
        }
        ElementType type =
                testCase.get("dtype").getAsString().equals("f32") ? ElementType.FLOAT32 : ElementType.FLOAT64;
        String failure;
        if (testCase.has("objective")) {
            double[] start = numbers(testCase.get("start"));
            Objective objective = objective(testCase.get("objective").getAsString(), suite);
            failure = compare(testCase, Descent.from(start, type, form.recipe()), objective, new double[0][]);
        } else {
            JsonObject sequence = suite.getAsJsonObject("gradient_sequences")
                    .getAsJsonObject(testCase.get("gradient_sequence").getAsString());
            double[] start = joined(sequence.getAsJsonArray("params"));
            failure = compare(testCase, Descent.from(start, type, form.recipe()), null, gradients(sequence));
        }
        count(optimizer, testCase, failure);
    }

    private void count(String name, JsonObject testCase, String failure) {
        counts.computeIfAbsent(name, _ -> new int[3])[failure.isEmpty() ? 0 : 1]++;
        if (!failure.isEmpty()) {
            failures.add(testCase.get("id").getAsString() + ": " + failure);
        }
    }

    /// Walks along a schedule; a metric is reported after each step. Returns what differs, or nothing.
    private static String schedule(JsonObject testCase) {
        var schedules = ReferenceSchedules.of(
                testCase.get("schedule").getAsString(),
                testCase.get("base_lr").getAsDouble(),
                testCase.getAsJsonObject("args"));
        double[] rates = numbers(testCase.get("lr"));
        double[] momenta = testCase.has("momentum") ? numbers(testCase.get("momentum")) : new double[0];
        double[] metrics = testCase.has("metrics") ? numbers(testCase.get("metrics")) : new double[0];
        for (int k = 0; k < rates.length; k++) {
            String difference = near(schedules.rate().at(k + 1), rates[k]);
            if (difference.isEmpty() && momenta.length > 0) {
                difference = near(schedules.momentum().at(k + 1), momenta[k]);
            }
            if (!difference.isEmpty()) {
                return "step " + (k + 1) + difference;
            }
            if (metrics.length > 0) {
                ((Plateau) schedules.rate()).report(metrics[k]);
            }
        }
        return "";
    }

    /// Clips by a step of gradient descent from 0 at rate 1, which ends at the clipped gradients with the opposite sign.
    private static String clip(JsonObject testCase) {
        boolean single = testCase.get("dtype").getAsString().equals("f32");
        var segments = new ArrayList<Segment>();
        double[] gradients = new double[0];
        for (JsonElement tensor : testCase.getAsJsonArray("grads")) {
            double[] own = numbers(tensor);
            segments.add(Segment.of("tensor" + segments.size(), gradients.length, own.length));
            gradients = concat(gradients, own);
        }
        ElementType type = single ? ElementType.FLOAT32 : ElementType.FLOAT64;
        var layout = new Layout(type, segments, gradients.length);
        Recipe recipe = Recipe.of(new Sgd()).with("learningRate", 1).transform(clipping(testCase));
        Descent descent = Descent.over(layout, new double[gradients.length], recipe);
        descent.step(gradients);
        double[] expected = joined(testCase.getAsJsonArray("clipped"));
        double[] actual = descent.parameters();
        for (int i = 0; i < expected.length; i++) {
            double tolerance = (single ? 1e-6 : 4 * 0x1p-52) * Math.abs(expected[i]);
            if (!(Math.abs(-actual[i] - expected[i]) <= tolerance) && !bothNaN(actual[i], expected[i])) {
                return "element " + i + " is " + -actual[i] + ", expected " + expected[i];
            }
        }
        return "";
    }

    private static boolean bothNaN(double actual, double expected) {
        return Double.isNaN(actual) && Double.isNaN(expected);
    }

    private static Choice<GradientTransformProvider> clipping(JsonObject testCase) {
        if (testCase.get("method").getAsString().equals("value")) {
            return ClipByValue.at(testCase.get("clip_value").getAsDouble());
        }
        var clip = ClipByGlobalNorm.at(testCase.get("max_norm").getAsDouble());
        String order = testCase.get("norm_type").getAsString();
        return order.equals("Infinity") ? clip.with("largest", true) : clip.with("order", Double.parseDouble(order));
    }

    /// PyTorch computes most schedules from the step before, so its roundings add up.
    private static String near(double actual, double expected) {
        return Math.abs(actual - expected) <= 1e-12 * Math.abs(expected) + 1e-15
                ? ""
                : " is " + actual + ", expected " + expected;
    }

    private void skip(String optimizer, String reason) {
        counts.computeIfAbsent(optimizer, name -> new int[3])[2]++;
        skipped.merge(reason, 1, Integer::sum);
    }

    /// Walks along the snapshots. Returns what differs, or nothing.
    private static String compare(JsonObject testCase, Descent descent, Objective objective, double[][] gradients) {
        int done = 0;
        for (JsonElement element : testCase.getAsJsonArray("snapshots")) {
            JsonObject snapshot = element.getAsJsonObject();
            for (int step = snapshot.get("step").getAsInt(); done < step; done++) {
                if (objective == null) {
                    descent.step(gradients[done]);
                } else {
                    descent.step(objective);
                }
            }
            if (snapshot.has("chaotic") && snapshot.get("chaotic").getAsBoolean()) {
                continue;
            }
            double[] actual = descent.parameters();
            String where = "step " + done + ": ";
            String difference = difference(
                    actual,
                    joined(snapshot.getAsJsonArray("params")),
                    snapshot.get("atol").getAsDouble());
            if (difference.isEmpty() && objective != null) {
                double[] value = {objective.value(actual)};
                double[] expected = numbers(snapshot.get("f"));
                difference = difference(value, expected, snapshot.get("f_atol").getAsDouble());
                where += "value ";
            }
            if (!difference.isEmpty()) {
                return where + difference;
            }
        }
        return "";
    }

    private static String difference(double[] actual, double[] expected, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            boolean same = Double.compare(actual[i], expected[i]) == 0;
            if (!same && !(Math.abs(actual[i] - expected[i]) <= tolerance)) {
                return "element " + i + " is " + actual[i] + ", expected " + expected[i] + " within " + tolerance;
            }
        }
        return actual.length == expected.length ? "" : actual.length + " elements, expected " + expected.length;
    }

    private static Objective objective(String name, JsonObject suite) {
        return switch (name) {
            case "rosenbrock" -> Objective.rosenbrock();
            case "beale" -> Objective.beale();
            case "himmelblau" -> Objective.himmelblau();
            case "quadratic" -> {
                JsonObject given = suite.getAsJsonObject("objectives").getAsJsonObject("quadratic");
                yield Objective.quadratic(numbers(given.get("A")), numbers(given.get("b")));
            }
            default -> throw new IllegalArgumentException("unknown objective " + name);
        };
    }

    /// Row k: the gradients of step k + 1 for all tensors, one behind the other.
    private static double[][] gradients(JsonObject sequence) {
        JsonArray tensors = sequence.getAsJsonArray("grads");
        int steps =
                tensors.get(0).getAsJsonObject().getAsJsonArray("shape").get(0).getAsInt();
        var rows = new double[steps][0];
        for (JsonElement tensor : tensors) {
            double[] all = numbers(tensor);
            int length = all.length / steps;
            for (int k = 0; k < steps; k++) {
                rows[k] = concat(rows[k], Arrays.copyOfRange(all, k * length, (k + 1) * length));
            }
        }
        return rows;
    }

    private static double[] joined(JsonArray tensors) {
        var joined = new double[0];
        for (JsonElement tensor : tensors) {
            joined = concat(joined, numbers(tensor));
        }
        return joined;
    }

    private static double[] concat(double[] left, double[] right) {
        double[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /// The elements of a tensor; those of an f32 tensor are narrowed, since their nine digits stand for a float.
    private static double[] numbers(JsonElement tensor) {
        JsonObject object = tensor.getAsJsonObject();
        boolean single = object.get("dtype").getAsString().equals("f32");
        JsonArray data = object.getAsJsonArray("data");
        var numbers = new double[data.size()];
        for (int i = 0; i < numbers.length; i++) {
            String text = data.get(i).getAsString();
            numbers[i] = single ? Float.parseFloat(text) : Double.parseDouble(text);
        }
        return numbers;
    }

    /// Prints the counts, and returns how many cases ran.
    private int report() {
        int[] total = new int[3];
        var line = new StringBuilder();
        for (Map.Entry<String, int[]> entry : counts.entrySet()) {
            int[] count = entry.getValue();
            line.append(", ").append(entry.getKey()).append(' ').append(text(count));
            for (int i = 0; i < total.length; i++) {
                total[i] += count[i];
            }
        }
        System.out.println("optimizers.json: " + (total[0] + total[1]) + " ran, " + total[0] + " passed, " + total[1]
                + " failed, " + total[2] + " skipped " + skipped + "; passed/failed/skipped: " + line.substring(2));
        return total[0] + total[1];
    }

    private static String text(int[] count) {
        return count[0] + "/" + count[1] + "/" + count[2];
    }
}
