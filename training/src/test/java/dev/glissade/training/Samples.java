package dev.glissade.training;

import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;

/// Data sets made for tests.
final class Samples {
    private static final int STREAM = 1000;

    private Samples() {}

    /// Normal clouds around one random centre per class, the classes taking turns; their centres lie about 3√columns
    /// deviations apart.
    static Dataset clouds(int rows, int columns, int classes, long seed) {
        RandomNumbers centres = RandomNumbers.of(Seed.of(seed), STREAM, 0);
        RandomNumbers noise = RandomNumbers.of(Seed.of(seed), STREAM, 1);
        var features = new double[rows * columns];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % classes;
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                features[i] = 3 * centres.normal((long) labels[row] * columns + column) + noise.normal(i);
            }
        }
        return Dataset.of(features, columns, labels, classes);
    }

    /// Row i has the features i, −i and the label i modulo the classes, so that a sample can be told by its feature.
    static Dataset numbered(int rows, int classes) {
        var features = new double[2 * rows];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            features[2 * row] = row;
            features[2 * row + 1] = -row;
            labels[row] = row % classes;
        }
        return Dataset.of(features, 2, labels, classes);
    }
}
