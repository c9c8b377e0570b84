package dev.glissade.optimizers.spi;

import java.util.Arrays;

/// Ranges of an array, each in a group of parameters: a list that allocates only to grow.
final class Ranges {
    private int[] bounds = new int[16];
    private int[] groups = new int[8];
    private int count;
    private long elements;

    void clear() {
        count = 0;
        elements = 0;
    }

    /// Adds a range behind the others; one that goes on where the last ends, in the same group, prolongs it if `join`.
    void add(int from, int to, int group, boolean join) {
        if (from == to) {
            return;
        }
        elements += to - from;
        if (join && count > 0 && to(count - 1) == from && groups[count - 1] == group) {
            bounds[2 * count - 1] = to;
            return;
        }
        if (count == groups.length) {
            bounds = Arrays.copyOf(bounds, 4 * count);
            groups = Arrays.copyOf(groups, 2 * count);
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        groups[count] = group;
        count++;
    }

    int count() {
        return count;
    }

    int from(int index) {
        return bounds[2 * index];
    }

    int to(int index) {
        return bounds[2 * index + 1];
    }

    int group(int index) {
        return groups[index];
    }

    /// How many elements they have together.
    long elements() {
        return elements;
    }
}
