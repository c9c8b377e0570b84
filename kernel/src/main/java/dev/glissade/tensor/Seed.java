package dev.glissade.tensor;

/// The 64 bits that fix every random number of a run.
public record Seed(long value) {
    /// The seed with this value.
    public static Seed of(long value) {
        return new Seed(value);
    }
}
