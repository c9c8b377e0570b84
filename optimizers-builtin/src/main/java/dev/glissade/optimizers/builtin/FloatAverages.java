package dev.glissade.optimizers.builtin;

/// The loop that [Polyak] and [Swa] share.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAverages {
    private FloatAverages() {}

    /// average ← ((n − 1) average + values) / n: of n = 1, exactly the values.
    static void add(float[] values, float[] average, double n, int from, int to) {
        float kept = (float) ((n - 1) / n);
        float added = (float) (1 / n);
        for (int i = from; i < to; i++) {
            average[i] = kept * average[i] + added * values[i];
        }
    }
}
