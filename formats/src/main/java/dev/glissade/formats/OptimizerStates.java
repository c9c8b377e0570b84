package dev.glissade.formats;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.OptimizerState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an optimizer remembers as a file, bit for bit: its entries are the arrays of a [Safetensors] file, under the names that
/// they have, and its metadata are
///
/// ```text
/// format        glissade-optimizer-state/1
/// optimizer     adam
/// elementType   FLOAT32
/// steps/adam    1200                          one for each part
/// ```
///
/// ```java
/// OptimizerStates.write(file, optimizer.save());
/// optimizer.restore(OptimizerStates.read(file));
/// ```
public final class OptimizerStates {
    private static final String FORMAT = "format";
    private static final String FORMAT_1 = "glissade-optimizer-state/1";
    private static final String OPTIMIZER = "optimizer";
    private static final String ELEMENT_TYPE = "elementType";
    private static final String STEPS = "steps/";

    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,18}");
    /// The name of a segment may have slashes of its own.
    private static final Pattern ENTRY = Pattern.compile("(?<part>[^/]+)/[^/]+/.+", Pattern.DOTALL);

    private OptimizerStates() {}

    /// Writes a state, whole or not at all (see [AtomicFile]).
    ///
    /// @throws IllegalArgumentException as for [#arrays]; also if a name is none for [Safetensors]; then nothing is written
    /// @throws IOException if the disk refuses
    public static void write(Path file, OptimizerState state) throws IOException {
        Safetensors.write(file, arrays(state));
    }

    /// Reads a state. Whether it is one of the optimizer at hand, says its `restore`.
    ///
    /// @throws DataException if the file cannot be read or is no such state
    public static OptimizerState read(Path file) {
        return state(Safetensors.read(file), file + ": ");
    }

    /// Returns a state as named arrays; the values are shared, not copied.
    ///
    /// @throws IllegalArgumentException if two entries have one name, a name is not `part/slot/segment` with a part that has a
    ///     number of steps, a number of steps is negative, or a shape does not give the number of values
    public static NamedArrays arrays(OptimizerState state) {
        var metadata = new TreeMap<String, String>();
        metadata.put(FORMAT, FORMAT_1);
        metadata.put(OPTIMIZER, state.optimizer());
        metadata.put(ELEMENT_TYPE, state.elementType().name());
        state.steps().forEach((part, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(
                        "optimizer state: " + count + " steps of " + Excerpt.of(part) + "; there must be 0 or more");
            }
            metadata.put(STEPS + part, Long.toString(count));
        });
        var arrays = new LinkedHashMap<String, StoredArray>();
        for (OptimizerState.Entry entry : state.entries()) {
            String problem = problem(entry.name(), state.steps());
            if (problem != null) {
                throw new IllegalArgumentException("optimizer state: " + problem);
            }
            if (arrays.put(entry.name(), array(entry)) != null) {
                throw new IllegalArgumentException("optimizer state: " + Excerpt.of(entry.name()) + " is there twice");
            }
        }
        return new NamedArrays(arrays, metadata);
    }

    private static StoredArray array(OptimizerState.Entry entry) {
        int[] shape = entry.shape().stream().mapToInt(Integer::intValue).toArray();
        return switch (entry) {
            case OptimizerState.Floats floats -> new StoredArray.Floats(shape, floats.values());
            case OptimizerState.Doubles doubles -> new StoredArray.Doubles(shape, doubles.values());
        };
    }

    /// Returns the state that was made into named arrays; the values are shared, not copied.
    ///
    /// @throws DataException if they are no state
    public static OptimizerState state(NamedArrays content) {
        return state(content, "");
    }

    private static OptimizerState state(NamedArrays content, String place) {
        Map<String, String> metadata = content.metadata();
        String format = required(FORMAT, metadata, place);
        if (!format.equals(FORMAT_1)) {
            throw new DataException(place + "format is " + Excerpt.of(format) + "; '" + FORMAT_1 + "' is read");
        }
        String optimizer = required(OPTIMIZER, metadata, place);
        ElementType elementType = elementType(required(ELEMENT_TYPE, metadata, place), place);
        Map<String, Long> steps = steps(metadata, place);
        var entries = new ArrayList<OptimizerState.Entry>();
        content.arrays().forEach((name, array) -> {
            String problem = problem(name, steps);
            if (problem != null) {
                throw new DataException(place + problem);
            }
            entries.add(entry(name, array));
        });
        return new OptimizerState(optimizer, elementType, steps, entries);
    }

    private static String required(String key, Map<String, String> metadata, String place) {
        String value = metadata.get(key);
        if (value == null) {
            throw new DataException(place + "no optimizer state; its metadata must have '" + key + "'");
        }
        return value;
    }

    private static ElementType elementType(String name, String place) {
        return Arrays.stream(ElementType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DataException(place + ELEMENT_TYPE + " is " + Excerpt.of(name) + "; it must be "
                        + "one of " + Arrays.toString(ElementType.values())));
    }

    private static Map<String, Long> steps(Map<String, String> metadata, String place) {
        var steps = new TreeMap<String, Long>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(STEPS)) {
                steps.put(key.substring(STEPS.length()), count(key, value, place));
            } else if (!List.of(FORMAT, OPTIMIZER, ELEMENT_TYPE).contains(key)) {
                throw new DataException(place + "metadata " + Excerpt.of(key) + " is none of an optimizer state");
            }
        });
        return steps;
    }

    private static long count(String key, String value, String place) {
        if (COUNT.matcher(value).matches()) {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new DataException(
                place + Excerpt.of(key) + " is " + Excerpt.of(value) + "; it must be a whole number from 0 to 2⁶³−1");
    }

    /// Returns what is wrong with the name of an entry; null if nothing is.
    private static @Nullable String problem(String name, Map<String, Long> steps) {
        Matcher matcher = ENTRY.matcher(name);
        if (!matcher.matches()) {
            return Excerpt.of(name) + " is no name of an entry; it must be part/slot/segment";
        }
        if (!steps.containsKey(matcher.group("part"))) {
            return Excerpt.of(name) + ": no number of steps of its part; there are those of "
                    + Excerpt.of(String.join(", ", new TreeMap<>(steps).keySet()));
        }
        return null;
    }

    private static OptimizerState.Entry entry(String name, StoredArray array) {
        List<Integer> shape = Arrays.stream(array.shape()).boxed().toList();
        return switch (array) {
            case StoredArray.Floats floats -> new OptimizerState.Floats(name, shape, floats.values());
            case StoredArray.Doubles doubles -> new OptimizerState.Doubles(name, shape, doubles.values());
        };
    }
}
