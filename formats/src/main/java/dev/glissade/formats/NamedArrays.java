package dev.glissade.formats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Arrays by name and what is said about them: the content of a file of [Safetensors].
///
/// @param arrays   in the order in which they are written and listed
/// @param metadata free text by name, sorted by name
public record NamedArrays(SequencedMap<String, StoredArray> arrays, Map<String, String> metadata) {
    /// Copies the maps, not the arrays; what is kept cannot be modified.
    public NamedArrays {
        arrays = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arrays));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
}
