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

    HiddenLayers {
        sizes = List.copyOf(sizes);
    }

    /// Returns a network of these layers with ReLU between them.
    ///
    /// @throws UsageException if its parameters exceed the memory
    Model model(int features, int classes) {
        List<Integer> all = all(features, classes);
        long parameters = 0;
        var layers = new ArrayList<Dense>();
        for (int i = 1; i < all.size(); i++) {
            int inputs = all.get(i - 1);
            int outputs = all.get(i);
            parameters += ((long) inputs + 1) * outputs;
            layers.add(Dense.of(inputs, outputs, i < all.size() - 1 ? Activation.RELU : Activation.IDENTITY));
        }
        long affordable = Math.min(Runtime.getRuntime().maxMemory() / BYTES_PER_PARAMETER / 2, Integer.MAX_VALUE);
        if (parameters > affordable) {
            throw new UsageException(
                    "--hidden " + text(sizes, ","), parameters + " parameters; the memory allows " + affordable);
        }
        return Model.of(layers);
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
