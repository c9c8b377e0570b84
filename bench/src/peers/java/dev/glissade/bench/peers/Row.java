package dev.glissade.bench.peers;

/// One line of a table.
///
/// @param name what is computed, with sizes; unique in the family
/// @param limit what bounds its speed
/// @param amount how much of what the limit counts one call does
/// @param quick whether a quick run has it
record Row(String name, Limit limit, double amount, boolean quick) {

    /// A row without a limit to hold it against.
    static Row of(String name, boolean quick) {
        return new Row(name, Limit.NONE, 0, quick);
    }
}
