package dev.glissade.bench.peers;

import dev.glissade.kernel.FloatArithmetic;
import dev.glissade.kernel.FloatKernels;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Elementwise arithmetic beside the same loop in C, float32.
final class ElementwiseFamily implements Family {
    private static final String ADD = "add";
    private static final String MULTIPLY = "mul";
    private static final String RELU = "relu";
    private static final String ADD_SCALED = "scale-add";
    private static final String EMPTY = "empty";

    private static final List<Integer> LENGTHS = List.of(1 << 10, 1 << 16, 1 << 24);
    private static final float FACTOR = 0.5f;

    private static final List<String> IMPLEMENTATIONS =
            CompiledC.present() ? List.of(Libraries.GLISSADE, Libraries.C) : List.of(Libraries.GLISSADE);

    @Override
    public String name() {
        return "elementwise";
    }

    @Override
    public String summary() {
        return "left + right, left · right, max(left, 0) and fma(0.5, right, left) on n elements, beside the same loop in C, "
                + "float32. Operands of both begin at the same alignment, 16 bytes after a multiple of 64. What an empty call "
                + "takes is subtracted from either. At n = 16777216 no cache holds the arrays.";
    }

    @Override
    public List<String> implementations() {
        return IMPLEMENTATIONS;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String operation : List.of(ADD, MULTIPLY, RELU, ADD_SCALED)) {
            for (int n : LENGTHS) {
                String name = operation + " n=" + n;
                double bytes = (operation.equals(RELU) ? 2.0 : 3.0) * n * Float.BYTES;
                rows.add(n == 1 << 24 ? new Row(name, Limit.MEMORY_STREAM, bytes, true) : Row.of(name, true));
            }
        }
        rows.add(Row.of(EMPTY, true));
        return rows;
    }

    @Override
    public String emptyRow() {
        return EMPTY;
    }

    /// Objects begin at multiples of 64 bytes, so that the elements of every array begin 16 bytes later: as those of a
    /// large array do by themselves, of Java and of malloc.
    @Override
    public List<String> jvmArguments() {
        return List.of("-XX:ObjectAlignmentInBytes=64");
    }

    @Override
    public Work work(String implementation, Row row) {
        boolean ours = implementation.equals(Libraries.GLISSADE);
        if (row.name().equals(EMPTY)) {
            return ours ? new Nothing() : new Loop(Loop.EMPTY_CALL, 1);
        }
        int at = row.name().indexOf(" n=");
        int n = Integer.parseInt(row.name().substring(at + 3));
        return switch (row.name().substring(0, at)) {
            case ADD -> ours ? new Add(n) : new Loop(Loop.ADD_CALL, n);
            case MULTIPLY -> ours ? new Multiply(n) : new Loop(Loop.MULTIPLY_CALL, n);
            case RELU -> ours ? new Relu(n) : new Loop(Loop.RELU_CALL, n);
            case ADD_SCALED -> ours ? new AddScaled(n) : new Loop(Loop.ADD_SCALED_CALL, n);
            default -> throw new IllegalArgumentException("elementwise: no row is called '" + row.name() + "'");
        };
    }

    /// Bits must be equal, except for the sign of a zero.
    @Override
    public double tolerance(Row row) {
        return 0;
    }

    /// Operands and result, in one array, so that both implementations have them at the same distances.
    ///
    /// Neighbours are 22 cache lines further apart than their length: at equal places in a page of memory, a processor
    /// would take a load for one from what was just stored.
    private abstract static class Operands implements Work {
        private static final int GAP = 22 * 64 / Float.BYTES;

        final FloatArithmetic arithmetic = FloatKernels.selected().arithmetic();
        final int length;
        final float[] array;
        final int right;
        final int result;

        Operands(int length) {
            this.length = length;
            right = length + GAP;
            result = 2 * right;
            array = new float[result + length];
            System.arraycopy(Numbers.floats(length, 0, -1, 1), 0, array, 0, length);
            System.arraycopy(Numbers.floats(length, 1, -1, 1), 0, array, right, length);
        }

        @Override
        public double[] result() {
            return Numbers.exact(Arrays.copyOfRange(array, result, result + length));
        }
    }

    private static final class Add extends Operands {
        Add(int length) {
            super(length);
        }

        @Override
        public void run() {
            arithmetic.add(array, 0, array, right, array, result, length);
        }
    }

    private static final class Multiply extends Operands {
        Multiply(int length) {
            super(length);
        }

        @Override
        public void run() {
            arithmetic.multiply(array, 0, array, right, array, result, length);
        }
    }

    private static final class Relu extends Operands {
        Relu(int length) {
            super(length);
        }

        @Override
        public void run() {
            arithmetic.relu(array, 0, array, result, length);
        }
    }

    private static final class AddScaled extends Operands {
        AddScaled(int length) {
            super(length);
        }

        @Override
        public void run() {
            arithmetic.addScaled(array, 0, FACTOR, array, right, array, result, length);
        }
    }

    /// A loop in C.
    private static final class Loop extends Operands {
        static final int EMPTY_CALL = 0;
        static final int ADD_CALL = 1;
        static final int MULTIPLY_CALL = 2;
        static final int RELU_CALL = 3;
        static final int ADD_SCALED_CALL = 4;

        // Constants, so that the compiler sees through the handles.
        private static final MethodHandle NOTHING = CompiledC.loop("glissade_empty");
        private static final MethodHandle SUM = CompiledC.loop("glissade_add");
        private static final MethodHandle PRODUCT = CompiledC.loop("glissade_multiply");
        private static final MethodHandle POSITIVE = CompiledC.loop("glissade_relu");
        private static final MethodHandle SCALED_SUM = CompiledC.loop("glissade_add_scaled");

        private final int call;
        private final MemorySegment leftMemory;
        private final MemorySegment rightMemory;
        private final MemorySegment resultMemory;

        Loop(int call, int length) {
            super(length);
            this.call = call;
            leftMemory = MemorySegment.ofArray(array);
            rightMemory = leftMemory.asSlice((long) right * Float.BYTES);
            resultMemory = leftMemory.asSlice((long) result * Float.BYTES);
        }

        @Override
        public void run() {
            long n = length;
            try {
                switch (call) {
                    case ADD_CALL -> SUM.invokeExact(leftMemory, rightMemory, resultMemory, n);
                    case MULTIPLY_CALL -> PRODUCT.invokeExact(leftMemory, rightMemory, resultMemory, n);
                    case RELU_CALL -> POSITIVE.invokeExact(leftMemory, rightMemory, resultMemory, n);
                    case ADD_SCALED_CALL -> SCALED_SUM.invokeExact(leftMemory, rightMemory, resultMemory, n);
                    default -> NOTHING.invokeExact(leftMemory, rightMemory, resultMemory, n);
                }
            } catch (Throwable e) {
                throw new IllegalStateException("a loop in C failed", e);
            }
        }
    }
}
