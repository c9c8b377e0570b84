package dev.glissade.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that has PyTorch measure steps from Python: what [Launch] starts for the column `python`.
public final class PythonTraining {
    private static final String PYTHON = "python3";
    private static final String SCRIPT = "training.py";

    private PythonTraining() {}

    /// Whether there is a Python with PyTorch.
    static boolean present() {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import torch")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Measures; arguments as those of [Fork].
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var family = Families.named(arguments[0]);
        var effort = Effort.valueOf(arguments[1]);
        List<String> lines = new ArrayList<>();
        var directory = Files.createTempDirectory("glissade-bench-python");
        Path script = directory.resolve(SCRIPT);
        Path numbers = directory.resolve("numbers");
        try (InputStream text = PythonTraining.class.getResourceAsStream(SCRIPT)) {
            if (text == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            Files.copy(text, script);
            for (String name : List.of(arguments).subList(4, arguments.length)) {
                measure(family, effort, family.row(name), script, numbers, lines);
            }
        } finally {
            Files.deleteIfExists(numbers);
            Files.deleteIfExists(script);
            Files.deleteIfExists(directory);
        }
        Files.write(Path.of(arguments[2]), lines);
    }

    /// What the script prints: a version, the nanoseconds of a step, and the losses; a line each.
    private static void measure(Family family, Effort effort, Row row, Path script, Path numbers, List<String> lines)
            throws IOException, InterruptedException {
        String title = row.name().substring(0, row.name().indexOf(' '));
        int batch = Integer.parseInt(row.name().substring(row.name().indexOf('=') + 1));
        for (var network : Network.values()) {
            if (network.title().equals(title)) {
                Files.write(numbers, bytes(network, batch));
            }
        }
        var process = new ProcessBuilder(
                        PYTHON,
                        script.toString(),
                        title,
                        Integer.toString(batch),
                        numbers.toString(),
                        Integer.toString(effort.iterations()),
                        Integer.toString(effort.iterationMillis()))
                .redirectErrorStream(true)
                .start();
        List<String> printed;
        try (var output = process.getInputStream()) {
            printed = new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        if (process.waitFor() != 0) {
            lines.add("failed\t" + row.name() + " by " + Libraries.PYTHON + ": " + String.join(" ", printed));
            return;
        }
        lines.add("about\t" + printed.getFirst());
        double[] losses =
                printed.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
        try {
            RowBench.compareWithOurs(family, row, losses);
            lines.add(new Measured(Libraries.PYTHON, row.name(), Double.parseDouble(printed.get(1))).line());
        } catch (IllegalStateException e) {
            lines.add("failed\t" + row.name() + " by " + Libraries.PYTHON + ": " + e.getMessage());
        }
    }

    /// All parameters, the images and the labels, little-endian.
    private static byte[] bytes(Network network, int batch) {
        List<float[]> all = new ArrayList<>(network.initialValues());
        all.add(Network.images(batch));
        all.add(Network.labels(batch));
        int length = all.stream().mapToInt(numbers -> numbers.length).sum();
        var bytes = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] numbers : all) {
            for (float number : numbers) {
                bytes.putFloat(number);
            }
        }
        return bytes.array();
    }
}
