package dev.glissade.tensor;

import java.util.Arrays;

/// Seeded tensors for tests, in all layouts.
public final class Samples {
    private final Seed seed;
    private final int stream;
    private int next;

    public Samples(long seed, int stream) {
        this.seed = Seed.of(seed);
        this.stream = stream;
    }

    private RandomNumbers numbers() {
        return RandomNumbers.of(seed, stream, 0);
    }

    /// Uniform in [low, high).
    public double uniform(double low, double high) {
        return low + (high - low) * numbers().uniform(next++);
    }

    /// Uniform in 0..bound − 1.
    public int below(int bound) {
        return numbers().below(bound, next++);
    }

    /// A dense tensor of numbers with magnitudes in [0.3, 2) and both signs: away from kinks and poles at 0.
    public Tensor signed(DType dtype, Shape shape) {
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < shape.elements(); i++) {
            double magnitude = uniform(0.3, 2);
            put(tensor, i, below(2) == 0 ? magnitude : -magnitude);
        }
        return tensor;
    }

    /// A dense tensor of numbers in [0.3, 2).
    public Tensor positive(DType dtype, Shape shape) {
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < shape.elements(); i++) {
            put(tensor, i, uniform(0.3, 2));
        }
        return tensor;
    }

    /// A view with the given shape that is not dense unless it cannot be otherwise: axes permuted, elements skipped, an
    /// offset in front.
    public Tensor strided(DType dtype, Shape shape) {
        int rank = shape.rank();
        int[] order = new int[rank];
        Arrays.setAll(order, i -> i);
        for (int i = rank - 1; i > 0; i--) {
            int j = below(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] sizes = new int[rank];
        int[] back = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = 2 * shape.size(order[i]) + 1;
            back[order[i]] = i;
        }
        Tensor view = signed(dtype, Shape.of(sizes));
        for (int i = 0; i < rank; i++) {
            view = view.slice(i, 1, sizes[i], 2);
        }
        return view.permute(back);
    }

    /// A view with the given shape in which axes are repeated, at random.
    public Tensor repeated(DType dtype, Shape shape) {
        int[] sizes = shape.sizes();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = below(2) == 0 ? 1 : sizes[i];
        }
        return strided(dtype, Shape.of(sizes)).broadcastTo(shape);
    }

    /// A shape of the given rank with sizes below `bound`, zero rarely.
    public Shape shape(int rank, int bound) {
        int[] sizes = new int[rank];
        Arrays.setAll(sizes, i -> below(20) == 0 ? 0 : 1 + below(bound - 1));
        return Shape.of(sizes);
    }

    /// Element i of a dense tensor = value.
    static void put(Tensor tensor, int i, double value) {
        switch (tensor.dtype()) {
            case FLOAT32 -> tensor.floats()[i] = (float) value;
            case FLOAT64 -> tensor.doubles()[i] = value;
        }
    }
}
