package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// The operations of [AxisOperation]: checked, then handed to the loops of the element type.
final class Along {
    private Along() {}

    static void run(AxisOperation operation, Tensor input, int axis, Tensor result, Workspace workspace) {
        int along = input.shape().axis(axis);
        AxisOperation.check(operation.toString(), input, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatAlong.run(operation, input, along, result, workspace);
            case FLOAT64 -> DoubleAlong.run(operation, input, along, result, workspace);
        }
    }
}
