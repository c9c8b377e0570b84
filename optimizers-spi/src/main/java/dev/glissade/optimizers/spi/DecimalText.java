package dev.glissade.optimizers.spi;

/// Numbers as people write them.
final class DecimalText {
    private DecimalText() {}

    /// The shortest text that is read as the same number: `20`, `0.001`, `1e-8`.
    static String of(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e7;
        String text = whole ? Long.toString((long) number) : Double.toString(number);
        return text.replace(".0E", "e").replace('E', 'e');
    }
}
