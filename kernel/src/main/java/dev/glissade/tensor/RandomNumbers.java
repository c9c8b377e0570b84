package dev.glissade.tensor;

/// Random numbers as a function of seed, stream, step and index: no state, so any order and any thread gives the same.
///
/// The generator is Philox 4×32-10 (J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as
/// easy as 1, 2, 3", SC 2011). The key is the seed; the counter is made of the block number, the step and the stream.
/// Each block gives two numbers of 64 bits. An instance has scratch memory for one block and belongs to one thread.
public final class RandomNumbers {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final double ULP = 0x1p-53;

    private final Seed seed;
    private final int stream;
    private final long step;

    private RandomNumbers(Seed seed, int stream, long step) {
        this.seed = seed;
        this.stream = stream;
        this.step = step;
    }

    /// The numbers of one stream at one step.
    ///
    /// @param stream what the numbers are for: numbers of different streams are independent
    /// @param step the epoch or training step, so that each has numbers of its own
    public static RandomNumbers of(Seed seed, int stream, long step) {
        return new RandomNumbers(seed, stream, step);
    }

    /// 64 random bits.
    ///
    /// @param index which number, 0 ≤ index < 2³³
    ///
    /// @throws IllegalArgumentException if the index is outside of that
    public long bits(long index) {
        return bits(seed, stream, step, index);
    }

    /// 64 random bits, as [#of] and [#bits(long)] give them, for loops that must not allocate.
    ///
    /// @throws IllegalArgumentException if the index is outside of 0..2³³ − 1
    public static long bits(Seed seed, int stream, long step, long index) {
        if (index < 0 || index >>> 33 != 0) {
            throw new IllegalArgumentException("bits: index is " + index + "; it must be in 0..2³³ − 1");
        }
        return philox(
                (int) (index >>> 1),
                (int) step,
                (int) (step >>> 32),
                stream,
                (int) seed.value(),
                (int) (seed.value() >>> 32),
                (index & 1) != 0);
    }

    /// A number uniform in [0, 1), a multiple of 2⁻⁵³.
    public double uniform(long index) {
        return uniform(seed, stream, step, index);
    }

    /// A number uniform in [0, 1), as [#uniform(long)] gives it, for loops that must not allocate.
    public static double uniform(Seed seed, int stream, long step, long index) {
        return (bits(seed, stream, step, index) >>> 11) * ULP;
    }

    /// A whole number uniform in 0..bound − 1, to within 2⁻³³ of the exact probability.
    ///
    /// @throws IllegalArgumentException if the bound is below 1
    public int below(int bound, long index) {
        if (bound < 1) {
            throw new IllegalArgumentException("below: bound is " + bound + "; at least 1 is needed");
        }
        return (int) Math.unsignedMultiplyHigh(bits(index), bound);
    }

    /// A number from the normal distribution with mean 0 and variance 1, by the transform of Box and Muller
    /// (Annals of Mathematical Statistics 29, 1958).
    public double normal(long index) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(index & ~1L)));
        double angle = 2 * Math.PI * uniform(index | 1L);
        return radius * ((index & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
    }

    /// Puts the elements in random order (R. A. Fisher and F. Yates, Statistical Tables, 1938).
    public void shuffle(int[] elements) {
        for (int last = elements.length - 1; last > 0; last--) {
            int chosen = below(last + 1, last);
            int swapped = elements[last];
            elements[last] = elements[chosen];
            elements[chosen] = swapped;
        }
    }

    /// The ten rounds: four words of counter and two of key give four words; the first two, or the second two, are the
    /// result, the lower half first.
    static long philox(int c0, int c1, int c2, int c3, int k0, int k1, boolean second) {
        int x0 = c0;
        int x1 = c1;
        int x2 = c2;
        int x3 = c3;
        int key0 = k0;
        int key1 = k1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (x0 & 0xFFFFFFFFL);
            long product1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (x2 & 0xFFFFFFFFL);
            x0 = (int) (product1 >>> 32) ^ x1 ^ key0;
            x1 = (int) product1;
            x2 = (int) (product0 >>> 32) ^ x3 ^ key1;
            x3 = (int) product0;
            key0 += WEYL_0;
            key1 += WEYL_1;
        }
        long low = second ? x2 : x0;
        long high = second ? x3 : x1;
        return (low & 0xFFFFFFFFL) | high << 32;
    }
}
