package dev.glissade.kernel;

import dev.glissade.kernel.ElementType.RowReduction;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

/// A program over all selected loops that prints the report, a line, and the digest of all results, another line.
///
/// It runs a few rounds, so that interpreter and compilers all take part, and fails if two rounds differ.
final class KernelDigest {
    private static final int LENGTH = 75;

    private final MessageDigest digest;

    private KernelDigest() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws ReflectiveOperationException, NoSuchAlgorithmException {
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
    }

    private String round() throws ReflectiveOperationException {
        for (ElementType type : ElementType.values()) {
            Record kernels = switch (type) {
                case FLOAT32 -> FloatKernels.selected();
                case FLOAT64 -> DoubleKernels.selected();
            };
            for (String family : new String[] {"arithmetic", "functions", "adjoints"}) {
                Method accessor = kernels.getClass().getMethod(family);
                elementwise(type, accessor.getReturnType(), accessor.invoke(kernels));
            }
            reductions(type);
            products(type);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Calls every method of a family: arrays of random and special values, an offset after each array, strides of 2.
    private void elementwise(ElementType type, Class<?> family, Object loops) throws ReflectiveOperationException {
        Method[] methods = family.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        for (Method method : methods) {
            Class<?>[] kinds = method.getParameterTypes();
            var arguments = new Object[kinds.length];
            for (int i = 0; i < kinds.length; i++) {
                if (kinds[i].isArray()) {
                    arguments[i] =
                            type.special(2 * LENGTH + 5, 9, method.getName().hashCode() + i);
                } else if (kinds[i] == int.class) {
                    boolean offset = kinds[i - 1].isArray();
                    boolean last = i == kinds.length - 1;
                    arguments[i] = offset ? (Object) 3 : last ? (Object) LENGTH : (Object) 2;
                } else {
                    arguments[i] = type == ElementType.FLOAT32 ? (Object) 0.3f : (Object) 0.3;
                }
            }
            try {
                method.invoke(loops, arguments);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(method.toString(), e.getCause());
            }
            for (Object argument : arguments) {
                if (argument.getClass().isArray()) {
                    add(type, argument);
                }
            }
        }
    }

    private void reductions(ElementType type) {
        var loops = type.selected();
        var scalars = type.array(2);
        for (int length : new int[] {1, 37, 4301}) {
            var input = type.random(length + 1, length);
            type.set(scalars, 0, loops.sum(input, 1, length));
            type.set(scalars, 1, loops.max(input, 1, length));
            add(type, scalars);
        }
        for (RowReduction kind : RowReduction.values()) {
            var result = type.array(40);
            loops.rows(kind, type.random(37 * 21, 1), 0, 37, 21, result, 1, new Workspace());
            add(type, result);
        }
    }

    private void products(ElementType type) {
        int[][] shapes = {{1, 19, 13}, {9, 37, 18}, {65, 33, 11}};
        for (int[] shape : shapes) {
            for (int layout = 0; layout < 8; layout++) {
                var product = Product.dense(
                        shape[0], shape[1], shape[2], (layout & 1) != 0, (layout & 2) != 0, (layout & 4) != 0);
                var result = type.random(product.resultLength(), 3);
                type.selected()
                        .multiply(
                                product,
                                type.random(product.leftLength(), 1),
                                type.random(product.rightLength(), 2),
                                result,
                                new Workspace());
                add(type, result);
            }
        }
    }

    private void add(ElementType type, Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            long bits = ElementType.bits(type.get(array, i));
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                digest.update((byte) (bits >>> shift));
            }
        }
    }
}
