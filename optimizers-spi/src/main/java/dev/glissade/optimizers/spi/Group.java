package dev.glissade.optimizers.spi;

/// Parameters that have hyperparameters of their own, or do not move.
///
/// @param pattern fits the names of its segments; `*` stands for any characters, `?` for one
/// @param hyperparameters their values
/// @param frozen whether the parameters stay as they are
record Group(String pattern, Hyperparameters hyperparameters, boolean frozen) {

    /// Whether the pattern fits a name. A star at first stands for nothing; where the rest does not fit, the last star takes
    /// in one character more.
    boolean contains(String segment) {
        int[] wanted = pattern.codePoints().toArray();
        int[] given = segment.codePoints().toArray();
        int at = 0;
        int star = -1;
        int afterStar = 0;
        int i = 0;
        while (i < given.length) {
            if (at < wanted.length && wanted[at] == '*') {
                star = at++;
                afterStar = i;
            } else if (at < wanted.length && (wanted[at] == '?' || wanted[at] == given[i])) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++afterStar;
            } else {
                return false;
            }
        }
        while (at < wanted.length && wanted[at] == '*') {
            at++;
        }
        return at == wanted.length;
    }
}
