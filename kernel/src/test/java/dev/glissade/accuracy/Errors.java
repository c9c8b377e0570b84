package dev.glissade.accuracy;

import java.util.Locale;

/// The errors of a function over many arguments: the largest and where it is, and the mean.
///
/// Two such results can be merged; a tie for the largest goes to the argument nearest to zero, so that the order of the
/// work cannot be seen.
final class Errors {
    private double largest = -1;
    private double x;
    private double y;
    private double sum;
    private long finite;
    private long values;

    /// Counts one value; the mean is over those whose error is no special case: neither NaN nor an exact infinity.
    void add(double error, double atX, double atY, boolean special) {
        values++;
        if (!special && error < Double.POSITIVE_INFINITY) {
            sum += error;
            finite++;
        }
        if (error > largest || (error == largest && isBefore(atX, atY))) {
            largest = error;
            x = atX;
            y = atY;
        }
    }

    void add(Errors other) {
        values += other.values;
        sum += other.sum;
        finite += other.finite;
        if (other.largest > largest || (other.largest == largest && isBefore(other.x, other.y))) {
            largest = other.largest;
            x = other.x;
            y = other.y;
        }
    }

    private boolean isBefore(double atX, double atY) {
        int order = Double.compare(Math.abs(atX), Math.abs(x));
        return order != 0 ? order < 0 : atX != x ? atX > x : Double.compare(Math.abs(atY), Math.abs(y)) < 0;
    }

    double largest() {
        return largest;
    }

    double mean() {
        return finite == 0 ? 0 : sum / finite;
    }

    long values() {
        return values;
    }

    /// The argument of the largest error.
    String at(boolean wide, int operands) {
        return operands == 1 ? shown(wide, x) : shown(wide, x) + ", " + shown(wide, y);
    }

    private static String shown(boolean wide, double value) {
        return wide ? Double.toString(value) : Float.toString((float) value);
    }

    /// A line of the table.
    String row(String label, boolean wide, int operands, double bound) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.4f | %s | %.4f | %,d | %s |",
                label,
                wide ? "float64" : "float32",
                largest,
                at(wide, operands),
                mean(),
                values,
                bound == StrictMath.rint(bound) ? Long.toString((long) bound) : Double.toString(bound));
    }
}
