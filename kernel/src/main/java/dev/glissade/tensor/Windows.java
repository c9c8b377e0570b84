package dev.glissade.tensor;

import dev.glissade.kernel.Window;

/// What convolution and pooling check alike.
final class Windows {
    private Windows() {}

    /// Checks that the window fits the last two axes of a tensor at least once, and padding leaves them countable.
    static void check(String operation, Window window, Shape input) {
        long rows = input.size(-2) + 2L * window.paddingRows();
        long columns = input.size(-1) + 2L * window.paddingColumns();
        if (!fits(window, input)) {
            throw new IllegalArgumentException(operation + ": input is " + input + ", " + rows + "×" + columns
                    + " with padding, window spans " + span(window.kernelRows(), window.dilationRows()) + "×"
                    + span(window.kernelColumns(), window.dilationColumns())
                    + "; it must fit at least once, and the padded rows and columns must be fewer than 2³¹ elements");
        }
    }

    static boolean fits(Window window, Shape input) {
        long rows = input.size(-2) + 2L * window.paddingRows();
        long columns = input.size(-1) + 2L * window.paddingColumns();
        return rows <= Integer.MAX_VALUE
                && columns <= Integer.MAX_VALUE
                && rows * columns <= Integer.MAX_VALUE
                && span(window.kernelRows(), window.dilationRows()) <= rows
                && span(window.kernelColumns(), window.dilationColumns()) <= columns;
    }

    private static long span(int kernel, int dilation) {
        return (kernel - 1L) * dilation + 1;
    }

    /// Checks that an operand has the result's element type and none of its storage.
    static void checkOperand(String operation, String name, Tensor operand, Tensor result) {
        if (operand.dtype() != result.dtype()) {
            throw new IllegalArgumentException(operation + ": " + name + " is " + operand.dtype() + ", result is "
                    + result.dtype() + "; all must have one element type");
        }
        if (result.mayOverlap(operand)) {
            throw new IllegalArgumentException(operation + ": the result from element " + result.offset()
                    + " lies over the " + name + " from element " + operand.offset()
                    + " of the same storage; it is written while operands are read");
        }
    }
}
