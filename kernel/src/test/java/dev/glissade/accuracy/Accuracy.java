package dev.glissade.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Measures the functions and prints a table row for each; see docs/accuracy.md.
///
/// | argument | meaning |
/// |---|---|
/// | `--functions exp,log` | only these, by the names of the loops |
/// | `--type float32` | only this type |
/// | `--quick` | a sample of everything |
/// | `--into FILE` | puts the rows into the table of this page, in place of those of the same functions |
///
/// Ends with 1 if an error is above its bound, with 2 if the arguments are wrong.
final class Accuracy {
    private static final long SAMPLES = 1 << 22;
    private static final long QUICK_SAMPLES = 1 << 18;

    private Accuracy() {}

    @SuppressWarnings("SystemOut") // what the user reads
    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("accuracy: " + e.getMessage());
            System.exit(2);
            return;
        }
        int threads = Runtime.getRuntime().availableProcessors();
        AccuracySweep sweep =
                options.quick ? AccuracySweep.sampled(threads, QUICK_SAMPLES) : AccuracySweep.full(threads, SAMPLES);
        boolean good = true;
        List<String> rows = new ArrayList<>();
        System.out.println(AccuracyPage.HEAD);
        for (MeasuredLoop loop : options.loops()) {
            for (double[] setting : loop.reference().settings()) {
                Errors errors = sweep.measure(loop, setting);
                double bound = loop.reference().kind().bound(loop.wide());
                String row = errors.row(
                        loop.reference().label(setting),
                        loop.wide(),
                        loop.reference().operands(),
                        bound);
                boolean within = errors.largest() <= bound;
                System.out.println(within ? row : row + " ABOVE ITS BOUND");
                good &= within;
                rows.add(row);
            }
        }
        if (!options.page.isEmpty()) {
            Path page = Path.of(options.page);
            Files.writeString(page, AccuracyPage.replaced(Files.readString(page), rows));
        }
        if (!good) {
            System.exit(1);
        }
    }

    /// What to measure.
    private record Options(Set<String> functions, String type, boolean quick, String page) {
        static Options parse(String[] arguments) {
            Set<String> functions = Set.of();
            String type = "";
            String page = "";
            boolean quick = false;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--quick" -> quick = true;
                    case "--functions" ->
                        functions = Set.of(value(arguments, ++i).split(",", -1));
                    case "--type" -> type = value(arguments, ++i);
                    case "--into" -> page = value(arguments, ++i);
                    default ->
                        throw new IllegalArgumentException("unknown argument '" + arguments[i]
                                + "'; allowed are --quick, --functions, --type and --into");
                }
            }
            if (!type.isEmpty() && !type.equals("float32") && !type.equals("float64")) {
                throw new IllegalArgumentException("type is '" + type + "'; allowed are float32 and float64");
            }
            if (quick && !page.isEmpty()) {
                throw new IllegalArgumentException("--quick is a sample, and only full numbers go into a page");
            }
            var options = new Options(functions, type, quick, page);
            for (String name : functions) {
                if (options.loops().stream()
                        .noneMatch(loop -> loop.reference().name().equals(name))) {
                    throw new IllegalArgumentException("no function '" + name + "'; there are "
                            + String.join(", ", new Options(Set.of(), "", false, "").names()));
                }
            }
            return options;
        }

        private static String value(String[] arguments, int at) {
            if (at >= arguments.length) {
                throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
            }
            return arguments[at];
        }

        List<MeasuredLoop> loops() {
            List<MeasuredLoop> loops = new ArrayList<>();
            for (boolean wide : new boolean[] {false, true}) {
                if (!type.equals(wide ? "float32" : "float64")) {
                    loops.addAll(MeasuredLoop.all(wide));
                }
            }
            loops.removeIf(loop ->
                    !functions.isEmpty() && !functions.contains(loop.reference().name()));
            return loops;
        }

        List<String> names() {
            return loops().stream()
                    .map(loop -> loop.reference().name())
                    .distinct()
                    .toList();
        }
    }
}
