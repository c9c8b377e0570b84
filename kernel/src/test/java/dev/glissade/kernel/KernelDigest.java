package dev.glissade.kernel;

import dev.glissade.kernel.ElementType.RowReduction;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A program over all selected loops that prints the report, a line, and the digests of all results, two lines.
///
/// The first digest is that of a short program over every loop, with random arguments, and over a training run. It runs a few rounds, so that interpreter and compilers
/// all take part. The second is that of products and reductions large enough to be shared out, on 1, 2, 3 and 8 threads
/// of an executor; where `glissade.test.large` is false, which is for setups that take minutes, its line is missing. The
/// program fails if two rounds differ, or two numbers of threads.
final class KernelDigest {
    private static final int CALLS = 6;
    private static final int LARGEST = 500;
    private static final int[] THREADS = {1, 2, 3, 8};

    /// Each has at least 8 · 2²⁰ multiplications, work for 8 threads: shared by rows, by columns, and few rows.
    private static final List<Product> LARGE_PRODUCTS = List.of(
            Product.dense(209, 203, 201, false, true, false),
            Product.dense(70, 611, 198, true, false, true),
            Product.dense(3, 4001, 701, false, false, false));

    private final MessageDigest digest;

    private KernelDigest() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
    }

    @SuppressWarnings("SystemOut") // what the parent process reads
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        System.out.println(Kernels.report());
        long end = System.nanoTime() + Long.getLong("glissade.test.digestMillis", 300L) * 1_000_000;
        String first = new KernelDigest().round();
        while (System.nanoTime() < end) {
            String again = new KernelDigest().round();
            if (!again.equals(first)) {
                throw new IllegalStateException("the first round gives " + first + ", a later one " + again);
            }
        }
        System.out.println(first);
        if (!System.getProperty("glissade.test.large", "true").equals("false")) {
            System.out.println(largeOnAllThreads());
        }
    }

    private static String largeOnAllThreads() throws NoSuchAlgorithmException {
        String single = "";
        for (int threads : THREADS) {
            try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                String shared = new KernelDigest().large(Parallel.on(executor, threads));
                single = single.isEmpty() ? shared : single;
                if (!shared.equals(single)) {
                    throw new IllegalStateException("1 thread gives " + single + ", " + threads + " threads " + shared);
                }
            }
        }
        return single;
    }

    private String round() {
        for (ElementType type : ElementType.values()) {
            for (KernelFamily family : KernelFamily.of(type)) {
                for (Method method : family.methods()) {
                    calls(family, method);
                }
            }
            add(type, DescentProgram.run(type));
            reductions(type, new int[] {1, 37, 4301}, 37, 21, Parallel.none());
            for (int[] shape : new int[][] {{1, 19, 13}, {9, 37, 18}, {65, 33, 11}}) {
                for (int layout = 0; layout < 8; layout++) {
                    product(
                            type,
                            Product.dense(
                                    shape[0],
                                    shape[1],
                                    shape[2],
                                    (layout & 1) != 0,
                                    (layout & 2) != 0,
                                    (layout & 4) != 0),
                            Parallel.none());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private String large(Parallel parallel) {
        for (ElementType type : ElementType.values()) {
            reductions(type, new int[] {70_001}, 201, 133, parallel);
            shared(type, 1801, 301, 5000, parallel);
            for (Product product : LARGE_PRODUCTS) {
                product(type, product, parallel);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Calls a loop with small random arguments, special values among them: all that it writes and returns counts.
    private void calls(KernelFamily family, Method method) {
        ElementType type = family.type();
        LoopDriver driver = LoopDriver.of(method);
        var scalars = type.array(1);
        for (int call = 0; call < CALLS; call++) {
            int seed = 31 * (family + "." + method.getName()).hashCode() + call;
            Object[] arguments = driver.draw(method, new LoopArguments(type, seed, Parallel.none(), LARGEST));
            try {
                if (method.invoke(family.selected(), arguments) instanceof Number value) {
                    type.set(scalars, 0, value.doubleValue());
                    add(type, scalars);
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(family + "." + method.getName(), e);
            }
            for (Object argument : arguments) {
                if (argument.getClass().isArray()) {
                    add(type, argument);
                }
            }
        }
    }

    private void reductions(ElementType type, int[] lengths, int rows, int columns, Parallel parallel) {
        var loops = type.selected();
        var scalars = type.array(2);
        for (int length : lengths) {
            var input = type.random(length + 1, length);
            type.set(scalars, 0, loops.sum(input, 1, length));
            type.set(scalars, 1, loops.max(input, 1, length));
            add(type, scalars);
        }
        for (RowReduction kind : RowReduction.values()) {
            var result = type.array(Math.max(rows, columns) + 3);
            loops.rows(kind, type.random(rows * columns, 1), 0, rows, columns, result, 1, new Workspace(parallel));
            add(type, result);
        }
    }

    /// Loops over matrices that may share their work out, on random values, one in `every` a special one; of each result
    /// the first elements, which lie in all columns of a matrix.
    private void shared(ElementType type, int rows, int columns, int every, Parallel parallel) {
        Record kernels = type == ElementType.FLOAT32 ? FloatKernels.selected() : DoubleKernels.selected();
        var start = type.array(4 * columns);
        try {
            for (String name : LoopCall.FAMILIES) {
                Object family = LoopCall.family(kernels, name);
                for (Method loop : LoopCall.loops(family)) {
                    if (!Arrays.asList(loop.getParameterTypes()).contains(Workspace.class)) {
                        continue;
                    }
                    var workspace = new Workspace(parallel);
                    LoopCall call = LoopCall.of(type, family, loop, rows, columns, every, 5, workspace);
                    if (!call.arrays().isEmpty()) {
                        System.arraycopy(call.arrays().getLast(), 0, start, 0, 4 * columns);
                    }
                    type.set(start, 0, call.result());
                    add(type, start);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void product(ElementType type, Product product, Parallel parallel) {
        var result = type.random(product.resultLength(), 3);
        type.selected()
                .multiply(
                        product,
                        type.random(product.leftLength(), 1),
                        type.random(product.rightLength(), 2),
                        result,
                        new Workspace(parallel));
        add(type, result);
    }

    private void add(ElementType type, Object array) {
        int length = Array.getLength(array);
        var bits = ByteBuffer.allocate(length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            bits.putLong(ElementType.bits(type.get(array, i)));
        }
        digest.update(bits.array());
    }
}
