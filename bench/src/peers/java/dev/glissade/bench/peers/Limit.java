package dev.glissade.bench.peers;

/// What no program can do faster on this machine; each is measured in the same run as the rows that are held against it.
enum Limit {
    /// Fused multiply-adds of `float`s in registers, counted as two operations: an amount is a number of operations.
    FLOAT32_FMA("float32 FMA", "GFLOP/s"),
    /// The same of `double`s.
    FLOAT64_FMA("float64 FMA", "GFLOP/s"),
    /// Reading memory that no cache holds: an amount is a number of bytes.
    MEMORY_READ("memory read", "GB/s"),
    /// Reading two arrays that no cache holds and writing a third: an amount is a number of bytes read or written.
    MEMORY_STREAM("memory read and written", "GB/s"),
    /// Reading two arrays that no cache holds and writing the second: an amount as above.
    MEMORY_UPDATE("memory updated", "GB/s"),
    /// None that is measured.
    NONE("", "");

    private final String text;
    private final String unit;

    Limit(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /// How the limit is called in tables; also the name of its row in [PeakFamily].
    String text() {
        return text;
    }

    /// Billions of what an amount counts, a second.
    String unit() {
        return unit;
    }
}
