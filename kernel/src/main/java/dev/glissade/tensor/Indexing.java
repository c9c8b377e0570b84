package dev.glissade.tensor;

/// Elements and rows picked by index, and added at an index.
///
/// An index tensor holds whole numbers in the element type of the other tensors, as labels do. Every index is checked
/// before anything is written. What is added at one place is added in the row-major order of the indices, at any vector
/// width and number of threads. No written tensor shares an element with a read one. Nothing is allocated.
public final class Indexing {
    private Indexing() {}

    /// result[…, i, …] = input[…, index[…, i, …], …], the position along `axis` replaced
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any of rank ≥ 1 | read |
    /// | index | the same rank, no axis but `axis` longer than that of the input | read |
    /// | result | that of the index, dense | written |
    ///
    /// @throws IllegalArgumentException if shapes, types or density are not as stated, an index is not a whole number in
    ///     0..size − 1, or the result shares elements with an operand
    public static void gather(Tensor input, Tensor index, int axis, Tensor result) {
        int along = input.shape().axis(axis);
        if (!within(index.shape(), input.shape(), along)) {
            throw new IllegalArgumentException("gather: input is " + input.shape() + ", index is " + index.shape()
                    + "; ranks must be equal, and no axis of the index but " + along
                    + " longer than that of the input");
        }
        checkResult("gather", index.shape().equals(result.shape()), index.shape(), result);
        checkTypes("gather", input, index, result);
        check("gather", index, input.shape().size(along));
        if (result.shape().elements() > 0) {
            switch (result.dtype()) {
                case FLOAT32 ->
                    FloatIndexing.gather(
                            input, along, index, result, 0, input.offset(), index.offset(), result.offset());
                case FLOAT64 ->
                    DoubleIndexing.gather(
                            input, along, index, result, 0, input.offset(), index.offset(), result.offset());
            }
        }
    }

    /// target[…, index[…, i, …], …] += source[…, i, …], the position along `axis` replaced: the adjoint of [#gather]
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | target | any of rank ≥ 1 | read and written |
    /// | index | the same rank, no axis but `axis` longer than that of the target | read |
    /// | source | the same rank, no axis shorter than that of the index | read |
    ///
    /// @throws IllegalArgumentException if shapes or types are not as stated, an index is not a whole number in
    ///     0..size − 1, or the target repeats its elements or shares some with an operand
    public static void scatterAdd(Tensor target, Tensor index, Tensor source, int axis) {
        int along = target.shape().axis(axis);
        if (!within(index.shape(), target.shape(), along) || !within(index.shape(), source.shape(), -1)) {
            throw new IllegalArgumentException("scatterAdd: target is " + target.shape() + ", index is " + index.shape()
                    + ", source is " + source.shape() + "; ranks must be equal, no axis of the index but " + along
                    + " longer than that of the target, and none longer than that of the source");
        }
        checkTarget("scatterAdd", target);
        checkTypes("scatterAdd", source, index, target);
        check("scatterAdd", index, target.shape().size(along));
        if (index.shape().elements() > 0) {
            switch (target.dtype()) {
                case FLOAT32 ->
                    FloatIndexing.scatterAdd(
                            source, index, along, target, 0, source.offset(), index.offset(), target.offset());
                case FLOAT64 ->
                    DoubleIndexing.scatterAdd(
                            source, index, along, target, 0, source.offset(), index.offset(), target.offset());
            }
        }
    }

    /// result[…, i, …] = input[…, index[i], …] along `axis`
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any of rank ≥ 1 | read |
    /// | index | n | read |
    /// | result | that of the input with n along `axis`, dense | written |
    ///
    /// @throws IllegalArgumentException if shapes, types or density are not as stated, an index is not a whole number in
    ///     0..size − 1, or the result shares elements with an operand
    public static void indexSelect(Tensor input, Tensor index, int axis, Tensor result) {
        int along = input.shape().axis(axis);
        checkVector("indexSelect", index);
        boolean fits = differsAlong(input.shape(), result.shape(), along)
                && result.shape().size(along) == index.shape().size(0);
        checkResult("indexSelect", fits, fits ? result.shape() : with(input.shape(), along, index), result);
        checkTypes("indexSelect", input, index, result);
        check("indexSelect", index, input.shape().size(along));
        select(input, along, index, result);
    }

