package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// The cross-entropy between softmax(logits) and class labels, and its adjoint, in one pass each.
///
/// With n rows of c logits x and labels y (whole numbers in 0..c−1, stored in the element type):
/// loss = 1/n Σᵢ (ln Σⱼ e^(xᵢⱼ − mᵢ) − (xᵢ,ᵧᵢ − mᵢ)), mᵢ being the largest of row i, so that large logits lose no
/// digits. The gradient with respect to x is (softmax(x) − onehot(y))/n (C. M. Bishop, Pattern Recognition and
/// Machine Learning, 2006, equations 4.108 and 4.109).
public final class CrossEntropy {
    private CrossEntropy() {}

    /// result = the mean loss over the rows
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | logits | n×c | read |
    /// | labels | n | read |
    /// | result | scalar | written |
    ///
    /// @throws IllegalArgumentException if shapes or types are not as stated or a label is not a whole number in 0..c−1
    public static void forward(Tensor logits, Tensor labels, Tensor result, Workspace workspace) {
        check(logits, labels);
        check("result", result, Shape.SCALAR, logits.dtype());
        switch (logits.dtype()) {
            case FLOAT32 -> FloatCrossEntropy.forward(logits, labels, result, workspace);
            case FLOAT64 -> DoubleCrossEntropy.forward(logits, labels, result, workspace);
        }
    }

    /// result = cotangent · (softmax(logits) − onehot(labels)) / n, the cotangent being that of the loss
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | logits | n×c | read |
    /// | labels | n | read |
    /// | cotangent | scalar | read |
    /// | result | n×c, dense | written |
    ///
    /// @throws IllegalArgumentException if shapes or types are not as stated or a label is not a whole number in 0..c−1
    public static void backward(Tensor logits, Tensor labels, Tensor cotangent, Tensor result, Workspace workspace) {
        check(logits, labels);
        check("cotangent", cotangent, Shape.SCALAR, logits.dtype());
        check("result", result, logits.shape(), logits.dtype());
        switch (logits.dtype()) {
            case FLOAT32 -> FloatCrossEntropy.backward(logits, labels, cotangent, result, workspace);
            case FLOAT64 -> DoubleCrossEntropy.backward(logits, labels, cotangent, result, workspace);
        }
    }

    /// Checks the shapes of logits and labels.
    ///
    /// @throws IllegalArgumentException if they are not n×c and n
    public static void checkShapes(Shape logits, Shape labels) {
        if (logits.rank() != 2 || labels.rank() != 1 || logits.size(0) != labels.size(0)) {
            throw new IllegalArgumentException("softmaxCrossEntropy: logits are " + logits + ", labels are " + labels
                    + "; n×c logits need n labels");
        }
    }

    private static void check(Tensor logits, Tensor labels) {
        checkShapes(logits.shape(), labels.shape());
        if (labels.dtype() != logits.dtype()) {
            throw new IllegalArgumentException("softmaxCrossEntropy: logits are " + logits.dtype() + ", labels are "
                    + labels.dtype() + "; both must have one element type");
        }
    }

    /// Checks a tensor that must be dense, of that shape and of the type of the logits.
    private static void check(String operand, Tensor tensor, Shape shape, DType dtype) {
        if (!tensor.shape().equals(shape) || !tensor.dense()) {
            throw new IllegalArgumentException("softmaxCrossEntropy: " + operand + " is " + tensor.shape()
                    + (tensor.dense() ? "" : " with gaps") + ", needed is " + shape + "; it must be dense and of that"
                    + " shape");
        }
        if (tensor.dtype() != dtype) {
            throw new IllegalArgumentException("softmaxCrossEntropy: logits are " + dtype + ", " + operand + " is "
                    + tensor.dtype() + "; both must have one element type");
        }
    }

    static int label(double label, int row, int classes) {
        if (!(label >= 0 && label < classes) || label != (int) label) {
            throw new IllegalArgumentException("softmaxCrossEntropy: label " + label + " in row " + row
                    + "; labels must be whole numbers in 0.." + (classes - 1));
        }
        return (int) label;
    }
}
