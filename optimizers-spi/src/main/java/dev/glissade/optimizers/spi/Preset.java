package dev.glissade.optimizers.spi;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A named choice of hyperparameters, such as the form and defaults that a publication or another library uses.
///
/// @param name    unique within an optimizer, in kebab-case: `lecture`, `pytorch`
/// @param meaning one line for people
/// @param values  hyperparameter name to value (flags: 0 or 1), in alphabetical order; what it leaves out is left as
///     it is
public record Preset(String name, String meaning, Map<String, Double> values) {

    /// Copies the values.
    public Preset {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
