package dev.glissade.bench.peers;

import java.util.SplittableRandom;

/// The operands of all rows: seeded, so that every process has the same.
final class Numbers {
    private static final long SEED = 7;

    private Numbers() {}

    /// Numbers uniform in [least, bound), other ones for each stream.
    static float[] floats(int length, int stream, double least, double bound) {
        var random = new SplittableRandom(SEED + stream);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) (least + random.nextDouble() * (bound - least));
        }
        return numbers;
    }

    /// Numbers uniform in [least, bound), other ones for each stream.
    static double[] doubles(int length, int stream, double least, double bound) {
        var random = new SplittableRandom(SEED + stream);
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = least + random.nextDouble() * (bound - least);
        }
        return numbers;
    }

    /// The same numbers as doubles.
    static double[] exact(float[] numbers) {
        double[] exact = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            exact[i] = numbers[i];
        }
        return exact;
    }

    /// The numbers themselves.
    static double[] exact(double[] numbers) {
        return numbers;
    }
}
