package dev.glissade.training;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;

/// Labelled samples for classification, kept in double precision until batches are made of them.
public final class Dataset {
    private final int columns;
    private final int classes;
    private final double[] features;
    private final int[] labels;

    private Dataset(int columns, int classes, double[] features, int[] labels) {
        this.columns = columns;
        this.classes = classes;
        this.features = features;
        this.labels = labels;
    }

    /// The samples with these features and labels, not copied.
    ///
    /// @param features row-major, `columns` numbers for each sample, all finite
    /// @param columns the number of features of a sample, at least 1
    /// @param labels the class of each sample, in 0..classes − 1
    /// @param classes the number of classes, at least 1
    /// @throws IllegalArgumentException if the lengths do not fit, a feature is infinite or NaN, or a label is out of
    ///     range
    public static Dataset of(double[] features, int columns, int[] labels, int classes) {
        if (columns < 1 || classes < 1) {
            throw new IllegalArgumentException(
                    "dataset: " + columns + " columns, " + classes + " classes; at least 1 of each is needed");
        }
        if ((long) labels.length * columns != features.length) {
            throw new IllegalArgumentException("dataset: " + labels.length + " labels and " + features.length
                    + " features in " + columns + " columns; each sample needs one label and all columns");
        }
        for (int i = 0; i < features.length; i++) {
            if (!Double.isFinite(features[i])) {
                throw new IllegalArgumentException("dataset: feature " + i % columns + " of sample " + i / columns
                        + " is " + features[i] + "; features must be finite");
            }
        }
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classes) {
                throw new IllegalArgumentException("dataset: label " + labels[row] + " of sample " + row
                        + "; labels must be in 0.." + (classes - 1));
            }
        }
        return new Dataset(columns, classes, features, labels);
    }

    /// The number of samples.
    public int size() {
        return labels.length;
    }

    /// The number of features of a sample.
    public int columns() {
        return columns;
    }

    /// The number of classes.
    public int classes() {
        return classes;
    }

    /// A feature of a sample, both counted from 0.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public double feature(int row, int column) {
        if (row < 0 || row >= size() || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("feature " + column + " of sample " + row + ", in " + size()
                    + " samples of " + columns + "; the first of each is 0");
        }
        return features[row * columns + column];
    }

    /// The class of a sample, counted from 0.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public int label(int row) {
        if (row < 0 || row >= size()) {
            throw new IndexOutOfBoundsException("label " + row + " of " + size() + "; the first is 0");
        }
        return labels[row];
    }

    /// Two parts of a data set that share no sample.
    public record Split(Dataset training, Dataset test) {}

    /// Splits the samples at random, the same way for the same seed.
    ///
    /// @param trainingShare the share of samples for training; their number is the largest whole k whose own share
    ///     k / size, rounded to a double, is not above it: 29 of 100 for 0.29, 1437 of 1797 for 0.8
    /// @throws IllegalArgumentException if either part would be empty
    public Split split(double trainingShare, Seed seed) {
        int training = trainingCount(trainingShare);
        if (!(trainingShare > 0) || training < 1 || training >= size()) {
            throw new IllegalArgumentException("split: a share of " + trainingShare + " of " + size()
                    + " samples for training leaves one part empty; each needs at least 1");
        }
        int[] order = count(new int[size()]);
        RandomStream.SPLIT.at(seed, 0).shuffle(order);
        return new Split(rows(order, 0, training), rows(order, training, size()));
    }

    /// The product may be rounded to either side of a whole number (0.29 · 100 is 28.999999999999996); the quotient of
    /// whole numbers is rounded as the share is where it is written.
    private int trainingCount(double share) {
        int nearest = (int) Math.rint(share * size());
        return (double) nearest / size() > share ? nearest - 1 : nearest;
    }

    /// Writes 0, 1, 2, … and returns the array.
    static int[] count(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return order;
    }

    /// A copy of samples `order[from]` to `order[to − 1]`.
    private Dataset rows(int[] order, int from, int to) {
        double[] chosen = new double[(to - from) * columns];
        int[] chosenLabels = new int[to - from];
        for (int i = 0; i < chosenLabels.length; i++) {
            int row = order[from + i];
            System.arraycopy(features, row * columns, chosen, i * columns, columns);
            chosenLabels[i] = labels[row];
        }
        return new Dataset(columns, classes, chosen, chosenLabels);
    }

    /// Writes the samples from `order[from]` on into the tensors of a batch, which own their whole arrays.
    void fill(Batch batch, int[] order, int from) {
        switch (batch.features().dtype()) {
            case FLOAT32 -> fill(batch.features().floats(), batch.labels().floats(), order, from);
            case FLOAT64 -> fill(batch.features().doubles(), batch.labels().doubles(), order, from);
        }
    }

    private void fill(float[] x, float[] y, int[] order, int from) {
        for (int i = 0; i < y.length; i++) {
            int row = order[from + i];
            for (int column = 0; column < columns; column++) {
                x[i * columns + column] = (float) features[row * columns + column];
            }
            y[i] = labels[row];
        }
    }

    private void fill(double[] x, double[] y, int[] order, int from) {
        for (int i = 0; i < y.length; i++) {
            int row = order[from + i];
            System.arraycopy(features, row * columns, x, i * columns, columns);
            y[i] = labels[row];
        }
    }

    /// A batch of zeros, to be filled.
    Batch emptyBatch(int rows, DType dtype) {
        return new Batch(Tensor.zeros(dtype, Shape.of(rows, columns)), Tensor.zeros(dtype, Shape.of(rows)));
    }
}
