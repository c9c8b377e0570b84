package dev.glissade.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What results are measured with is itself right, to many more digits than are measured.
class ReferencesTest {
    private static final double PRECISE = 0x1p-75;
    private static final double QUICK_ULPS = 0x1p-16;

    /// Against `precise-values.csv`: function, two operands, the `double` nearest to the value and the remainder, from
    /// mpmath with 3,000 bits at seeded random arguments and at places where an algorithm changes.
    @Test
    void preciseReferencesHaveTheDigitsOfAnotherLibrary() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String line : table()) {
            String[] cells = line.split(",", -1);
            FunctionReference reference = FunctionReference.of(cells[0]).getFirst();
            DoubleDouble actual = reference
                    .precise()
                    .at(
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2]),
                            reference.settings().getFirst());
            DoubleDouble expected =
                    DoubleDouble.of(Double.parseDouble(cells[3])).plus(DoubleDouble.of(Double.parseDouble(cells[4])));
            double error = actual.minus(expected).dividedBy(expected).abs().toDouble();
            assertThat(error)
                    .as("relative error of %s: %s, expected %s", line, actual, expected)
                    .isLessThan(PRECISE);
            seen.add(cells[0]);
        }
        assertThat(seen)
                .isEqualTo(FunctionReference.all().stream()
                        .map(FunctionReference::name)
                        .collect(Collectors.toSet()));
    }

    static List<FunctionReference> references() {
        return FunctionReference.all();
    }

    /// On `float` arguments of all sizes, so that the quick references rest on the precise ones.
    @ParameterizedTest
    @MethodSource("references")
    void quickReferencesAgreeWithPreciseOnes(FunctionReference reference) {
        var random = new Samples(11, false);
        var pair = new double[2];
        for (int i = 0; i < 20_000; i++) {
            random.nextPair(pair);
            for (double[] setting : reference.settings()) {
                DoubleDouble precise = reference.precise().at(pair[0], pair[1], setting);
                double quick = reference.quick().at(pair[0], pair[1], setting);
                assertThat(agree(quick, precise))
                        .as("%s of %s, %s: %s, expected %s", reference.label(setting), pair[0], pair[1], quick, precise)
                        .isTrue();
            }
        }
    }

    private static boolean agree(double quick, DoubleDouble precise) {
        double expected = precise.toDouble();
        if (Double.isNaN(quick) || Double.isNaN(expected)) {
            return Double.isNaN(quick) && Double.isNaN(expected);
        }
        if (Math.copySign(1, quick) != (precise.isNegative() ? -1 : 1) || Double.isInfinite(quick)) {
            return quick == expected;
        }
        double unit = Math.ulp((float) Math.min(Math.abs(quick), Float.MAX_VALUE));
        boolean farOutside = Math.abs(quick) >= 0x1p129 && Math.abs(expected) >= 0x1p129;
        return farOutside || precise.minus(DoubleDouble.of(quick)).abs().toDouble() <= QUICK_ULPS * unit;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyElementwiseFunctionHasAReference(boolean wide) {
        assertThat(MeasuredLoop.missing(wide))
                .as("loops without a line in FunctionReference or in MeasuredLoop.NOT_MEASURED")
                .isEmpty();
        assertThat(MeasuredLoop.all(wide)).hasSizeGreaterThanOrEqualTo(8);
    }

    private static List<String> table() throws IOException {
        var stream = ReferencesTest.class.getResourceAsStream("precise-values.csv");
        try (var reader =
                new BufferedReader(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
