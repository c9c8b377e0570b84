package dev.glissade.optimizers.spi;

import java.util.regex.Pattern;

/// Parameters that have hyperparameters of their own, or do not move.
///
/// @param pattern fits the names of its segments; `*` stands for any characters, `?` for one
/// @param hyperparameters their values
/// @param frozen whether the parameters stay as they are
record Group(String pattern, Hyperparameters hyperparameters, boolean frozen) {

    boolean contains(String segment) {
        var expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            expression.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return segment.matches(expression.toString());
    }
}
