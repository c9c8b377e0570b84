package dev.glissade.cli;

import dev.glissade.autodiff.Parameters;
import dev.glissade.formats.NpyArray;
import dev.glissade.formats.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;

/// Trained parameters as a file of named arrays: `layer1.weight` (inputs × outputs), `layer1.bias`, ….
final class ParameterFile {
    private ParameterFile() {}

    /// @throws IOException if the disk refuses
    static void write(Path file, Parameters parameters) throws IOException {
        var arrays = new LinkedHashMap<String, NpyArray>();
        for (Parameters.Segment segment : parameters.segments()) {
            int[] shape = segment.shape().sizes();
            int from = segment.offset();
            int to = from + segment.shape().elements();
            arrays.put(
                    segment.name(),
                    switch (parameters.dtype()) {
                        case FLOAT32 ->
                            new NpyArray.Floats(
                                    shape,
                                    Arrays.copyOfRange(parameters.values().floats(), from, to));
                        case FLOAT64 ->
                            new NpyArray.Doubles(
                                    shape,
                                    Arrays.copyOfRange(parameters.values().doubles(), from, to));
                    });
        }
        Npz.write(file, arrays);
    }
}
