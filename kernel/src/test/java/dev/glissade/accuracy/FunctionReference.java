package dev.glissade.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A function of a loop with what its results are held against, one for `float` results and one for `double`.
///
/// @param name the name of the loop
/// @param operands how many arrays it reads
/// @param factors what its factors are called, in the order of the signature
/// @param settings the values of the factors to measure at; each fits in a `float`
/// @param kind what its results promise
record FunctionReference(
        String name,
        int operands,
        List<String> factors,
        List<double[]> settings,
        Kind kind,
        Quick quick,
        Precise precise) {

    /// A bound for the error, in units in the last place.
    enum Kind {
        ROUNDED(0.5, 0.5),
        BASIC(1, 1.5),
        COMPOSED(4, 4);

        private final double floats;
        private final double doubles;

        Kind(double floats, double doubles) {
            this.floats = floats;
            this.doubles = doubles;
        }

        double bound(boolean wide) {
            return wide ? doubles : floats;
        }
    }

    /// The value at (x, y) for a setting of the factors; y means nothing to a function of one operand.
    interface Quick {
        double at(double x, double y, double[] factors);
    }

    /// As [Quick], with many more digits.
    interface Precise {
        DoubleDouble at(double x, double y, double[] factors);
    }

    private interface Unary {
        double at(double x);
    }

    private interface PreciseUnary {
        DoubleDouble at(DoubleDouble x);
    }

    private interface PreciseOfDouble {
        DoubleDouble at(double x);
    }

    private static final Map<String, FunctionReference> ALL = new LinkedHashMap<>();

    static {
        basic("exp", StrictMath::exp, PreciseExponentials::exp);
        basic("expm1", StrictMath::expm1, PreciseExponentials::expm1);
        basic("log", StrictMath::log, PreciseExponentials::log);
        basic("log1p", StrictMath::log1p, PreciseExponentials::log1p);
        basic("log2", QuickReferences::log2, PreciseExponentials::log2);
        basic("log10", StrictMath::log10, PreciseExponentials::log10);
        angle("sin", QuickReferences::sin, PreciseAngles::sin);
        angle("cos", QuickReferences::cos, PreciseAngles::cos);
        angle("tan", QuickReferences::tan, PreciseAngles::tan);
        basic("asin", StrictMath::asin, PreciseAngles::asin);
        basic("acos", StrictMath::acos, PreciseAngles::acos);
        basic("atan", StrictMath::atan, PreciseAngles::atan);
        basic("sinh", StrictMath::sinh, PreciseExponentials::sinh);
        basic("cosh", StrictMath::cosh, PreciseExponentials::cosh);
        basic("tanh", StrictMath::tanh, PreciseExponentials::tanh);
        basic("sigmoid", QuickReferences::sigmoid, PreciseExponentials::sigmoid);
        basic("erf", QuickReferences::erf, PreciseErrors::erf);
        rounded("sqrt", Math::sqrt, DoubleDouble::sqrt);
        rounded("reciprocal", x -> 1 / x, DoubleDouble.ONE::dividedBy);
        basic("reciprocalSqrt", FunctionReference::reciprocalSqrt, FunctionReference::reciprocalSqrt);
        binary("pow", QuickReferences::pow, PreciseExponentials::pow);
        binary("atan2", StrictMath::atan2, PreciseAngles::atan2);
        composed("gelu", QuickReferences::gelu, PreciseErrors::gelu);
        composed("geluTanh", QuickReferences::geluTanh, PreciseErrors::geluTanh);
        composed("silu", QuickReferences::silu, FunctionReference::silu);
        composed(
                "softsign", x -> x / (1 + Math.abs(x)), x -> x.dividedBy(x.abs().plus(DoubleDouble.ONE)));
        composed("logSigmoid", x -> -QuickReferences.softplus(-x), FunctionReference::logSigmoid);
        composed(
                "elu",
                List.of("alpha"),
                List.of(new double[] {1}, new double[] {1.5}),
                (x, y, f) -> x > 0 ? x : f[0] * StrictMath.expm1(x),
                FunctionReference::elu);
        composed(
                "softplus",
                List.of("beta", "threshold"),
                List.of(new double[] {1, 20}, new double[] {0.75, 30}),
                (x, y, f) -> f[0] * x > f[1] ? x : QuickReferences.softplus(f[0] * x) / f[0],
                FunctionReference::softplus);
    }

    /// The reference of a loop, none if it is not a function that can be measured.
    static List<FunctionReference> of(String name) {
        FunctionReference reference = ALL.get(name);
        return reference == null ? List.of() : List.of(reference);
    }

    static List<FunctionReference> all() {
        return new ArrayList<>(ALL.values());
    }

    /// The name, and what the factors are.
    String label(double[] setting) {
        if (setting.length == 0) {
            return name;
        }
        return name + " ("
                + IntStream.range(0, setting.length)
                        .mapToObj(i -> factors.get(i) + " " + shown(setting[i]))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String shown(double value) {
        return value == StrictMath.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static DoubleDouble reciprocalSqrt(DoubleDouble x) {
        return DoubleDouble.ONE.dividedBy(x.sqrt());
    }

    private static double reciprocalSqrt(double x) {
        return 1 / Math.sqrt(x);
    }

    /// NaN at −∞, which is −∞ × 0
    private static DoubleDouble silu(DoubleDouble x) {
        return x.times(PreciseExponentials.sigmoid(x));
    }

    private static DoubleDouble logSigmoid(DoubleDouble x) {
        return PreciseExponentials.softplus(x.negate()).negate();
    }

    private static DoubleDouble elu(double x, double unused, double[] factors) {
        return x > 0
                ? DoubleDouble.of(x)
                : PreciseExponentials.expm1(DoubleDouble.of(x)).times(factors[0]);
    }

    private static DoubleDouble softplus(double x, double unused, double[] factors) {
        DoubleDouble product = DoubleDouble.of(x).times(factors[0]);
        return product.toDouble() > factors[1]
                ? DoubleDouble.of(x)
                : PreciseExponentials.softplus(product).dividedBy(factors[0]);
    }

    private static void rounded(String name, Unary quick, PreciseUnary precise) {
        unary(name, Kind.ROUNDED, quick, x -> precise.at(DoubleDouble.of(x)));
    }

    private static void basic(String name, Unary quick, PreciseUnary precise) {
        unary(name, Kind.BASIC, quick, x -> precise.at(DoubleDouble.of(x)));
    }

    private static void angle(String name, Unary quick, PreciseOfDouble precise) {
        unary(name, Kind.BASIC, quick, precise);
    }

    private static void composed(String name, Unary quick, PreciseUnary precise) {
        unary(name, Kind.COMPOSED, quick, x -> precise.at(DoubleDouble.of(x)));
    }

    private static void unary(String name, Kind kind, Unary quick, PreciseOfDouble precise) {
        add(new FunctionReference(
                name,
                1,
                List.of(),
                List.of(new double[0]),
                kind,
                (x, y, factors) -> quick.at(x),
                (x, y, factors) -> precise.at(x)));
    }

    private static void composed(
            String name, List<String> factors, List<double[]> settings, Quick quick, Precise precise) {
        add(new FunctionReference(name, 1, factors, settings, Kind.COMPOSED, quick, precise));
    }

    private interface Binary {
        double at(double x, double y);
    }

    private interface PreciseBinary {
        DoubleDouble at(double x, double y);
    }

    private static void binary(String name, Binary quick, PreciseBinary precise) {
        add(new FunctionReference(
                name,
                2,
                List.of(),
                List.of(new double[0]),
                Kind.BASIC,
                (x, y, factors) -> quick.at(x, y),
                (x, y, factors) -> precise.at(x, y)));
    }

    private static void add(FunctionReference reference) {
        ALL.put(reference.name(), reference);
    }
}
