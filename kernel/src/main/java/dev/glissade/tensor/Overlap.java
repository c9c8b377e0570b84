package dev.glissade.tensor;

/// Whether two tensors of one storage have elements in common.
final class Overlap {
    private Overlap() {}

    /// Whether the tensors are the same window on the same storage, so that equal indices are equal places.
    static boolean same(Tensor left, Tensor right) {
        return left.sharesStorage(right)
                && left.offset() == right.offset()
                && left.shape().equals(right.shape())
                && equalStrides(left, right);
    }

    /// Whether an element of one may be an element of the other: exact where their strides are equal, such as two slices of
    /// one tensor; otherwise true where the stretches from first to last element meet.
    static boolean possible(Tensor left, Tensor right) {
        if (!left.mayOverlap(right)) {
            return false;
        }
        return left.shape().rank() != right.shape().rank()
                || !equalStrides(left, right)
                || reaches(left, right, 0, (long) left.offset() - right.offset());
    }

    /// Whether the strides are equal wherever there is a second element.
    private static boolean equalStrides(Tensor left, Tensor right) {
        boolean equal = true;
        for (int axis = 0; equal && axis < left.shape().rank(); axis++) {
            equal = left.stride(axis) == right.stride(axis)
                    || (left.shape().size(axis) <= 1 && right.shape().size(axis) <= 1);
        }
        return equal;
    }

    /// Whether steps along the axes not in the set `taken`, the largest strides first, lead over a distance: k steps along
    /// an axis, where −left size < k < right size.
    private static boolean reaches(Tensor left, Tensor right, int taken, long distance) {
        int rank = left.shape().rank();
        int largest = -1;
        for (int axis = 0; axis < rank; axis++) {
            boolean free = (taken & 1 << axis) == 0;
            if (free && (largest < 0 || left.stride(axis) > left.stride(largest))) {
                largest = axis;
            }
        }
        if (largest < 0 || left.stride(largest) == 0) {
            return distance == 0;
        }
        int now = taken | 1 << largest;
        long back = 0;
        long ahead = 0;
        for (int axis = 0; axis < rank; axis++) {
            if ((now & 1 << axis) == 0) {
                back += (long) left.stride(axis) * (left.shape().size(axis) - 1);
                ahead += (long) left.stride(axis) * (right.shape().size(axis) - 1);
            }
        }
        long stride = left.stride(largest);
        long from = Math.max(
                Math.ceilDiv(distance - ahead, stride), 1L - left.shape().size(largest));
        long to = Math.min(Math.floorDiv(distance + back, stride), right.shape().size(largest) - 1L);
        for (long k = from; k <= to; k++) {
            if (reaches(left, right, now, distance - k * stride)) {
                return true;
            }
        }
        return false;
    }
}
