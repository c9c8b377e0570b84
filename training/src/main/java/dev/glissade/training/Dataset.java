package dev.glissade.training;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Arrays;

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
    /// @param features row-major, `columns` numbers for each sample
    /// @param labels the class of each sample, in 0..classes − 1
    /// @throws IllegalArgumentException if the lengths do not fit or a label is out of range
    public static Dataset of(double[] features, int columns, int[] labels, int classes) {
        if (columns < 1 || (long) labels.length * columns != features.length) {
            throw new IllegalArgumentException("dataset: " + labels.length + " labels and " + features.length
                    + " features in " + columns + " columns; each sample needs one label and all columns");
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

    /// A feature of a sample.
    public double feature(int row, int column) {
        return features[row * columns + column];
    }

    /// The class of a sample.
    public int label(int row) {
        return labels[row];
    }

    /// Two parts of a data set that share no sample.
    public record Split(Dataset training, Dataset test) {}

    /// Splits the samples at random, the same way for the same seed.
    ///
    /// @param trainingShare the share of samples for training, rounded down to whole samples
    /// @throws IllegalArgumentException if either part would be empty
    public Split split(double trainingShare, Seed seed) {
        int training = (int) (trainingShare * size());
        if (!(trainingShare > 0) || training < 1 || training >= size()) {
            throw new IllegalArgumentException("split: a share of " + trainingShare + " of " + size()
                    + " samples for training leaves one part empty; each needs at least 1");
        }
        int[] order = range(size());
        RandomStream.SPLIT.at(seed, 0).shuffle(order);
        return new Split(
                rows(Arrays.copyOfRange(order, 0, training)), rows(Arrays.copyOfRange(order, training, size())));
    }

    static int[] range(int size) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
    }

    private Dataset rows(int[] order) {
        double[] chosen = new double[order.length * columns];
        int[] chosenLabels = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(features, order[i] * columns, chosen, i * columns, columns);
            chosenLabels[i] = labels[order[i]];
        }
        return new Dataset(columns, classes, chosen, chosenLabels);
    }

    /// Writes samples `order[from]` to `order[from + rows − 1]` into the tensors of a batch.
    void fill(Batch batch, int[] order, int from) {
        Tensor x = batch.features();
        Tensor y = batch.labels();
        for (int i = 0; i < batch.size(); i++) {
            int row = order[from + i];
            switch (x.dtype()) {
                case FLOAT32 -> {
                    for (int column = 0; column < columns; column++) {
                        x.floats()[i * columns + column] = (float) features[row * columns + column];
                    }
                    y.floats()[i] = labels[row];
                }
                case FLOAT64 -> {
                    System.arraycopy(features, row * columns, x.doubles(), i * columns, columns);
                    y.doubles()[i] = labels[row];
                }
            }
        }
    }

    Batch emptyBatch(int rows, DType dtype) {
        return new Batch(Tensor.zeros(dtype, Shape.of(rows, columns)), Tensor.zeros(dtype, Shape.of(rows)));
    }
}
