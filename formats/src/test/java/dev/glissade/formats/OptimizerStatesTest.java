package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerState;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerStatesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("state.safetensors");
    }

    private static Optimizer optimizer(String name, ElementType type) {
        return Optimizers.named(name)
                .average(Optimizers.averaging("ema"))
                .over(Layout.of(type, Segment.of("dense1.weight", 1, 3, 2), Segment.of("dense1/bias", 8, 2)));
    }

    /// Adam has arrays alone, Nadam and Prodigy scalars too, which are of 64 bits beside arrays of 32.
    @ParameterizedTest
    @ValueSource(strings = {"adam", "nadam", "prodigy", "adan", "asgd"})
    void goesOnWithTheSameBits(String name) throws IOException {
        float[] straight = new float[10];
        Optimizer first = optimizer(name, ElementType.FLOAT32);
        floatSteps(first, straight, 0, 5);
        float[] resumed = straight.clone();
        OptimizerStates.write(file, first.save());
        floatSteps(first, straight, 5, 9);

        Optimizer second = optimizer(name, ElementType.FLOAT32);
        second.restore(OptimizerStates.read(file));
        assertThat(second.stepCount()).isEqualTo(5);
        floatSteps(second, resumed, 5, 9);

        assertThat(resumed).containsExactly(straight);
        SafetensorsTest.assertSame(OptimizerStates.arrays(second.save()), OptimizerStates.arrays(first.save()));
    }

    @Test
    void goesOnWithTheSameBitsInDouble() throws IOException {
        double[] straight = new double[10];
        Optimizer first = optimizer("adam", ElementType.FLOAT64);
        doubleSteps(first, straight, 0, 5);
        double[] resumed = straight.clone();
        OptimizerStates.write(file, first.save());
        doubleSteps(first, straight, 5, 9);

        Optimizer second = optimizer("adam", ElementType.FLOAT64);
        second.restore(OptimizerStates.read(file));
        doubleSteps(second, resumed, 5, 9);

        assertThat(resumed).containsExactly(straight);
    }

    private static void floatSteps(Optimizer optimizer, float[] w, int from, int to) {
        for (int step = from; step < to; step++) {
            var gradients = new float[w.length];
            for (int i = 0; i < w.length; i++) {
                gradients[i] = 1f / (i + step + 1) + 0.1f * w[i];
            }
            optimizer.step(w, gradients);
        }
    }

    private static void doubleSteps(Optimizer optimizer, double[] w, int from, int to) {
        for (int step = from; step < to; step++) {
            var gradients = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                gradients[i] = 1.0 / (i + step + 1) + 0.1 * w[i];
            }
            optimizer.step(w, gradients);
        }
    }

    @Test
    void namesWhatTheStateNames() throws IOException {
        OptimizerStates.write(file, optimizer("adam", ElementType.FLOAT32).save());

        NamedArrays content = Safetensors.read(file);

        assertThat(content.metadata())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "format", "glissade-optimizer-state/1",
                        "optimizer", "adam",
                        "elementType", "FLOAT32",
                        "steps/adam", "0",
                        "steps/ema", "0"));
        assertThat(content.arrays().sequencedKeySet())
                .contains("adam/firstMoment/dense1.weight", "adam/secondMoment/dense1/bias");
    }

    @Test
    void keepsTheLargestNumberOfSteps() {
        var state = new OptimizerState("adam", ElementType.FLOAT64, Map.of("adam", Long.MAX_VALUE), List.of());

        assertThat(OptimizerStates.state(OptimizerStates.arrays(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format      |                     | no optimizer state; its metadata must have 'format'",
                "format      | pt                  | format is 'pt'; 'glissade-optimizer-state/1' is read",
                "optimizer   |                     | no optimizer state; its metadata must have 'optimizer'",
                "elementType | FLOAT16             | elementType is 'FLOAT16'; it must be one of [FLOAT32, FLOAT64]",
                "steps/adam  | -1                  | 'steps/adam' is '-1'; it must be a whole number from 0 to 2⁶³−1",
                "steps/adam  | 007                 | 'steps/adam' is '007'; it must be",
                "steps/adam  | 9223372036854775808 | 'steps/adam' is '9223372036854775808'; it must be",
                "steps/adam  |                     | 'adam/mean/a': no number of steps of its part; there are those of ''",
                "epoch       | 3                   | metadata 'epoch' is none of an optimizer state",
            })
    void refusesMetadataThatAreNone(String key, String value, String message) throws IOException {
        var metadata = new TreeMap<>(Map.of(
                "format", "glissade-optimizer-state/1",
                "optimizer", "adam",
                "elementType", "FLOAT64",
                "steps/adam", "1"));
        metadata.remove(key);
        if (value != null) {
            metadata.put(key, value);
        }
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("adam/mean/a", new StoredArray.Doubles(new int[0], new double[1]));
        Safetensors.write(file, arrays, metadata);

        assertThatThrownBy(() -> OptimizerStates.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "adam", "adam/mean", "adam/mean/", "/mean/a", "adam//a"})
    void refusesNamesThatAreNone(String name) throws IOException {
        var state = new OptimizerState(
                "adam",
                ElementType.FLOAT64,
                Map.of("adam", 1L),
                List.of(new OptimizerState.Doubles(name, List.of(), new double[1])));
        assertThatThrownBy(() -> OptimizerStates.write(file, state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("optimizer state: '" + name + "' is no name of an entry; it must be part/slot/segment");

        NamedArrays good =
                OptimizerStates.arrays(new OptimizerState("adam", ElementType.FLOAT64, Map.of("adam", 1L), List.of()));
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put(name, new StoredArray.Doubles(new int[0], new double[1]));
        Safetensors.write(file, arrays, good.metadata());
        assertThatThrownBy(() -> OptimizerStates.read(file))
                .hasMessage(file + ": '" + name + "' is no name of an entry; it must be part/slot/segment");
    }

    @Test
    void refusesStatesThatAreNone() {
        var entry = new OptimizerState.Doubles("adam/mean/a", List.of(2), new double[2]);
        refuses(Map.of("adam", 1L), List.of(entry, entry), "optimizer state: 'adam/mean/a' is there twice");
        refuses(Map.of("adam", -1L), List.of(), "optimizer state: -1 steps of 'adam'; there must be 0 or more");
        refuses(Map.of(), List.of(entry), "no number of steps of its part");
        refuses(
                Map.of("adam", 1L),
                List.of(new OptimizerState.Doubles("adam/mean/a", List.of(3), new double[2])),
                "shape 3 has 3 elements, there are 2 values");
    }

    private void refuses(Map<String, Long> steps, List<OptimizerState.Entry> entries, String message) {
        var state = new OptimizerState("adam", ElementType.FLOAT64, steps, entries);
        assertThatThrownBy(() -> OptimizerStates.write(file, state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(folder).isEmptyDirectory();
    }
}
