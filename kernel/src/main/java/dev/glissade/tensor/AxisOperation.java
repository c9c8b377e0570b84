package dev.glissade.tensor;

/// An operation that works along one axis and leaves the shape.
enum AxisOperation {
    SOFTMAX("softmax"),
    LOG_SOFTMAX("logSoftmax"),
    CUMULATIVE_SUM("cumulativeSum");

    private final String text;

    AxisOperation(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /// Checks a result that is dense, of the shape and type of the input, and either the input itself or elsewhere in
    /// storage.
    static void check(String operation, Tensor input, Tensor result) {
        if (!result.shape().equals(input.shape()) || !result.dense()) {
            throw new IllegalArgumentException(operation + ": input is " + input.shape() + ", result is "
                    + result.shape() + (result.dense() ? "" : " with gaps")
                    + "; a dense result of the shape of the input is needed");
        }
        if (result.dtype() != input.dtype()) {
            throw new IllegalArgumentException(operation + ": input is " + input.dtype() + ", result is "
                    + result.dtype() + "; both must have one element type");
        }
        boolean same = input.dense() && input.offset() == result.offset();
        if (!same && result.mayOverlap(input)) {
            throw new IllegalArgumentException(operation + ": the result from element " + result.offset()
                    + " lies over the input from element " + input.offset()
                    + " of the same storage; it must be the same dense tensor or lie elsewhere");
        }
    }
}
