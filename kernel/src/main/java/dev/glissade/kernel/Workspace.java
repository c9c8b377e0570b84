package dev.glissade.kernel;

import java.util.EnumMap;

/// Scratch memory that loops reuse from call to call, and the threads they may use.
///
/// A buffer grows to the largest length asked for and stays; so repeated work allocates nothing. Contents are undefined
/// between calls. A workspace belongs to one thread at a time; each task of a parallel region uses one of its own, from
/// [#task].
public final class Workspace {

    /// What a buffer is for: two purposes never share storage, so a loop and its caller do not collide.
    public enum Purpose {
        /// The left operand of a matrix product, packed.
        PACKED_LEFT,
        /// The right operand of a matrix product, packed.
        PACKED_RIGHT,
        /// A tile at the edge of the result of a matrix product.
        TILE,
        /// Partial results of a reduction.
        LANES,
        /// Rows or columns that a loop works on together.
        CHUNK,
        /// One number for each row or column.
        STATISTICS,
        /// The first operand of an operation, made dense.
        FIRST,
        /// The second operand of an operation, made dense.
        SECOND,
        /// The third operand of an operation, made dense.
        THIRD,
        /// A result before it is written with strides.
        RESULT
    }

    private static final float[] NO_FLOATS = {};
    private static final double[] NO_DOUBLES = {};
    private static final int[] NO_INTS = {};

    private final Parallel parallel;
    private final Workspace[] tasks;
    private final EnumMap<Purpose, float[]> floats = new EnumMap<>(Purpose.class);
    private final EnumMap<Purpose, double[]> doubles = new EnumMap<>(Purpose.class);
    private final EnumMap<Purpose, int[]> ints = new EnumMap<>(Purpose.class);

    /// A workspace for the calling thread alone.
    ///
    /// @throws IllegalArgumentException if the property `glissade.simd` cannot be satisfied (see [Kernels])
    public Workspace() {
        this(Parallel.none());
    }

    /// A workspace whose loops may run on the given threads.
    ///
    /// @throws IllegalArgumentException if the property `glissade.simd` cannot be satisfied (see [Kernels])
    public Workspace(Parallel parallel) {
        // Here, because classes that keep the chosen loops in a constant would fail to initialise.
        Kernels.check();
        this.parallel = parallel;
        this.tasks = new Workspace[parallel.threads() == 1 ? 0 : parallel.threads()];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = new Workspace();
        }
    }

    /// The threads that loops called with this workspace may use.
    public Parallel parallel() {
        return parallel;
    }

    /// The buffer of at least `length` elements for this purpose.
    public float[] floats(Purpose purpose, int length) {
        var buffer = floats.getOrDefault(purpose, NO_FLOATS);
        if (buffer.length < length) {
            buffer = new float[length];
            floats.put(purpose, buffer);
        }
        return buffer;
    }

    /// The buffer of at least `length` elements for this purpose.
    public double[] doubles(Purpose purpose, int length) {
        var buffer = doubles.getOrDefault(purpose, NO_DOUBLES);
        if (buffer.length < length) {
            buffer = new double[length];
            doubles.put(purpose, buffer);
        }
        return buffer;
    }

    /// The buffer of at least `length` whole numbers for this purpose.
    public int[] ints(Purpose purpose, int length) {
        var buffer = ints.getOrDefault(purpose, NO_INTS);
        if (buffer.length < length) {
            buffer = new int[length];
            ints.put(purpose, buffer);
        }
        return buffer;
    }

    /// The single-threaded workspace of task `index` of a parallel region; this one if it knows one thread only.
    ///
    /// @throws IllegalArgumentException if `index` is not below the number of threads
    public Workspace task(int index) {
        if (index < 0 || index >= parallel.threads()) {
            throw new IllegalArgumentException("workspace: task is " + index + ", threads are " + parallel.threads()
                    + "; a region has at most one task per thread");
        }
        return tasks.length == 0 ? this : tasks[index];
    }
}
