package dev.glissade.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A sample of the arguments of each function stays within its bound; `./soak accuracy` measures them all.
class AccuracyTest {
    private static final long SAMPLES = 1 << 17;

    static List<MeasuredLoop> loops() {
        return Stream.of(false, true)
                .flatMap(wide -> MeasuredLoop.all(wide).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("loops")
    void errorsStayWithinTheirBound(MeasuredLoop loop) {
        FunctionReference reference = loop.reference();
        for (double[] setting : reference.settings()) {
            Errors errors = AccuracySweep.sampled(2, loop.wide() ? SAMPLES / 4 : SAMPLES)
                    .measure(loop, setting);
            assertThat(errors.largest())
                    .as(
                            "error of %s in %s at %s",
                            reference.label(setting),
                            loop.wide() ? "float64" : "float32",
                            errors.at(loop.wide(), reference.operands()))
                    .isLessThanOrEqualTo(reference.kind().bound(loop.wide()));
            assertThat(errors.mean()).isPositive();
        }
    }
}
