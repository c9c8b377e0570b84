package dev.glissade.cli;

import picocli.CommandLine.TypeConversionException;

/// A whole number as it is typed, in decimal digits.
final class WholeNumber {
    private WholeNumber() {}

    static int ofInt(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw notWithin(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    }

    static long ofLong(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw notWithin(text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private static TypeConversionException notWithin(String text, long least, long most) {
        return new TypeConversionException("'" + text + "' is not a whole number from " + least + " to " + most);
    }
}
