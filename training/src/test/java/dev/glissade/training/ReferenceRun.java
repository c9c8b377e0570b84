package dev.glissade.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One training run of the reference vectors, written with this library.
///
/// The reference states weights as out × in, here they are in × out.
final class ReferenceRun {
    private final JsonObject described;
    private final JsonObject expected;
    private final ReferenceData data;
    private final ReferenceLoss loss;
    private final Model model;
    private final Parameters parameters;
    private final Descent descent;
    private final Tape tape = new Tape();

    /// A run that has not begun.
    ///
    /// @param described what to do
    /// @param expected what shall come out
    /// @param csv the data
    ReferenceRun(JsonObject described, JsonObject expected, String csv) {
        this.described = described;
        this.expected = expected;
        DType dtype = expected.get("dtype").getAsString().equals("f32") ? DType.FLOAT32 : DType.FLOAT64;
        this.loss = ReferenceLoss.named(described.get("loss").getAsString()).orElseThrow();
        this.data = ReferenceData.of(described, csv, dtype, loss);
        this.model = Model.of(layers(described));
        this.parameters = model.initialise(Seed.of(0), dtype);
        start();
        this.descent = Descent.of(ReferenceForms.recipe(described), parameters);
    }

    /// What keeps this library from doing such a run, or nothing.
    static String obstacle(JsonObject described) {
        String loss = described.get("loss").getAsString();
        if (ReferenceLoss.named(loss).isEmpty()) {
            return "loss " + loss;
        }
        if (layers(described).isEmpty()) {
            return "layers";
        }
        return ReferenceForms.obstacle(described);
    }

    /// The dense layers, or none if there are other layers.
    private static List<Dense> layers(JsonObject described) {
        var layers = new ArrayList<Dense>();
        boolean linear = false;
        for (JsonElement element : described.getAsJsonArray("layers")) {
            JsonObject layer = element.getAsJsonObject();
            String type = layer.get("type").getAsString();
            switch (type) {
                case "linear" -> {
                    layers.add(Dense.of(
                            layer.get("in").getAsInt(), layer.get("out").getAsInt()));
                    linear = true;
                }
                case "relu", "tanh", "sigmoid" -> {
                    if (!linear) {
                        return List.of();
                    }
                    Dense last = layers.removeLast();
                    layers.add(
                            Dense.of(last.inputs(), last.outputs(), Activation.valueOf(type.toUpperCase(Locale.ROOT))));
                    linear = false;
                }
                default -> {
                    return List.of();
                }
            }
        }
        return layers;
    }

    private void start() {
        double[] initial = flat(described.getAsJsonArray("initial"));
        for (int i = 0; i < initial.length; i++) {
            switch (parameters.dtype()) {
                case FLOAT32 -> parameters.values().floats()[i] = (float) initial[i];
                case FLOAT64 -> parameters.values().doubles()[i] = initial[i];
            }
        }
        parameters.changed();
    }

    /// Runs, and says what differs from the reference, or nothing.
    String difference() {
        double[] losses = new double[described.get("steps").getAsInt()];
        for (int step = 0; step < losses.length; step++) {
            losses[step] = step(data.batch(step));
        }
        String difference = lossDifference(losses);
        if (difference.isEmpty()) {
            difference = difference(
                    "parameter",
                    parameters.values().toDoubles(),
                    flat(expected.getAsJsonArray("final")),
                    expected.get("final_atol").getAsDouble());
        }
        for (String part : new String[] {"train", "test"}) {
            if (difference.isEmpty() && expected.has(part)) {
                difference = scoreDifference(part, expected.getAsJsonObject(part));
            }
        }
        return difference;
    }

    private Variable outputs(ReferenceData.Rows rows) {
        tape.restart();
        return model.apply(tape, parameters, rows.features());
    }

    private double step(ReferenceData.Rows rows) {
        Variable mean = loss.of(outputs(rows), rows.targets());
        tape.backward(mean);
        descent.step();
        return mean.value();
    }

    private String lossDifference(double[] losses) {
        double[] reference = ReferenceData.numbers(expected.get("losses"));
        int from = 0;
        for (JsonElement element : expected.getAsJsonArray("loss_atol")) {
            int to = element.getAsJsonArray().get(0).getAsInt();
            double tolerance = element.getAsJsonArray().get(1).getAsDouble();
            for (; from < to; from++) {
                if (!(Math.abs(losses[from] - reference[from]) <= tolerance)) {
                    return "loss of step " + (from + 1) + " is " + losses[from] + ", expected " + reference[from]
                            + " within " + tolerance;
                }
            }
        }
        return from == losses.length ? "" : losses.length + " losses, tolerances for " + from;
    }

    /// Compares the number of correct samples where no sample is close to a decision, or the mean square error.
    private String scoreDifference(String part, JsonObject score) {
        ReferenceData.Rows rows = data.rows(part + "_index");
        Tensor outputs = outputs(rows).tensor();
        if (score.has("mse")) {
            double mean = ReferenceLoss.MSE
                    .of(tape.input(outputs.copy()), rows.targets())
                    .value();
            JsonArray tolerances = expected.getAsJsonArray("loss_atol");
            double tolerance = tolerances
                    .get(tolerances.size() - 1)
                    .getAsJsonArray()
                    .get(1)
                    .getAsDouble();
            double[] reference = ReferenceData.numbers(score.get("mse"));
            return difference(part + " error", new double[] {mean}, reference, tolerance);
        }
        boolean decided = score.get("smallest_margin").getAsDouble()
                > 100 * expected.get("final_atol").getAsDouble();
        int correct = correct(outputs, rows.targets());
        int reference = score.get("correct").getAsInt();
        return !decided || correct == reference ? "" : part + ": " + correct + " correct, expected " + reference;
    }

    private int correct(Tensor outputs, Tensor targets) {
        double[] given = outputs.toDoubles();
        double[] wanted = targets.toDoubles();
        int classes = model.outputs();
        int correct = 0;
        for (int row = 0; row < wanted.length; row++) {
            int decision = classes == 1 && given[row] > 0 ? 1 : 0;
            for (int column = 1; column < classes; column++) {
                if (given[row * classes + column] > given[row * classes + decision]) {
                    decision = column;
                }
            }
            correct += decision == wanted[row] ? 1 : 0;
        }
        return correct;
    }

    private static String difference(String what, double[] actual, double[] reference, double tolerance) {
        for (int i = 0; i < reference.length; i++) {
            if (!(Math.abs(actual[i] - reference[i]) <= tolerance)) {
                return what + " " + i + " is " + actual[i] + ", expected " + reference[i] + " within " + tolerance;
            }
        }
        return actual.length == reference.length ? "" : actual.length + " of " + what + ", not " + reference.length;
    }

    /// W1, b1, W2, b2, … one behind the other, the weights transposed.
    private static double[] flat(JsonArray tensors) {
        var all = new ArrayList<double[]>();
        int length = 0;
        for (JsonElement tensor : tensors) {
            double[] numbers = ReferenceData.numbers(tensor);
            JsonArray shape = tensor.getAsJsonObject().getAsJsonArray("shape");
            if (shape.size() == 2) {
                Shape rows = Shape.of(shape.get(0).getAsInt(), shape.get(1).getAsInt());
                numbers = Tensor.over(numbers, 0, rows).transpose(0, 1).toDoubles();
            }
            all.add(numbers);
            length += numbers.length;
        }
        var flat = new double[length];
        int offset = 0;
        for (double[] numbers : all) {
            System.arraycopy(numbers, 0, flat, offset, numbers.length);
            offset += numbers.length;
        }
        return flat;
    }
}
