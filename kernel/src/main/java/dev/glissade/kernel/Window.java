package dev.glissade.kernel;

/// A window that slides over the rows and columns of an image, as in convolution and pooling.
///
/// Tap (k, l) of the window at place (i, j) lies on row `i·strideRows − paddingRows + k·dilationRows` of the image, and
/// on the column likewise; what lies outside the image is padding.
///
/// ```
///   image 5 wide, kernel 3, stride 2, padding 1, dilation 1      . 0 1 2 3 4 .
///                                              j = 0             └─┴─┘
///                                              j = 1                 └─┴─┘
///                                              j = 2                     └─┴─┘
/// ```
///
/// @param kernelRows taps on top of each other, at least 1
/// @param kernelColumns taps side by side, at least 1
/// @param strideRows rows from place to place, at least 1
/// @param strideColumns columns from place to place, at least 1
/// @param paddingRows rows of padding above the image, and as many below
/// @param paddingColumns columns of padding to the left of the image, and as many to the right
/// @param dilationRows rows from tap to tap, at least 1
/// @param dilationColumns columns from tap to tap, at least 1
public record Window(
        int kernelRows,
        int kernelColumns,
        int strideRows,
        int strideColumns,
        int paddingRows,
        int paddingColumns,
        int dilationRows,
        int dilationColumns) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if a number is below what is stated, or the window or an image of one element
    ///     with its padding is 2³¹ elements or more high or wide, or the kernel has that many taps
    public Window {
        check("kernel", kernelRows, kernelColumns, 1);
        check("stride", strideRows, strideColumns, 1);
        check("padding", paddingRows, paddingColumns, 0);
        check("dilation", dilationRows, dilationColumns, 1);
        long taps = (long) kernelRows * kernelColumns;
        long largest = Math.max(
                Math.max(span(kernelRows, dilationRows), span(kernelColumns, dilationColumns)),
                2L * Math.max(paddingRows, paddingColumns) + 1);
        if (Math.max(taps, largest) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("window: kernel " + kernelRows + "×" + kernelColumns + " with dilation "
                    + dilationRows + "×" + dilationColumns + " and padding " + paddingRows + "×" + paddingColumns
                    + "; taps, extent and padding must be below 2³¹");
        }
    }

    /// A window of `kernel` × `kernel` taps without dilation.
    ///
    /// @throws IllegalArgumentException as the constructor
    public static Window square(int kernel, int stride, int padding) {
        return new Window(kernel, kernel, stride, stride, padding, padding, 1, 1);
    }

    private static void check(String what, int rows, int columns, int least) {
        if (rows < least || columns < least) {
            throw new IllegalArgumentException(
                    "window: " + what + " is " + rows + "×" + columns + "; at least " + least + " is needed");
        }
    }

    /// The number of taps.
    public int taps() {
        return kernelRows * kernelColumns;
    }

    /// How many places the window has on `rows` rows of an image; 0 or less if it does not fit even once.
    public int rowPlaces(int rows) {
        return places(rows, span(kernelRows, dilationRows), strideRows, paddingRows);
    }

    /// How many places the window has on `columns` columns of an image; 0 or less if it does not fit even once.
    public int columnPlaces(int columns) {
        return places(columns, span(kernelColumns, dilationColumns), strideColumns, paddingColumns);
    }

    private static long span(int kernel, int dilation) {
        return (kernel - 1L) * dilation + 1;
    }

    private static int places(int length, long span, int stride, int padding) {
        return Math.toIntExact(Math.floorDiv(length + 2L * padding - span, (long) stride) + 1);
    }

    @Override
    public String toString() {
        return kernelRows + "×" + kernelColumns + " taps, stride " + strideRows + "×" + strideColumns + ", padding "
                + paddingRows + "×" + paddingColumns + ", dilation " + dilationRows + "×" + dilationColumns;
    }
}
