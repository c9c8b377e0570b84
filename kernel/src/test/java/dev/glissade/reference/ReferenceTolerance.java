package dev.glissade.reference;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// How far a value may be from the reference.
///
/// - With a scale: 32 · ε · scale, ε being 2⁻²³ or 2⁻⁵². The reference itself is within 15 of these units of exact
///   values, and an implementation with one sequential accumulator within 20.
/// - Values of elementwise operations besides: 4 ulp and one step of the subnormal range; the reference is within
///   1.7 ulp.
/// - Without a scale (edge cases), element by element: 16 ulp, or either number of a caveat.
///
/// One rule is our own: an element with a caveat that is near neither number passes within four times the reference's own
/// distance from the exact value. The format would let it be skipped; [#allowed] counts such elements, and the test prints
/// them.
///
/// NaN matches NaN, an infinity the same infinity. Signs of zeros are not compared.
public final class ReferenceTolerance {
    private static final double UNITS = 32;
    private static final double ULPS = 4;
    private static final double EDGE_ULPS = 16;
    private static final double LOSSES = 4;

    /// gelu and elu are missing: there the reference itself loses digits.
    private static final Set<String> ELEMENTWISE = Set.of(
            "neg",
            "exp",
            "log",
            "sqrt",
            "rsqrt",
            "abs",
            "sin",
            "cos",
            "tanh",
            "sigmoid",
            "relu",
            "square",
            "reciprocal",
            "silu",
            "softsign",
            "add",
            "sub",
            "mul",
            "div",
            "maximum",
            "minimum",
            "add_scalar",
            "mul_scalar",
            "rsub_scalar",
            "rdiv_scalar",
            "log1p",
            "expm1",
            "tan",
            "atan",
            "erf",
            "sinh",
            "cosh",
            "asin",
            "acos",
            "log2",
            "log10",
            "sign",
            "floor",
            "ceil",
            "round_half_even",
            "softplus",
            "leaky_relu",
            "log_sigmoid",
            "pow_scalar",
            "rpow_scalar",
            "pow",
            "atan2",
            "clamp",
            "where");

    private final Map<String, ReferenceSuite.Caveat> caveats;
    private final List<String> allowed = new ArrayList<>();

    public ReferenceTolerance(Map<String, ReferenceSuite.Caveat> caveats) {
        this.caveats = caveats;
    }

    /// What is wrong with a tensor, or an empty text.
    public String complaint(ReferenceCase reference, String name, ReferenceTensor expected, Tensor actual) {
        if (!actual.shape().equals(expected.shape())) {
            return reference.id() + " " + name + ": shape is " + actual.shape() + ", reference is " + expected.shape();
        }
        OptionalDouble scale = reference.scale(name);
        boolean strict = name.equals("out") && ELEMENTWISE.contains(reference.operation());
        double[] numbers = actual.toDoubles();
        for (int i = 0; i < numbers.length; i++) {
            double a = numbers[i];
            double e = expected.data()[i];
            double ulp = ulp(reference.dtype(), e);
            boolean right = scale.isPresent()
                    ? within(a, e, UNITS * epsilon(reference.dtype()) * scale.getAsDouble())
                            && (!strict || within(a, e, ULPS * ulp + ulp(reference.dtype(), 0)))
                    : within(a, e, EDGE_ULPS * ulp) || excused(reference, name, i, a);
            if (!right) {
                return reference.id() + " " + name + "[" + i + "]: " + a + ", reference is " + e + ", "
                        + Math.abs(a - e) / ulp + " ulp apart, inputs at that index " + inputsAt(reference, i);
            }
        }
        return "";
    }

    /// The elements that passed by our own rule alone, in the order of the suite.
    public List<String> allowed() {
        return allowed;
    }

    private boolean excused(ReferenceCase reference, String name, int index, double actual) {
        String element = reference.id() + " " + name + " " + index;
        ReferenceSuite.Caveat caveat = caveats.get(element);
        if (caveat == null) {
            return false;
        }
        if (within(actual, caveat.given(), EDGE_ULPS * ulp(reference.dtype(), caveat.given()))
                || within(actual, caveat.exact(), EDGE_ULPS * ulp(reference.dtype(), caveat.exact()))) {
            return true;
        }
        boolean allowance = within(actual, caveat.exact(), LOSSES * caveat.loss());
        if (allowance) {
            allowed.add(element);
        }
        return allowance;
    }

    private static boolean within(double actual, double expected, double tolerance) {
        return actual == expected
                || Double.isNaN(actual) && Double.isNaN(expected)
                || Double.isFinite(expected) && Math.abs(actual - expected) <= tolerance;
    }

    private static double epsilon(DType dtype) {
        return dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    }

    private static double ulp(DType dtype, double value) {
        return dtype == DType.FLOAT32 ? Math.ulp((float) value) : Math.ulp(value);
    }

    private static String inputsAt(ReferenceCase reference, int index) {
        var text = new StringBuilder();
        reference.inputs().forEach((name, tensor) -> {
            if (index < tensor.data().length) {
                text.append(name).append('=').append(tensor.data()[index]).append(' ');
            }
        });
        if (reference.w() != null && index < reference.w().data().length) {
            text.append("w=").append(reference.w().data()[index]);
        }
        return text.toString();
    }
}
