package dev.glissade.tensor;

/// The element type of a tensor.
public enum DType {
    /// IEEE 754 binary32, stored in a `float[]`.
    FLOAT32("float32"),
    /// IEEE 754 binary64, stored in a `double[]`.
    FLOAT64("float64");

    private final String text;

    DType(String text) {
        this.text = text;
    }

    /// The name as NumPy writes it, such as `float32`.
    @Override
    public String toString() {
        return text;
    }
}
