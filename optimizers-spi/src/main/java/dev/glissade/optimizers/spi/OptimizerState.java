package dev.glissade.optimizers.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All that an optimizer remembers, by name: what a checkpoint holds of it.
///
/// An entry is named `part/slot/segment`, such as `adam/firstMoment/dense1.weight`; `part` is the name of the optimizer, of
/// a gradient transform or of an averaging, followed by `#2` for the second of the same name. A scalar slot has an entry for
/// each segment too, so that it can be restored where the segments are grouped otherwise.
///
/// @param optimizer the name of the optimizer
/// @param elementType the type of its parameters
/// @param steps the number of steps that each part has done, in alphabetical order
/// @param entries in the order of parts, slots and segments
public record OptimizerState(String optimizer, ElementType elementType, Map<String, Long> steps, List<Entry> entries) {

    /// Copies the containers, not the arrays.
    public OptimizerState {
        steps = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(steps)));
        entries = List.copyOf(entries);
    }

    /// A named array.
    public sealed interface Entry {
        /// Its name.
        String name();

        /// The extent along each axis; empty for a single number.
        List<Integer> shape();
    }

    /// Numbers of single precision.
    ///
    /// @param name `part/slot/segment`
    /// @param shape the extent along each axis
    /// @param values row-major
    public record Floats(String name, List<Integer> shape, float[] values) implements Entry {}

    /// Numbers of double precision: all of a FLOAT64 optimizer, and scalar slots.
    ///
    /// @param name `part/slot/segment`
    /// @param shape the extent along each axis
    /// @param values row-major
    public record Doubles(String name, List<Integer> shape, double[] values) implements Entry {}
}
