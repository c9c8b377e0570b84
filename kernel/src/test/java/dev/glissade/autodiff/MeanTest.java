package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeanTest {

    /// 1/49 times 49 is not 1 in double precision, nor 1/41 times 41 in single.
    @ParameterizedTest
    @EnumSource
    void theMeanOfOnesIsOneAndItsGradientOneOverTheirNumber(DType dtype) {
        for (int n = 1; n < 200; n++) {
            Tape tape = new Tape();
            Variable ones = tape.constant(1, dtype, Shape.of(n));
            Variable mean = ones.mean();
            assertThat(mean.value()).as("%d ones", n).isEqualTo(1);
            double share = tape.grad(mean, ones).getFirst().tensor().at(0);
            assertThat(share).isEqualTo(dtype == DType.FLOAT32 ? 1f / n : 1.0 / n);
        }
    }
}
