package dev.glissade.documentation;

import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;

/// The numbers in a value, and whether they are those that a document states.
final class Numbers {
    private Numbers() {}

    static List<Double> of(Object value) {
        return switch (value) {
            case Number number -> List.of(number.doubleValue());
            case Variable variable -> of(variable.tensor());
            case Tensor tensor -> of(tensor.toDoubles());
            case double[] doubles -> DoubleStream.of(doubles).boxed().toList();
            case List<?> list ->
                list.stream().flatMap(each -> of(each).stream()).toList();
            default -> throw new IllegalArgumentException("there are no numbers in " + value.getClass());
        };
    }

    /// Whether a number agrees: to the rounding of float32, or with the digits before an ellipsis.
    static boolean agree(String stated, double found) {
        String digits = stated.replace(",", "").replace("…", "");
        double expected = Double.parseDouble(digits);
        int decimals = digits.contains(".") ? digits.length() - digits.indexOf('.') - 1 : 0;
        double tolerance = stated.endsWith("…")
                ? 1.0001 * StrictMath.pow(10, -decimals)
                : 2e-7 * Math.max(1e-3, Math.abs(expected));
        return Math.abs(found - expected) <= tolerance;
    }
}
