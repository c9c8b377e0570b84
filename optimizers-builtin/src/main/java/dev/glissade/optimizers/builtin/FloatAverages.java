package dev.glissade.optimizers.builtin;

/// The loop that the averagings share.
final class FloatAverages {
    private FloatAverages() {}

    /// average ← average + share (values − average): exactly the values where the share is 1, and an average that has come to the
    /// values stays there. The weights 1 − share and share, rounded each, would not add up to 1: over `float` a share of 0.0001
    /// would end 2·10⁻⁴ beside the values.
    static void approach(float[] values, float[] average, float share, int from, int to) {
        if (share == 1) {
            System.arraycopy(values, from, average, from, to - from);
            return;
        }
        for (int i = from; i < to; i++) {
            average[i] += share * (values[i] - average[i]);
        }
    }
}
