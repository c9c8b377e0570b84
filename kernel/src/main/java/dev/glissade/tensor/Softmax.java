package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// Softmax and its logarithm along one axis.
///
/// With m the largest element along the axis and S = Σ e^(x − m) in the fixed order of sums: softmax = e^(x − m) · (1 ÷ S),
/// logSoftmax = (x − m) − ln S. A line with +∞ or NaN, or of −∞ alone, becomes NaN; elsewhere −∞ becomes 0, or −∞ in
/// the logarithm.
///
/// | operand | shape | access |
/// |---|---|---|
/// | input | any | read |
/// | result | that of the input, dense; the input itself if that is dense, or elsewhere in storage | written |
public final class Softmax {
    private Softmax() {}

    /// result = softmax of input along an axis; negative axes count from the end
    ///
    /// @throws IllegalArgumentException if there is no such axis, or element types, shapes, density or storage are not as
    ///     stated
    public static void softmax(Tensor input, int axis, Tensor result, Workspace workspace) {
        Along.run(AxisOperation.SOFTMAX, input, axis, result, workspace);
    }

    /// result = ln softmax of input along an axis; negative axes count from the end
    ///
    /// @throws IllegalArgumentException if there is no such axis, or element types, shapes, density or storage are not as
    ///     stated
    public static void logSoftmax(Tensor input, int axis, Tensor result, Workspace workspace) {
        Along.run(AxisOperation.LOG_SOFTMAX, input, axis, result, workspace);
    }
}
