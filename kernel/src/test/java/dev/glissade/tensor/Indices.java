package dev.glissade.tensor;

import java.util.function.Consumer;

/// All indices of a shape, row-major, for tests that find elements one at a time.
final class Indices {
    private Indices() {}

    static void forEach(Shape shape, Consumer<int[]> visitor) {
        for (int i = 0; i < shape.elements(); i++) {
            int[] index = new int[shape.rank()];
            int rest = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.size(axis);
                rest /= shape.size(axis);
            }
            visitor.accept(index);
        }
    }

    static int[] with(int[] index, int axis, int position) {
        int[] changed = index.clone();
        changed[axis] = position;
        return changed;
    }
}
