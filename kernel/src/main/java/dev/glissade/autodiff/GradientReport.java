package dev.glissade.autodiff;

/// What a gradient check found, and the likely cause.
///
/// @param cause the likely cause; [Cause#NONE] if nothing is noteworthy
/// @param operation the operation where it was found; that of the result if it was found in the function as a whole
/// @param instruction the position of that operation on the tape
/// @param place the tensor and the coordinate that were compared, in words
/// @param tensor the number of the tensor; −1 if there is no coordinate, or along a direction
/// @param coordinate the row-major number of the element in that tensor; −1 if there is none
/// @param gradient what the reverse pass says there
/// @param estimate what differences say there
/// @param difference |gradient − estimate| / max(1, |gradient|, |estimate|)
/// @param tolerance what the difference may be
public record GradientReport(
        Cause cause,
        String operation,
        int instruction,
        String place,
        int tensor,
        int coordinate,
        double gradient,
        Estimate estimate,
        double difference,
        double tolerance) {

    /// Why a gradient differs from differences, or might.
    public enum Cause {
        /// Nothing is wrong.
        NONE("nothing is wrong"),
        /// The derivatives from both sides differ, or the function jumps; a gradient is a convention there.
        KINK("the derivatives from both sides differ"),
        /// A value or a derivative is infinite or NaN.
        NOT_FINITE("a value or derivative is not finite"),
        /// Pushforward and differences agree; the pullback disagrees.
        WRONG_PULLBACK("the pushforward agrees with differences, the pullback does not"),
        /// Pullback and differences agree; the pushforward disagrees.
        WRONG_PUSHFORWARD("the pullback agrees with differences, the pushforward does not"),
        /// Both disagree with differences.
        WRONG_DERIVATIVE("neither the pullback nor the pushforward agrees with differences"),
        /// The value depends on the operand, but no derivative passes, as with `detach`.
        STOPPED("no derivative passes, though the value changes"),
        /// The differences are less certain than the tolerance asks: rounding has eaten their digits, most of it by the
        /// operation named.
        CANCELLATION("rounding leaves the differences fewer digits than the tolerance asks for"),
        /// None of these.
        UNKNOWN("no single operation is to blame");

        private final String meaning;

        Cause(String meaning) {
            this.meaning = meaning;
        }

        boolean wrong() {
            return this == WRONG_PULLBACK || this == WRONG_PUSHFORWARD || this == WRONG_DERIVATIVE;
        }
    }

    /// Whether the gradient agrees, and no operation on the way has a wrong derivative.
    ///
    /// A kink where gradient and differences agree passes.
    public boolean passes() {
        return difference <= tolerance && !cause.wrong();
    }

    /// One line with all of it.
    @Override
    public String toString() {
        return "gradient check: " + cause + " at " + operation + " (instruction " + instruction + "): " + cause.meaning
                + "; " + place + " gradient " + gradient + ", central differences " + estimate
                + ", relative difference "
                + difference + ", tolerance " + tolerance;
    }
}