    /// target[…, index[i], …] += source[…, i, …] along `axis`: the adjoint of [#indexSelect]
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | target | any of rank ≥ 1 | read and written |
    /// | index | n | read |
    /// | source | that of the target with n along `axis` | read |
    ///
    /// @throws IllegalArgumentException if shapes or types are not as stated, an index is not a whole number in
    ///     0..size − 1, or the target repeats its elements or shares some with an operand
    public static void indexAdd(Tensor target, Tensor index, Tensor source, int axis) {
        int along = target.shape().axis(axis);
        checkVector("indexAdd", index);
        if (!differsAlong(target.shape(), source.shape(), along)
                || source.shape().size(along) != index.shape().size(0)) {
            throw new IllegalArgumentException("indexAdd: target is " + target.shape() + ", index is " + index.shape()
                    + ", source is " + source.shape() + "; the source must be " + with(target.shape(), along, index));
        }
        checkTarget("indexAdd", target);
        checkTypes("indexAdd", source, index, target);
        check("indexAdd", index, target.shape().size(along));
        switch (target.dtype()) {
            case FLOAT32 -> FloatIndexing.add(source, index, along, target);
            case FLOAT64 -> DoubleIndexing.add(source, index, along, target);
        }
    }

    /// result[…] = row index[…] of the weight
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | weight | v×d | read |
    /// | index | any | read |
    /// | result | that of the index, then d, dense | written |
    ///
    /// @throws IllegalArgumentException if shapes, types or density are not as stated, an index is not a whole number in
    ///     0..v − 1, or the result shares elements with an operand
    public static void embedding(Tensor weight, Tensor index, Tensor result) {
        Shape rows = weight.shape();
        if (rows.rank() != 2) {
            throw new IllegalArgumentException(
                    "embedding: weight is " + rows + ", whose rank is " + rows.rank() + "; v×d is needed");
        }
        Shape shape = index.shape();
        boolean fits = fitsEmbedding(rows, shape, result.shape());
        checkResult("embedding", fits, fits ? shape : embeddingShape(rows, shape), result);
        checkTypes("embedding", weight, index, result);
        check("embedding", index, rows.size(0));
        select(weight, 0, index, result);
    }

    /// result = the adjoint of [#embedding]: row index[…] gets the sum of its rows of the cotangent, from +0
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | cotangent | that of the index, then d | read |
    /// | index | any | read |
    /// | result | v×d, dense | written |
    ///
    /// @param padding a row that stays 0, or −1
    /// @throws IllegalArgumentException if shapes, types or density are not as stated, an index is not a whole number in
    ///     0..v − 1, the padding is not in −1..v − 1, or the result shares elements with an operand
    public static void embeddingAdjoint(Tensor cotangent, Tensor index, int padding, Tensor result) {
        Shape rows = result.shape();
        if (rows.rank() != 2 || !result.dense()) {
            throw new IllegalArgumentException("embedding: result is " + rows + ", whose rank is " + rows.rank()
                    + (result.dense() ? "" : ", with gaps") + "; a dense v×d is needed");
        }
        checkPadding(rows, padding);
        if (!fitsEmbedding(rows, index.shape(), cotangent.shape())) {
            throw new IllegalArgumentException("embedding: cotangent is " + cotangent.shape() + ", index is "
                    + index.shape() + ", result is " + rows + "; the cotangent must be "
                    + embeddingShape(rows, index.shape()));
        }
        checkTypes("embedding", cotangent, index, result);
        check("embedding", index, rows.size(0));
        switch (result.dtype()) {
            case FLOAT32 -> FloatIndexing.addRows(cotangent, index, padding, result);
            case FLOAT64 -> DoubleIndexing.addRows(cotangent, index, padding, result);
        }
    }

    /// Checks the row of a weight of v×d that stands for padding: −1 for none.
    ///
    /// @throws IllegalArgumentException if the padding is not in −1..v − 1
    public static void checkPadding(Shape weight, int padding) {
        if (padding < -1 || padding >= weight.size(0)) {
            throw new IllegalArgumentException("embedding: padding is row " + padding + ", weight is " + weight
                    + "; it must be in 0.." + (weight.size(0) - 1) + ", or -1 for none");
        }
    }

