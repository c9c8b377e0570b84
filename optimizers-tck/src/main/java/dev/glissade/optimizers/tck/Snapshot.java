package dev.glissade.optimizers.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;

/// What an optimizer has made by some step: the parameters, and all that it remembers.
///
/// @param arrays by what they are, and in which segment; `float` values are widened
record Snapshot(Map<Key, double[]> arrays) {
    private static final String EVERYWHERE = "";

    /// What an array is.
    ///
    /// @param slot the name of a slot, or `parameters`
    /// @param segment the name of a segment; empty for all of them together
    record Key(String slot, String segment) {
        String at(int index) {
            return slot + "[" + index + "]" + (segment.isEmpty() ? "" : " of segment " + segment);
        }
    }

    /// What there is of each slot, one array for all segments, in the order of the elements.
    ///
    /// @param scalars the slots that are the same in every segment
    Snapshot joined(Set<String> scalars) {
        var bySlot = new LinkedHashMap<String, List<double[]>>();
        arrays.forEach((key, values) ->
                bySlot.computeIfAbsent(key.slot(), _ -> new ArrayList<>()).add(values));
        var joined = new LinkedHashMap<Key, double[]>();
        bySlot.forEach((slot, parts) -> {
            double[] all = scalars.contains(slot)
                    ? parts.getFirst()
                    : parts.stream().flatMapToDouble(Arrays::stream).toArray();
            joined.put(new Key(slot, EVERYWHERE), all);
        });
        return new Snapshot(joined);
    }

    /// All but one element; of a joined snapshot.
    Snapshot without(int element, Set<String> scalars) {
        var rest = new LinkedHashMap<Key, double[]>();
        arrays.forEach((key, values) -> {
            double[] copy = values.clone();
            if (!scalars.contains(key.slot())) {
                copy[element] = 0;
            }
            rest.put(key, copy);
        });
        return new Snapshot(rest);
    }

    /// All but one segment.
    Snapshot without(String segment) {
        var rest = new LinkedHashMap<>(arrays);
        rest.keySet().removeIf(key -> key.segment().equals(segment));
        return new Snapshot(rest);
    }

    /// The parameters alone.
    Snapshot parameters() {
        var rest = new LinkedHashMap<>(arrays);
        rest.keySet().removeIf(key -> !key.slot().equals("parameters"));
        return new Snapshot(rest);
    }

    /// The first elements of every array.
    Snapshot beginning(int count) {
        var some = new LinkedHashMap<Key, double[]>();
        arrays.forEach((key, values) -> some.put(key, Arrays.copyOf(values, count)));
        return new Snapshot(some);
    }

    /// A row of a segment, in every array but those of scalar slots.
    Snapshot row(String segment, int row, int columns, Set<String> scalars) {
        var some = new LinkedHashMap<Key, double[]>();
        arrays.forEach((key, values) -> {
            if (key.segment().equals(segment) && !scalars.contains(key.slot())) {
                some.put(key, Arrays.copyOfRange(values, row * columns, (row + 1) * columns));
            }
        });
        return new Snapshot(some);
    }

    /// The first place with a number that fits.
    Optional<String> first(DoublePredicate predicate) {
        for (Map.Entry<Key, double[]> entry : arrays.entrySet()) {
            for (int i = 0; i < entry.getValue().length; i++) {
                if (predicate.test(entry.getValue()[i])) {
                    return Optional.of(entry.getKey().at(i) + " is " + entry.getValue()[i]);
                }
            }
        }
        return Optional.empty();
    }

    /// The first place where another snapshot has other bits; NaNs are all alike.
    ///
    /// @param here what this one is called
    /// @param there what the other one is called
    Optional<String> difference(Snapshot other, String here, String there) {
        if (!arrays.keySet().equals(other.arrays.keySet())) {
            return Optional.of(
                    "there are " + arrays.keySet() + " " + here + " and " + other.arrays.keySet() + " " + there);
        }
        for (Map.Entry<Key, double[]> entry : arrays.entrySet()) {
            double[] ours = entry.getValue();
            double[] theirs = other.arrays.getOrDefault(entry.getKey(), ours);
            if (ours.length != theirs.length) {
                return Optional.of(entry.getKey().slot() + " has length " + ours.length + " " + here + " and "
                        + theirs.length + " " + there);
            }
            for (int i = 0; i < ours.length; i++) {
                if (Double.doubleToLongBits(ours[i]) != Double.doubleToLongBits(theirs[i])) {
                    return Optional.of(
                            entry.getKey().at(i) + " is " + ours[i] + " " + here + " and " + theirs[i] + " " + there);
                }
            }
        }
        return Optional.empty();
    }
}
