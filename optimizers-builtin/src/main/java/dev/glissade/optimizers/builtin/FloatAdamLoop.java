package dev.glissade.optimizers.builtin;

/// The loop of [Adam] and [AdamW] over `float`.
///
/// It is written twice, for short and for long ranges. C2 unrolls a loop no further than a tenth of the trips it has usually seen; where
/// segments of a hundred elements came first, the loop would otherwise use half of a 512-bit vector for good, at half the speed.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdamLoop {
    private static final int SHORT = 512;

    private FloatAdamLoop() {}

    /// m ← kept1 m + added1 g,  v ← kept2 v + added2 g²,  w ← kept w − rate m / (√(v + inside) + epsilon)
    static void run(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float kept1,
            float added1,
            float kept2,
            float added2,
            float inside,
            float epsilon,
            float rate,
            float kept) {
        if (to - from < SHORT) {
            for (int i = from; i < to; i++) {
                element(w, g, m, v, i, kept1, added1, kept2, added2, inside, epsilon, rate, kept);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            element(w, g, m, v, i, kept1, added1, kept2, added2, inside, epsilon, rate, kept);
        }
    }

    private static void element(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int i,
            float kept1,
            float added1,
            float kept2,
            float added2,
            float inside,
            float epsilon,
            float rate,
            float kept) {
        float first = kept1 * m[i] + added1 * g[i];
        float second = kept2 * v[i] + added2 * (g[i] * g[i]);
        m[i] = first;
        v[i] = second;
        w[i] = kept * w[i] - rate * (first / ((float) Math.sqrt(second + inside) + epsilon));
    }
}
