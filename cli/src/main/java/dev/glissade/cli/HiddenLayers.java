package dev.glissade.cli;

import dev.glissade.autodiff.Activation;
import dev.glissade.training.Dense;
import dev.glissade.training.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The sizes of the layers between features and classes.
///
/// @param sizes from the features to the classes; none makes a linear classifier
record HiddenLayers(List<Integer> sizes) {
    private static final String NONE = "none";
    private static final int WIDEST = 1 << 20;
    private static final int DEEPEST = 100;
    /// Values, gradients and two moments of each parameter, 4 bytes each.
    private static final int BYTES_PER_PARAMETER = 16;
    /// Value and cotangent of an output of a layer, 4 bytes each.
    private static final int BYTES_PER_OUTPUT = 8;
    /// Rows that an evaluation looks at, besides those of a step.
    private static final int EVALUATION_ROWS = 256;

    HiddenLayers {
        sizes = List.copyOf(sizes);
    }

    /// Returns a network of these layers with ReLU between them.
    ///
    /// @param rows of a step
    /// @throws UsageException if training it exceeds the memory; estimated, and no promise where little is left
    Model model(int features, int classes, int rows) {
        List<Integer> all = all(features, classes);
        long parameters = 0;
        long outputsPerRow = 0;
        var layers = new ArrayList<Dense>();
        for (int i = 1; i < all.size(); i++) {
            int inputs = all.get(i - 1);
            int outputs = all.get(i);
            parameters += ((long) inputs + 1) * outputs;
            outputsPerRow += outputs;
            layers.add(Dense.of(inputs, outputs, i < all.size() - 1 ? Activation.RELU : Activation.IDENTITY));
        }
        check(parameters, outputsPerRow, rows);
        return Model.of(layers);
    }

    private void check(long parameters, long outputsPerRow, long rows) {
        String option = "--hidden " + text(sizes, ",");
        long outputs = outputsPerRow * rows;
        if (parameters > Integer.MAX_VALUE || outputs > Integer.MAX_VALUE) {
            throw new UsageException(
                    option,
                    parameters + " parameters and " + outputs + " outputs in a step; of each there are at most "
                            + Integer.MAX_VALUE);
        }
        long bytes = BYTES_PER_PARAMETER * parameters + BYTES_PER_OUTPUT * outputsPerRow * (rows + EVALUATION_ROWS);
        long affordable = Runtime.getRuntime().maxMemory() / 4 * 3;
        if (bytes > affordable) {
            throw new UsageException(
                    option,
                    parameters + " parameters and " + outputs + " outputs in a step take " + (bytes >> 20)
                            + " MiB; the memory allows " + (affordable >> 20));
        }
    }

    /// Returns the network in short: `64-32-10`.
    String shape(int features, int classes) {
        return text(all(features, classes), "-");
    }

    private List<Integer> all(int features, int classes) {
        var all = new ArrayList<Integer>();
        all.add(features);
        all.addAll(sizes);
        all.add(classes);
        return all;
    }

    private static String text(List<Integer> sizes, String separator) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }

    /// Reads `none` or sizes between commas.
    static final class Converter implements ITypeConverter<HiddenLayers> {
        @Override
        public HiddenLayers convert(String text) {
            if (text.equals(NONE)) {
                return new HiddenLayers(List.of());
            }
            var sizes = new ArrayList<Integer>();
            for (String size : text.split(",", DEEPEST + 1)) {
                sizes.add(size(size.strip(), text));
            }
            if (sizes.size() > DEEPEST) {
                throw new TypeConversionException("more than " + DEEPEST + " layers");
            }
            return new HiddenLayers(sizes);
        }

        private static int size(String size, String text) {
            try {
                int value = Integer.parseInt(size);
                if (value >= 1 && value <= WIDEST) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new TypeConversionException(
                    "'" + text + "' is neither 'none' nor a list of sizes from 1 to " + WIDEST + ", such as 64,32");
        }
    }
}
