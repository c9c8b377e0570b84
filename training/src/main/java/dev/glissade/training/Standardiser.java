package dev.glissade.training;

/// The scaling of features to mean 0 and standard deviation 1, learnt from one data set and applied to any.
///
/// Standard deviations are those of the population (divided by n). A column that does not vary is only shifted to 0.
public final class Standardiser {
    private final double[] means;
    private final double[] deviations;

    private Standardiser(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /// Learns means and standard deviations of the columns.
    ///
    /// @throws IllegalArgumentException if there are no samples
    public static Standardiser of(Dataset data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("standardise: 0 samples; at least 1 is needed");
        }
        double[] means = new double[data.columns()];
        double[] deviations = new double[data.columns()];
        for (int column = 0; column < data.columns(); column++) {
            // Measured from the first value, so that the mean of equal values is that value, not its neighbour.
            double first = data.feature(0, column);
            double sum = 0;
            for (int row = 0; row < data.size(); row++) {
                sum += data.feature(row, column) - first;
            }
            double mean = first + sum / data.size();
            double squares = 0;
            for (int row = 0; row < data.size(); row++) {
                double distance = data.feature(row, column) - mean;
                squares += distance * distance;
            }
            means[column] = mean;
            deviations[column] = StrictMath.sqrt(squares / data.size());
        }
        return new Standardiser(means, deviations);
    }

    /// A copy of the means of the columns.
    public double[] means() {
        return means.clone();
    }

    /// A copy of the standard deviations of the columns; 0 where a column does not vary.
    public double[] deviations() {
        return deviations.clone();
    }

    /// A new data set with scaled features.
    ///
    /// @throws IllegalArgumentException if the number of columns is another, or a scaled feature is beyond the finite
    ///     numbers
    public Dataset apply(Dataset data) {
        if (data.columns() != means.length) {
            throw new IllegalArgumentException("standardise: " + data.columns() + " columns, learnt from "
                    + means.length + "; the numbers must be equal");
        }
        double[] scaled = new double[data.size() * data.columns()];
        int[] labels = new int[data.size()];
        for (int row = 0; row < data.size(); row++) {
            for (int column = 0; column < data.columns(); column++) {
                double distance = data.feature(row, column) - means[column];
                scaled[row * data.columns() + column] =
                        deviations[column] > 0 ? distance / deviations[column] : distance;
            }
            labels[row] = data.label(row);
        }
        return Dataset.of(scaled, data.columns(), labels, data.classes());
    }
}
