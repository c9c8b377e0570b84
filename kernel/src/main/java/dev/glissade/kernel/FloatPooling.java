package dev.glissade.kernel;

/// Maxima and means over the places of a window on images in `float[]`, and their adjoints.
///
/// `planes` images (of all channels of a batch) of `rows` × `columns` are pooled one by one into
/// `window.rowPlaces(rows)` × `window.columnPlaces(columns)`. All operands are dense, row-major. The window fits at
/// least once, has no dilation, and its padding is at most half its kernel, so that each place covers an element.
///
/// The result shares no element with an operand.
public interface FloatPooling {

    /// The largest element of each place, padding aside; NaN if one is NaN.
    ///
    /// The chosen element is the first NaN in row-major order, else the first that no other exceeds: of +0 and −0 the
    /// first.
    void maxPool(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// The adjoint of [#maxPool], of the shape of the input: each element gets the sum of the cotangents of the places that
    /// chose it, c = c + cotangent in row-major order from +0.
    void maxPoolAdjoint(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// The pushforward of [#maxPool], of the shape of its result: each place gets the tangent, of the shape of the input,
    /// of the element that it chose.
    void maxPoolPushforward(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] tangent,
            int tangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// The mean of each place: the sum c = c + x over its elements in row-major order from +0, divided by their number,
    /// or by the number of taps where `countPadding`.
    void meanPool(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// The adjoint of [#meanPool], of the shape of the input: each element gets the sum of the cotangents of the places
    /// that cover it, each divided as in [#meanPool], c = c + quotient in row-major order of the places from +0.
    void meanPoolAdjoint(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace);
}
