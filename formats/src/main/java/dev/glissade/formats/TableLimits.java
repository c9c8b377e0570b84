package dev.glissade.formats;

/// How much of a table is read before it is refused, so that a wrong file costs an error and not the memory.
///
/// @param bytes   most bytes of the file
/// @param columns most columns, the target included
/// @param cells   most numbers, rows × feature columns; each takes 8 bytes
public record TableLimits(long bytes, int columns, int cells) {
    /// 1 GiB of text, 16,384 columns, 2²⁶ cells (512 MiB of numbers).
    public static final TableLimits STANDARD = new TableLimits(1L << 30, 1 << 14, 1 << 26);

    /// @throws IllegalArgumentException if a limit is below 1
    public TableLimits {
        if (bytes < 1 || columns < 1 || cells < 1) {
            throw new IllegalArgumentException("table limits: bytes " + bytes + ", columns " + columns + ", cells "
                    + cells + "; each must be ≥ 1");
        }
    }
}
