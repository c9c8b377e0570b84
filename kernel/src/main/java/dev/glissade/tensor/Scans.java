package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// Running folds along one axis.
///
/// | operand | shape | access |
/// |---|---|---|
/// | input | any | read |
/// | result | that of the input, dense; the input itself if that is dense, or elsewhere in storage | written |
public final class Scans {
    private Scans() {}

    /// result = the cumulative sum of input along an axis: one chain of additions in ascending order for each line,
    /// starting from its first element; negative axes count from the end
    ///
    /// @throws IllegalArgumentException if there is no such axis, or element types, shapes, density or storage are not as
    ///     stated
    public static void cumulativeSum(Tensor input, int axis, Tensor result, Workspace workspace) {
        Along.run(AxisOperation.CUMULATIVE_SUM, input, axis, result, workspace);
    }
}
