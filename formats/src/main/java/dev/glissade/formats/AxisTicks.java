package dev.glissade.formats;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Where an axis has its marks: multiples of 1, 2 or 5 times a power of ten, so that labels are short and exact.
///
/// @param low   start of the axis, a multiple of the step
/// @param high  end of the axis, a multiple of the step, above `low`
/// @param marks from `low` to `high`
record AxisTicks(double low, double high, List<Mark> marks) {
    /// Labels longer than this are written with an exponent.
    private static final int LONGEST_PLAIN = 8;
    private static final int[] MULTIPLES = {1, 2, 5};

    record Mark(double value, String label) {}

    /// Returns an axis that holds `least` to `greatest`, both within ±1e300, with at most `mostSteps` steps between
    /// them.
    ///
    /// @param whole whether marks are whole numbers only
    static AxisTicks covering(double least, double greatest, int mostSteps, boolean whole) {
        BigDecimal from = BigDecimal.valueOf(least);
        BigDecimal to = BigDecimal.valueOf(greatest);
        if (from.compareTo(to) == 0) {
            BigDecimal margin = from.signum() == 0 ? BigDecimal.ONE : from.abs().scaleByPowerOfTen(-1);
            from = from.subtract(margin);
            to = to.add(margin);
        }
        BigDecimal step = step(to.subtract(from), mostSteps, whole);
        BigDecimal first = floor(from, step);
        BigDecimal last = floor(to.negate(), step).negate();
        var marks = new ArrayList<Mark>();
        for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
            marks.add(new Mark(value.doubleValue(), label(value, step)));
        }
        return new AxisTicks(first.doubleValue(), last.doubleValue(), List.copyOf(marks));
    }

    /// Returns the smallest of 1, 2, 5, 10, 20, … that divides the range into at most so many steps.
    private static BigDecimal step(BigDecimal range, int mostSteps, boolean whole) {
        int exponent = range.precision() - range.scale() - 1;
        for (int e = whole ? Math.max(0, exponent - 3) : exponent - 3; ; e++) {
            for (int multiple : MULTIPLES) {
                BigDecimal step = BigDecimal.valueOf(multiple).scaleByPowerOfTen(e);
                if (step.multiply(BigDecimal.valueOf(mostSteps)).compareTo(range) >= 0) {
                    return step;
                }
            }
        }
    }

    private static BigDecimal floor(BigDecimal value, BigDecimal step) {
        BigDecimal[] parts = value.divideAndRemainder(step);
        BigDecimal steps = parts[1].signum() < 0 ? parts[0].subtract(BigDecimal.ONE) : parts[0];
        return steps.multiply(step);
    }

    private static String label(BigDecimal value, BigDecimal step) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal rounded = value.setScale(Math.max(step.scale(), 0));
        String plain = rounded.toPlainString();
        return plain.length() <= LONGEST_PLAIN
                ? plain
                : value.stripTrailingZeros().toEngineeringString();
    }
}
