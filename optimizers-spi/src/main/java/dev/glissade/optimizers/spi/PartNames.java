package dev.glissade.optimizers.spi;

import java.util.HashMap;
import java.util.Map;

/// Names for the parts of an optimizer: those of their providers, with a number where there are several.
final class PartNames {
    private final Map<String, Integer> counts = new HashMap<>();

    /// A name that is like no other's: `noise`, then `noise#2`.
    String of(String provider) {
        int count = counts.merge(provider, 1, Integer::sum);
        return count == 1 ? provider : provider + "#" + count;
    }
}
