package dev.glissade.optimizers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperparameterTest {
    private static final Hyperparameter RATE =
            Hyperparameter.real("learningRate", 0.1, Range.openClosed(0, 1e6), "step size η");
    private static final Hyperparameter FLAG = Hyperparameter.flag("nesterov", true, "looks ahead");

    @ParameterizedTest
    @CsvSource({"0.05, 0.05", "1, 1", "' 1e-3 ', 0.001", "1E6, 1000000", "0x1p-3, 0.125"})
    void numbersAreRead(String text, double value) {
        assertThat(RATE.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "1d", "2f", "0,1", "NaN", "Infinity", "1e", "true"})
    void otherTextIsRefusedWithTheTextAndTheRange(String text) {
        assertThatThrownBy(() -> RATE.parse(text))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("learningRate: '" + text + "' is not a number; it must be a number in (0, 1000000]");
    }

    @Test
    void valuesOutOfRangeAreRefusedWithTheValueAndTheRange() {
        assertThatThrownBy(() -> RATE.parse("2e9"))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("learningRate is 2.0E9; it must be in (0, 1000000]");
        assertThatThrownBy(() -> RATE.check(Double.NaN)).hasMessage("learningRate is NaN; it must be in (0, 1000000]");
    }

    @Test
    void flagsAreTrueOrFalseAndHeldAsOneOrZero() {
        assertThat(FLAG.defaultValue()).isEqualTo(1);
        assertThat(FLAG.parse("true")).isEqualTo(1);
        assertThat(FLAG.parse(" false ")).isEqualTo(0);
        assertThat(FLAG.format(0)).isEqualTo("false");
        assertThatThrownBy(() -> FLAG.parse("yes"))
                .hasMessage("nesterov: 'yes' is neither true nor false; it must be one of the two");
        assertThatThrownBy(() -> FLAG.check(0.5)).hasMessage("nesterov is 0.5; it must be 0 (false) or 1 (true)");
    }

    @ParameterizedTest
    @CsvSource({
        "20, 20",
        "-3, -3",
        "1e6, 1000000",
        "1e7, 1e7",
        "0.001, 0.001",
        "1e-8, 1e-8",
        "1.5e-8, 1.5e-8",
        "-0.0, 0"
    })
    void numbersAreFormattedAsTheyAreTyped(double value, String text) {
        assertThat(RATE.format(value)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(value + 0.0);
    }

    @Test
    void declarationsAreChecked() {
        assertThat(Hyperparameter.LEARNING_RATE.withDefault(1e-3).defaultValue())
                .isEqualTo(1e-3);
        assertThatThrownBy(() -> RATE.withDefault(0))
                .hasMessage("the default of learningRate is 0.0; it must be in (0, 1000000]");
        assertThatThrownBy(() -> Hyperparameter.real("Beta-1", 0, Range.closed(0, 1), "x"))
                .hasMessage("hyperparameter 'Beta-1': the name must be camelCase letters and digits");
        assertThatThrownBy(() -> Hyperparameter.flag("x", true, " "))
                .hasMessage("hyperparameter x: the meaning must not be blank");
    }
}
