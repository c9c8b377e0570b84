package dev.glissade.accuracy;

import java.util.SplittableRandom;

/// Arguments of every size, crowded where functions are hard: near zeros, poles and the ends of their range.
final class Samples {
    /// Where formulas change or results end: of exponentials, logarithms and inverses, in `float` and in `double`.
    private static final double[] PLACES = {
        0.0,
        0.5,
        1,
        2,
        20,
        30,
        709.782712893384,
        745.1332191019412,
        708.3964185322641,
        710.4758600739439,
        88.72283,
        103.97208,
        87.33655,
        0.34657359027997264,
        0.6931471805599453,
        1.4142135623730951,
        0.7071067811865476,
        0.9375,
        0.55,
        5.5,
        5.9,
        8.3,
        9.01,
        13.0,
        19.06,
        22.0,
        26.5,
        27.2,
        36.7,
        37.5,
        38.5,
        0.4375,
        0.6875,
        1.1875,
        2.4375,
        0x1p-27,
        0x1p-1022,
        0x1p-1074,
        0x1p-126,
        0x1p-149,
        0x1p1023,
        0x1p127,
        1e22,
        65536,
        0x1p52,
        0x1p53,
        0x1p23,
        0x1p24,
        36,
        8,
        4,
        0.25,
        0.125,
        3,
        5,
        10
    };

    private final SplittableRandom random;
    private final boolean wide;

    Samples(long seed, boolean wide) {
        this.random = new SplittableRandom(seed);
        this.wide = wide;
    }

    /// An argument of a function of one operand.
    double next() {
        double x = switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> anyBits();
            case 4, 5, 6, 7 -> ofSize(-60, 11);
            case 8, 9, 10, 11 -> random.nextDouble(-1, 1) * (1 << 2 * random.nextInt(6));
            case 12, 13 -> 1 + ofSize(-54, -1);
            case 14, 15, 16 -> near(random.nextInt(1 << random.nextInt(21)) * (StrictMath.PI / 2));
            case 17 -> ofSize(wide ? -1074 : -149, wide ? -1000 : -110);
            case 18 -> near(PLACES[random.nextInt(PLACES.length)]);
            default -> random.nextInt(-200, 200) * 0.5;
        };
        double signed = random.nextInt(8) == 0 ? -x : x;
        return wide ? signed : (float) signed;
    }

    /// A base and an exponent, or the coordinates of a point: any, or such that a power stays in range or is near 1, or
    /// such that an angle is near a multiple of π/4.
    void nextPair(double[] pair) {
        double x = next();
        double y = next();
        switch (random.nextInt(6)) {
            case 0, 1 -> {}
            case 2, 3 -> {
                // |y ln x| up to the end of the range and a little beyond
                x = Math.abs(random.nextBoolean() ? anyBits() : 1 + ofSize(-50, -1));
                double log = StrictMath.log(x);
                y = random.nextDouble(-1.05, 1.05) * (wide ? 745 : 104) / log;
            }
            case 4 -> {
                x = -random.nextInt(1, 60);
                y = random.nextInt(-40, 40);
            }
            default -> y = x * (1 + ofSize(-54, 0));
        }
        pair[0] = wide ? x : (float) x;
        pair[1] = wide ? y : (float) y;
    }

    private double anyBits() {
        return wide ? Double.longBitsToDouble(random.nextLong()) : Float.intBitsToFloat(random.nextInt());
    }

    /// ±2^e × 1 … 2 with e from `least` to `most`
    private double ofSize(int least, int most) {
        double magnitude = Math.scalb(1 + random.nextDouble(), random.nextInt(least, most + 1));
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    /// A neighbour of a place, up to 8 steps away, or one a little farther off.
    private double near(double place) {
        if (random.nextInt(3) == 0) {
            return place * (1 + ofSize(-40, -8));
        }
        int steps = random.nextInt(-8, 9);
        return wide
                ? Double.longBitsToDouble(Math.max(0, Double.doubleToLongBits(place) + steps))
                : Float.intBitsToFloat(Math.max(0, Float.floatToIntBits((float) place) + steps));
    }
}