    private static boolean fitsEmbedding(Shape weight, Shape index, Shape rows) {
        boolean fits = rows.rank() == index.rank() + 1 && rows.size(-1) == weight.size(1);
        for (int axis = 0; fits && axis < index.rank(); axis++) {
            fits = rows.size(axis) == index.size(axis);
        }
        return fits;
    }

    /// The shape of [#embedding]: that of the index, then the columns of the weight.
    public static Shape embeddingShape(Shape weight, Shape index) {
        int[] sizes = new int[index.rank() + 1];
        for (int axis = 0; axis < index.rank(); axis++) {
            sizes[axis] = index.size(axis);
        }
        sizes[index.rank()] = weight.size(-1);
        return Shape.of(sizes);
    }

    static void check(String operation, int position, double value, int size) {
        if (!(value >= 0 && value < size) || value != (int) value) {
            throw new IllegalArgumentException(operation + ": index " + position + " is " + value
                    + ", the axis has size " + size + "; indices must be whole numbers in 0.." + (size - 1));
        }
    }

    private static void check(String operation, Tensor index, int size) {
        switch (index.dtype()) {
            case FLOAT32 -> FloatIndexing.check(operation, index, size);
            case FLOAT64 -> DoubleIndexing.check(operation, index, size);
        }
    }

    private static void select(Tensor input, int along, Tensor index, Tensor result) {
        switch (result.dtype()) {
            case FLOAT32 -> FloatIndexing.select(input, along, index, result);
            case FLOAT64 -> DoubleIndexing.select(input, along, index, result);
        }
    }

    /// Whether no axis is longer than that of the other shape, one perhaps excepted.
    private static boolean within(Shape inner, Shape outer, int along) {
        boolean within = inner.rank() == outer.rank();
        for (int axis = 0; within && axis < inner.rank(); axis++) {
            within = axis == along || inner.size(axis) <= outer.size(axis);
        }
        return within;
    }

    private static boolean differsAlong(Shape left, Shape right, int along) {
        boolean equal = left.rank() == right.rank();
        for (int axis = 0; equal && axis < left.rank(); axis++) {
            equal = axis == along || left.size(axis) == right.size(axis);
        }
        return equal;
    }

    private static Shape with(Shape shape, int along, Tensor index) {
        int[] sizes = shape.sizes();
        sizes[along] = index.shape().elements();
        return Shape.of(sizes);
    }

    private static void checkVector(String operation, Tensor index) {
        if (index.shape().rank() != 1) {
            throw new IllegalArgumentException(operation + ": index is " + index.shape() + ", whose rank is "
                    + index.shape().rank() + "; a vector is needed");
        }
    }

    private static void checkResult(String operation, boolean fits, Shape needed, Tensor result) {
        if (!fits || !result.dense()) {
            throw new IllegalArgumentException(operation + ": the result is " + result.shape()
                    + (result.dense() ? "" : " with gaps") + ", needed is " + needed
                    + "; a dense result of that shape is needed");
        }
    }

    private static void checkTarget(String operation, Tensor target) {
        for (int axis = 0; !target.dense() && axis < target.shape().rank(); axis++) {
            if (target.stride(axis) == 0 && target.shape().size(axis) > 1) {
                throw new IllegalArgumentException(operation + ": target is " + target.shape()
                        + " and repeats its elements along axis " + axis + "; it must have one place for each");
            }
        }
    }

    private static void checkTypes(String operation, Tensor input, Tensor index, Tensor written) {
        if (input.dtype() != written.dtype() || index.dtype() != written.dtype()) {
            throw new IllegalArgumentException(operation + ": input is " + input.dtype() + ", index is " + index.dtype()
                    + ", result is " + written.dtype() + "; all must have one element type");
        }
        if (Overlap.possible(input, written) || Overlap.possible(index, written)) {
            throw new IllegalArgumentException(operation + ": the result from element " + written.offset()
                    + " lies over an operand from element "
                    + (Overlap.possible(input, written) ? input.offset() : index.offset())
                    + " of the same storage; it is written while operands are read");
        }
    }
}
