package dev.glissade.cli;

import dev.glissade.autodiff.Parameters;
import dev.glissade.formats.Npz;
import dev.glissade.formats.StoredArray;
import dev.glissade.training.Standardiser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;

/// What was learnt as a file of named arrays: `features.mean` and `features.deviation`, by which features are scaled
/// first, then `layer1.weight` (inputs × outputs), `layer1.bias`, ….
final class ParameterFile {
    private ParameterFile() {}

    /// @throws IOException if the disk refuses
    static void write(Path file, Standardiser standardiser, Parameters parameters) throws IOException {
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("features.mean", vector(standardiser.means()));
        arrays.put("features.deviation", vector(standardiser.deviations()));
        for (Parameters.Segment segment : parameters.segments()) {
            int[] shape = segment.shape().sizes();
            int from = segment.offset();
            int to = from + segment.shape().elements();
            arrays.put(
                    segment.name(),
                    switch (parameters.dtype()) {
                        case FLOAT32 ->
                            new StoredArray.Floats(
                                    shape,
                                    Arrays.copyOfRange(parameters.values().floats(), from, to));
                        case FLOAT64 ->
                            new StoredArray.Doubles(
                                    shape,
                                    Arrays.copyOfRange(parameters.values().doubles(), from, to));
                    });
        }
        Npz.write(file, arrays);
    }

    private static StoredArray vector(double[] values) {
        return new StoredArray.Doubles(new int[] {values.length}, values);
    }
}
