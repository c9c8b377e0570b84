package dev.glissade.tensor;

/// One element of each sample, chosen by its class label, and its adjoint.
///
/// Scores are N×C×…: N samples, C classes, and any further axes, such as those of an image whose every point is
/// labelled. Labels are N×…, whole numbers in 0..C − 1 in the element type of the scores; one further number may stand for
/// samples that do not count. Every label is checked before anything is written. No written tensor shares an element with
/// a read one. Nothing is allocated.
public final class ClassLabels {
    private ClassLabels() {}

    /// result[n, 0, …] = scores[n, labels[n, …], …], and 0 where the label is the ignored one
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | scores | N×C×… | read |
    /// | labels | N×… | read |
    /// | result | N×1×…, dense | written |
    ///
    /// @param operation what is named in errors
    /// @param ignored the label that is ignored; NaN for none
    /// @throws IllegalArgumentException if shapes or types are not as stated, or a label is neither a whole number in
    ///     0..C − 1 nor the ignored one
    public static void pick(String operation, Tensor scores, Tensor labels, double ignored, Tensor result) {
        check(operation, scores.shape(), labels, result.dtype(), ignored);
        checkChosen(operation, result, scores.shape(), labels.shape());
        checkDense(operation, result);
        checkType(operation, scores, result.dtype());
        switch (result.dtype()) {
            case FLOAT32 -> FloatClassLabels.pick(scores, labels, ignored, result);
            case FLOAT64 -> DoubleClassLabels.pick(scores, labels, ignored, result);
        }
    }

    /// result[n, labels[n, …], …] = chosen[n, 0, …], and 0 elsewhere: the adjoint of [#pick]
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | labels | N×… | read |
    /// | chosen | N×1×… | read |
    /// | result | N×C×…, dense | written |
    ///
    /// @param operation what is named in errors
    /// @param ignored the label that is ignored; NaN for none
    /// @throws IllegalArgumentException if shapes or types are not as stated, or a label is neither a whole number in
    ///     0..C − 1 nor the ignored one
    public static void place(String operation, Tensor labels, Tensor chosen, double ignored, Tensor result) {
        check(operation, result.shape(), labels, result.dtype(), ignored);
        checkChosen(operation, chosen, result.shape(), labels.shape());
        checkDense(operation, result);
        checkType(operation, chosen, result.dtype());
        switch (result.dtype()) {
            case FLOAT32 -> FloatClassLabels.place(labels, chosen, ignored, result);
            case FLOAT64 -> DoubleClassLabels.place(labels, chosen, ignored, result);
        }
    }

    /// Checks the shapes of scores and labels.
    ///
    /// @throws IllegalArgumentException if they are not N×C×… and N×…
    public static void checkShapes(String operation, Shape scores, Shape labels) {
        boolean fits = scores.rank() >= 2 && labels.rank() == scores.rank() - 1;
        for (int axis = 0; fits && axis < labels.rank(); axis++) {
            fits = labels.size(axis) == scores.size(axis == 0 ? 0 : axis + 1);
        }
        if (!fits) {
            throw new IllegalArgumentException(operation + ": scores are " + scores + ", labels are " + labels
                    + "; scores of N×C×… need labels of N×…");
        }
    }

    /// The shape of one score per label, N×1×….
    public static Shape chosenShape(Shape labels) {
        return withClasses(labels, 1);
    }

    /// The shape of the scores of so many classes, N×C×….
    public static Shape withClasses(Shape labels, int classes) {
        int[] sizes = new int[labels.rank() + 1];
        sizes[0] = labels.size(0);
        sizes[1] = classes;
        for (int axis = 1; axis < labels.rank(); axis++) {
            sizes[axis + 1] = labels.size(axis);
        }
        return Shape.of(sizes);
    }

    /// Where an element lies relative to the first one, by its row-major position among the axes from one on.
    static int along(Tensor tensor, int first, int position) {
        if (tensor.dense()) {
            return position;
        }
        int offset = 0;
        int rest = position;
        for (int axis = tensor.shape().rank() - 1; rest > 0 && axis >= first; axis--) {
            int size = tensor.shape().size(axis);
            offset += rest % size * tensor.stride(axis);
            rest /= size;
        }
        return offset;
    }

    static void check(String operation, int position, double label, int classes, double ignored) {
        if (label != ignored && (!(label >= 0 && label < classes) || label != (int) label)) {
            throw new IllegalArgumentException(operation + ": label " + position + " is " + label
                    + "; labels must be whole numbers in 0.." + (classes - 1)
                    + (Double.isNaN(ignored) ? "" : ", or the ignored " + ignored));
        }
    }

    private static void check(String operation, Shape scores, Tensor labels, DType dtype, double ignored) {
        checkShapes(operation, scores, labels.shape());
        checkType(operation, labels, dtype);
        switch (dtype) {
            case FLOAT32 -> FloatClassLabels.check(operation, labels, scores.size(1), ignored);
            case FLOAT64 -> DoubleClassLabels.check(operation, labels, scores.size(1), ignored);
        }
    }

    private static void checkChosen(String operation, Tensor chosen, Shape scores, Shape labels) {
        boolean fits = chosen.shape().rank() == scores.rank();
        for (int axis = 0; fits && axis < scores.rank(); axis++) {
            fits = chosen.shape().size(axis) == (axis == 1 ? 1 : scores.size(axis));
        }
        if (!fits) {
            throw new IllegalArgumentException(operation + ": chosen scores are " + chosen.shape() + ", labels are "
                    + labels + "; labels of N×… need N×1×…");
        }
    }

    private static void checkDense(String operation, Tensor result) {
        if (!result.dense()) {
            throw new IllegalArgumentException(
                    operation + ": the result is " + result.shape() + " with gaps; it must be dense");
        }
    }

    private static void checkType(String operation, Tensor tensor, DType dtype) {
        if (tensor.dtype() != dtype) {
            throw new IllegalArgumentException(operation + ": operands are " + tensor.dtype() + " and " + dtype
                    + "; all must have one element type");
        }
    }
}
