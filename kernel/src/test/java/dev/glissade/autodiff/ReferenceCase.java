package dev.glissade.autodiff;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.tensor.DType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// One case of the reference: an operation with arguments and inputs, its value, and gradients.
///
/// @param w the cotangent that backpropagation started with
/// @param scale the size in which rounding is to be measured, for `out` and for each of `grads.<input>`; empty in an
///     edge case, which is compared element by element
record ReferenceCase(
        String id,
        String operation,
        DType dtype,
        JsonObject arguments,
        Map<String, ReferenceTensor> inputs,
        ReferenceTensor w,
        ReferenceTensor out,
        Map<String, ReferenceTensor> gradients,
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
        if (json.has("grads")) {
            json.getAsJsonObject("grads")
                    .entrySet()
                    .forEach(entry -> scales.put(
                            "grads." + entry.getKey(), entry.getValue().getAsDouble()));
        }
        return scales;
    }

    /// The scale of `out` or `grads.<input>`.
    OptionalDouble scale(String tensor) {
        Double found = scale.get(tensor);
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    double number(String argument) {
        return arguments.get(argument).getAsDouble();
    }

    int integer(String argument) {
        return arguments.get(argument).getAsInt();
    }

    boolean has(String argument) {
        return arguments.has(argument) && !arguments.get(argument).isJsonNull();
    }

    int[] integers(String argument) {
        var array = arguments.getAsJsonArray(argument);
        int[] integers = new int[array.size()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = array.get(i).getAsInt();
        }
        return integers;
    }
}
