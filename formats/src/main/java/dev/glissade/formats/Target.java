package dev.glissade.formats;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The column of a table that is to be predicted: text as it stands in the file, read as numbers or as classes on
/// demand.
public final class Target {
    private final String source;
    private final String name;
    private final List<String> texts;
    private final int[] lines;

    Target(String source, String name, List<String> texts, int[] lines) {
        this.source = source;
        this.name = name;
        this.texts = List.copyOf(texts);
        this.lines = lines;
    }

    /// Returns the name of the column.
    public String name() {
        return name;
    }

    /// Returns the number of entries.
    public int rows() {
        return texts.size();
    }

    /// Returns the entries as text, without the spaces around them.
    public List<String> texts() {
        return texts;
    }

    /// Returns the line of the file in which a row begins; the first is 1.
    public int line(int row) {
        return lines[row];
    }

    /// Returns the entries as finite numbers.
    ///
    /// @throws DataException naming the line, if an entry is none
    public double[] numbers() {
        double[] numbers = new double[rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = FiniteNumber.parse(texts.get(row), source, line(row), name);
        }
        return numbers;
    }

    /// Returns the entries as classes. Their order does not depend on the order of the rows: by value if all are
    /// numbers (then `1` and `1.0` are one class, named as it is first written), otherwise by text.
    ///
    /// @throws DataException if an entry is empty, or there is one class only
    public Classes classes() {
        boolean numeric = true;
        for (int row = 0; row < rows(); row++) {
            String text = texts.get(row);
            if (text.isEmpty()) {
                throw new DataException(FiniteNumber.place(source, line(row), name) + "empty; a class needs a name");
            }
            numeric = numeric && FiniteNumber.isOne(text);
        }
        Classes classes = numeric ? byValue() : byText();
        if (classes.names().size() < 2) {
            throw new DataException(source + ": column " + Excerpt.of(name) + ": one class only, "
                    + Excerpt.of(classes.names().getFirst()) + " in "
                    + (rows() == 1 ? "the only row" : "all " + rows() + " rows")
                    + "; a classifier needs at least two");
        }
        return classes;
    }

    private Classes byValue() {
        double[] values = numbers();
        var names = new TreeMap<Double, String>();
        for (int row = 0; row < values.length; row++) {
            // The sum turns -0 into 0.
            values[row] += 0.0;
            names.putIfAbsent(values[row], texts.get(row));
        }
        double[] sorted =
                names.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        int[] labels = new int[values.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = Arrays.binarySearch(sorted, values[row]);
        }
        return new Classes(List.copyOf(names.values()), labels);
    }

    private Classes byText() {
        List<String> sorted = List.copyOf(new TreeSet<>(texts));
        int[] labels = new int[rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = Collections.binarySearch(sorted, texts.get(row));
        }
        return new Classes(sorted, labels);
    }

    /// What the rows are to be told apart as.
    ///
    /// @param names  one a class, in order
    /// @param labels one a row: the index of its class in `names`
    public record Classes(List<String> names, int[] labels) {
        public Classes {
            names = List.copyOf(names);
        }
    }
}
