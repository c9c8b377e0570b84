package dev.glissade.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;

/// The rows of a data set as a reference run wants them: standardised with its constants in double, then narrowed.
///
/// @param described the run
/// @param columns the number of features
/// @param features row-major
/// @param targets one for each row
/// @param dtype the type of the tensors made of them
/// @param loss what decides the shape of the targets
record ReferenceData(
        JsonObject described, int columns, double[] features, double[] targets, DType dtype, ReferenceLoss loss) {

    /// Some rows as tensors.
    record Rows(Tensor features, Tensor targets) {}

    static ReferenceData of(JsonObject described, String csv, DType dtype, ReferenceLoss loss) {
        double[] means = numbers(described.getAsJsonObject("preprocess").get("mean"));
        double[] deviations = numbers(described.getAsJsonObject("preprocess").get("std"));
        String[] lines = csv.lines().toArray(String[]::new);
        int columns = means.length;
        var features = new double[(lines.length - 1) * columns];
        var targets = new double[lines.length - 1];
        for (int row = 0; row < targets.length; row++) {
            String[] fields = lines[row + 1].split(",", -1);
            for (int column = 0; column < columns; column++) {
                features[row * columns + column] =
                        (Double.parseDouble(fields[column]) - means[column]) / deviations[column];
            }
            targets[row] = target(described.get("target_preprocess"), Double.parseDouble(fields[columns]));
        }
        return new ReferenceData(described, columns, features, targets, dtype, loss);
    }

    private static double target(JsonElement scaling, double target) {
        if (scaling.isJsonNull()) {
            return target;
        }
        JsonObject by = scaling.getAsJsonObject();
        return (target - by.get("mean").getAsDouble()) / by.get("std").getAsDouble();
    }

    /// The rows of a step, 0 being the first.
    Rows batch(int step) {
        JsonElement batches = described.get("batches");
        return batches.isJsonArray() ? rows(batches.getAsJsonArray().get(step).getAsJsonArray()) : rows("train_index");
    }

    /// The rows that a list of the run names.
    Rows rows(String list) {
        return rows(described.getAsJsonArray(list));
    }

    private Rows rows(JsonArray numbers) {
        int count = numbers.size();
        var x = new double[count * columns];
        var y = new double[count];
        for (int i = 0; i < count; i++) {
            int row = numbers.get(i).getAsInt();
            System.arraycopy(features, row * columns, x, i * columns, columns);
            y[i] = targets[row];
        }
        return new Rows(tensor(x, Shape.of(count, columns)), tensor(y, loss.targetShape(count)));
    }

    private Tensor tensor(double[] numbers, Shape shape) {
        Tensor exact = Tensor.over(numbers, 0, shape);
        return dtype == DType.FLOAT64 ? exact : Tensor.of(shape, exact.toFloats());
    }

    /// The elements of a tensor; those of an f32 tensor are narrowed, since their nine digits stand for a float.
    static double[] numbers(JsonElement tensor) {
        JsonObject object = tensor.getAsJsonObject();
        boolean single = object.get("dtype").getAsString().equals("f32");
        JsonArray elements = object.getAsJsonArray("data");
        var numbers = new double[elements.size()];
        for (int i = 0; i < numbers.length; i++) {
            String text = elements.get(i).getAsString();
            numbers[i] = single ? Float.parseFloat(text) : Double.parseDouble(text);
        }
        return numbers;
    }
}
