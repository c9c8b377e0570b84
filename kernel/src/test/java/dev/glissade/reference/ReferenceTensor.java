package dev.glissade.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;

/// A tensor of the reference: `{"dtype": "f32", "shape": [2, 3], "data": [...]}`, row-major.
///
/// @param type `f32`, `f64`, `i64` or `bool`
/// @param data the elements; those of `f32` are floats, widened
public record ReferenceTensor(String type, Shape shape, double[] data) {

    public static ReferenceTensor read(JsonElement json) {
        JsonObject object = json.getAsJsonObject();
        String type = object.get("dtype").getAsString();
        JsonArray sizes = object.getAsJsonArray("shape");
        int[] shape = new int[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).getAsInt();
        }
        JsonArray elements = object.getAsJsonArray("data");
        double[] data = new double[elements.size()];
        for (int i = 0; i < data.length; i++) {
            String text = elements.get(i).getAsString();
            data[i] = type.equals("f32") ? Float.parseFloat(text) : Double.parseDouble(text);
        }
        return new ReferenceTensor(type, Shape.of(shape), data);
    }

    /// The tensor in an element type of ours.
    public Tensor as(DType dtype) {
        if (dtype == DType.FLOAT64) {
            return Tensor.of(shape, data);
        }
        float[] floats = new float[data.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) data[i];
        }
        return Tensor.of(shape, floats);
    }
}
