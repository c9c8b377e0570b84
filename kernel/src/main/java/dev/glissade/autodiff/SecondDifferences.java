package dev.glissade.autodiff;

import dev.glissade.autodiff.Extrapolation.Attempt;
import dev.glissade.autodiff.Extrapolation.Quotient;
import java.util.ArrayList;
import java.util.function.ToDoubleFunction;

/// Second derivatives of a function of an array by second differences, extrapolated like first ones.
final class SecondDifferences {
    private final ToDoubleFunction<double[]> f;
    /// Moved, and put back.
    private final double[] point;
    private final double centre;

    SecondDifferences(ToDoubleFunction<double[]> f, double[] point) {
        this.f = f;
        this.point = point;
        this.centre = f.applyAsDouble(point);
    }

    /// By one coordinate twice: (f(x + h) − 2f(x) + f(x − h)) / h², or (f(x) − 2f(x + h) + f(x + 2h)) / h² at an edge.
    Estimate of(int i) {
        var attempts = new ArrayList<Attempt>();
        for (double scale : CentralDifferences.scales(point[i])) {
            attempts.add(Attempt.symmetric(2, twice(i, scale, -scale)));
        }
        for (double scale : CentralDifferences.scales(point[i])) {
            attempts.add(Attempt.oneSided(2, twice(i, scale, 2 * scale)));
            attempts.add(Attempt.oneSided(2, twice(i, -scale, -2 * scale)));
        }
        return Extrapolation.first(1, attempts)[0];
    }

    /// The second divided difference of three points, times 2: itself the second derivative of a parabola, whatever the
    /// points are.
    private Quotient twice(int i, double firstScale, double secondScale) {
        var resolution = new Resolution();
        return (step, quotients, noises) -> {
            double first = taken(i, step * firstScale);
            double second = taken(i, step * secondScale);
            double fFirst = moved(i, first, i, 0);
            double fSecond = moved(i, second, i, 0);
            double slopeFirst = (fFirst - centre) / first;
            double slopeSecond = (fSecond - centre) / second;
            quotients[0] = 2 * (slopeFirst - slopeSecond) / (first - second);
            double largest = Math.max(Math.abs(centre), Math.max(Math.abs(fFirst), Math.abs(fSecond)));
            resolution.observe(fFirst, fSecond);
            noises[0] = rounding(largest, resolution) / (first * first);
        };
    }

    /// By two coordinates: the mixed difference of the corners of a rectangle around the point, or of one beside it.
    Estimate of(int i, int j) {
        var attempts = new ArrayList<Attempt>();
        double[] scales = CentralDifferences.scales(point[i]);
        double[] otherScales = CentralDifferences.scales(point[j]);
        int count = Math.max(scales.length, otherScales.length);
        for (int k = 0; k < count; k++) {
            double scale = scales[Math.min(k, scales.length - 1)];
            double otherScale = otherScales[Math.min(k, otherScales.length - 1)];
            attempts.add(Attempt.symmetric(2, mixed(i, scale, -scale, j, otherScale, -otherScale)));
        }
        for (int k = 0; k < count; k++) {
            double scale = scales[Math.min(k, scales.length - 1)];
            double otherScale = otherScales[Math.min(k, otherScales.length - 1)];
            for (int side = 0; side < 4; side++) {
                double signed = side % 2 == 0 ? scale : -scale;
                double otherSigned = side / 2 == 0 ? otherScale : -otherScale;
                attempts.add(Attempt.oneSided(2, mixed(i, signed, 0, j, otherSigned, 0)));
            }
        }
        return Extrapolation.first(1, attempts)[0];
    }

    private Quotient mixed(int i, double right, double left, int j, double top, double bottom) {
        var resolution = new Resolution();
        return (step, quotients, noises) -> {
            double r = taken(i, step * right);
            double l = taken(i, step * left);
            double t = taken(j, step * top);
            double b = taken(j, step * bottom);
            double rightTop = moved(i, r, j, t);
            double rightBottom = moved(i, r, j, b);
            double leftTop = moved(i, l, j, t);
            double leftBottom = moved(i, l, j, b);
            double area = (r - l) * (t - b);
            quotients[0] = (rightTop - rightBottom - (leftTop - leftBottom)) / area;
            double largest = Math.max(
                    Math.max(Math.abs(rightTop), Math.abs(rightBottom)),
                    Math.max(Math.abs(leftTop), Math.abs(leftBottom)));
            resolution.observe(rightTop, leftBottom);
            noises[0] = rounding(largest, resolution) / Math.abs(area);
        };
    }

    /// How far rounding may move a sum of four values.
    private static double rounding(double largest, Resolution resolution) {
        return Math.max(CentralDifferences.roundingOfFour(largest), 4 * resolution.rounding());
    }

    /// The step that remains when the coordinate is rounded.
    private double taken(int i, double step) {
        return point[i] + step - point[i];
    }

    private double moved(int i, double step, int j, double otherStep) {
        double x = point[i];
        double y = point[j];
        point[i] += step;
        point[j] += otherStep;
        double value = f.applyAsDouble(point);
        point[j] = y;
        point[i] = x;
        return value;
    }
}
