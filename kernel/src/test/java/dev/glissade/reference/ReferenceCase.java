package dev.glissade.reference;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.kernel.Window;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One case of the reference: an operation with arguments and inputs, its value, and gradients.
///
/// @param w the cotangent that backpropagation started with
/// @param extra further outputs, such as indices or running statistics
/// @param scale the size in which rounding is to be measured, for `out` and for each of `grads.<input>` and
///     `extra.<output>`; empty in an edge case, which is compared element by element
public record ReferenceCase(
        String id,
        String operation,
        DType dtype,
        JsonObject arguments,
        Map<String, ReferenceTensor> inputs,
        ReferenceTensor w,
        ReferenceTensor out,
        Map<String, ReferenceTensor> gradients,
        Map<String, ReferenceTensor> extra,
        Map<String, Double> scale) {

    static ReferenceCase read(JsonObject json) {
        return new ReferenceCase(
                json.get("id").getAsString(),
                json.get("op").getAsString(),
                json.get("dtype").getAsString().equals("f32") ? DType.FLOAT32 : DType.FLOAT64,
                json.getAsJsonObject("args"),
                tensors(json.getAsJsonObject("inputs")),
                json.has("w") ? ReferenceTensor.read(json.get("w")) : null,
                ReferenceTensor.read(json.get("out")),
                json.has("grads") ? tensors(json.getAsJsonObject("grads")) : Map.of(),
                json.has("extra") ? tensors(json.getAsJsonObject("extra")) : Map.of(),
                json.has("scale") ? scales(json.getAsJsonObject("scale")) : Map.of());
    }

    private static Map<String, ReferenceTensor> tensors(JsonObject json) {
        var tensors = new LinkedHashMap<String, ReferenceTensor>();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            tensors.put(entry.getKey(), ReferenceTensor.read(entry.getValue()));
        }
        return tensors;
    }

    private static Map<String, Double> scales(JsonObject json) {
        var scales = new LinkedHashMap<String, Double>();
        if (json.has("out")) {
            scales.put("out", json.get("out").getAsDouble());
        }
        for (String kind : List.of("grads", "extra")) {
            if (json.has(kind)) {
                json.getAsJsonObject(kind)
                        .entrySet()
                        .forEach(entry -> scales.put(
                                kind + "." + entry.getKey(), entry.getValue().getAsDouble()));
            }
        }
        return scales;
    }

    /// The scale of `out`, `grads.<input>` or `extra.<output>`.
    public OptionalDouble scale(String tensor) {
        Double found = scale.get(tensor);
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    public double number(String argument) {
        return arguments.get(argument).getAsDouble();
    }

    public int integer(String argument) {
        return arguments.get(argument).getAsInt();
    }

    public boolean has(String argument) {
        return arguments.has(argument) && !arguments.get(argument).isJsonNull();
    }

    public int[] integers(String argument) {
        var array = arguments.getAsJsonArray(argument);
        int[] integers = new int[array.size()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = array.get(i).getAsInt();
        }
        return integers;
    }

    /// The axes that `dim` names, a number or a list; all of the shape where it is missing.
    public Axes axes(Shape shape) {
        if (!has("dim")) {
            return Axes.all(shape);
        }
        return arguments.get("dim").isJsonArray() ? Axes.of(shape, integers("dim")) : Axes.of(shape, integer("dim"));
    }

    /// What the argument `shape` says.
    public Shape shape() {
        return Shape.of(integers("shape"));
    }

    /// A truth value; false where it is missing.
    public boolean truth(String argument) {
        return has(argument) && arguments.get(argument).getAsBoolean();
    }

    /// The window of a convolution by a weight of that shape.
    public Window convolutionWindow(Shape weight) {
        int[] stride = integers("stride");
        int[] padding = integers("padding");
        int[] dilation = integers("dilation");
        return new Window(
                weight.size(2), weight.size(3), stride[0], stride[1], padding[0], padding[1], dilation[0], dilation[1]);
    }

    /// The window of pooling.
    public Window poolingWindow() {
        int[] kernel = integers("kernel");
        int[] stride = integers("stride");
        int[] padding = integers("padding");
        return new Window(kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1], 1, 1);
    }

    /// A list of lists of numbers.
    public int[][] pairs(String argument) {
        var array = arguments.getAsJsonArray(argument);
        int[][] pairs = new int[array.size()][];
        for (int i = 0; i < pairs.length; i++) {
            var pair = array.get(i).getAsJsonArray();
            pairs[i] = new int[] {pair.get(0).getAsInt(), pair.get(1).getAsInt()};
        }
        return pairs;
    }
}
