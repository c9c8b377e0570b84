package dev.glissade.optimizers.builtin;

/// The cubic through two points with given slopes (Nocedal and Wright 2006, *Numerical Optimization*, eq. 3.59).
final class CubicInterpolation {
    private CubicInterpolation() {}

    /// Where the cubic has its minimum, moved into an interval; the middle of the interval if it has none, or if a number is
    /// too large to tell.
    ///
    /// @param x place of one point
    /// @param f value there
    /// @param slope slope there
    /// @param otherX place of the other point, unlike `x`
    /// @param otherF value there
    /// @param otherSlope slope there
    /// @param least lower end of the interval
    /// @param most upper end of the interval
    static double minimum(
            double x,
            double f,
            double slope,
            double otherX,
            double otherF,
            double otherSlope,
            double least,
            double most) {
        if (x > otherX) {
            return minimum(otherX, otherF, otherSlope, x, f, slope, least, most);
        }
        double bend = slope + otherSlope - 3 * (f - otherF) / (x - otherX);
        double square = bend * bend - slope * otherSlope;
        double root = Math.sqrt(square);
        double place = otherX - (otherX - x) * ((otherSlope + root - bend) / (otherSlope - slope + 2 * root));
        return square >= 0 && square < Double.POSITIVE_INFINITY && !Double.isNaN(place)
                ? Math.min(Math.max(place, least), most)
                : (least + most) / 2;
    }
}
