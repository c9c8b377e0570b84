package dev.glissade.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// A call of every selected loop, with made-up operands, read off the signatures of the contracts.
///
/// In a signature, the whole number behind an array is its offset, here 0; every other one is a length or stride, here
/// [#SIZE], which leaves full vectors and a tail at every width. Arrays are long enough for a square of that side.
final class LoopCalls {
    private static final int SIZE = 67;
    private static final int ELEMENTS = (SIZE + 1) * SIZE;

    /// Sides of products: streamed rows, panels read in place, packed blocks.
    private static final int[][] PRODUCTS = {{1, 64, 64}, {8, 64, 64}, {32, 64, 64}, {96, 96, 96}};

    private LoopCalls() {}

    /// The calls by name, such as `exp float32`.
    static Map<String, Runnable> all() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        products(calls);
        families(calls, FloatKernels.selected(), "float32");
        families(calls, DoubleKernels.selected(), "float64");
        FloatWindowCalls.add(calls);
        DoubleWindowCalls.add(calls);
        return calls;
    }

    private static void products(Map<String, Runnable> calls) {
        float[] floats = new float[96 * 96];
        double[] doubles = new double[96 * 96];
        var floatProduct = FloatKernels.selected().matrixProduct();
        var doubleProduct = DoubleKernels.selected().matrixProduct();
        float[] floatResult = floats.clone();
        double[] doubleResult = doubles.clone();
        var workspace = new Workspace();
        for (int[] sides : PRODUCTS) {
            for (int layout = 0; layout < 4; layout++) {
                int m = sides[0];
                int n = sides[1];
                int k = sides[2];
                boolean leftTransposed = (layout & 1) != 0;
                boolean rightTransposed = (layout & 2) != 0;
                int leftStride = leftTransposed ? m : k;
                int rightStride = rightTransposed ? k : n;
                String name = "product " + m + "×" + k + (leftTransposed ? " transposed" : "") + " by " + k + "×" + n
                        + (rightTransposed ? " transposed" : "");
                calls.put(
                        name + " float32",
                        () -> floatProduct.multiply(
                                m,
                                n,
                                k,
                                floats,
                                0,
                                leftStride,
                                leftTransposed,
                                floats,
                                0,
                                rightStride,
                                rightTransposed,
                                floatResult,
                                0,
                                n,
                                false,
                                workspace));
                calls.put(
                        name + " float64",
                        () -> doubleProduct.multiply(
                                m,
                                n,
                                k,
                                doubles,
                                0,
                                leftStride,
                                leftTransposed,
                                doubles,
                                0,
                                rightStride,
                                rightTransposed,
                                doubleResult,
                                0,
                                n,
                                false,
                                workspace));
            }
        }
    }

    private static void families(Map<String, Runnable> calls, Record kernels, String type) {
        for (RecordComponent family : kernels.getClass().getRecordComponents()) {
            Object loops = invoke(family.getAccessor(), kernels);
            Method[] methods = family.getType().getMethods();
            Arrays.sort(methods, Comparator.comparing(Method::getName));
            for (Method method : methods) {
                if (method.getParameterTypes()[0] == Window.class) {
                    continue; // sizes that fit each other: FloatWindowCalls
                }
                Object[] arguments = arguments(method);
                calls.put(method.getName() + " " + type, () -> invoke(method, loops, arguments));
            }
        }
    }

    private static Object[] arguments(Method method) {
        Class<?>[] kinds = method.getParameterTypes();
        var arguments = new Object[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            boolean offset = i > 0 && kinds[i - 1].isArray();
            arguments[i] = argument(method, kinds[i], offset);
        }
        return arguments;
    }

    private static Object argument(Method method, Class<?> kind, boolean offset) {
        if (kind == float[].class) {
            float[] values = new float[ELEMENTS];
            Arrays.fill(values, 0.5f);
            return values;
        }
        if (kind == double[].class) {
            double[] values = new double[ELEMENTS];
            Arrays.fill(values, 0.5);
            return values;
        }
        if (kind == int[].class) {
            return new int[ELEMENTS];
        }
        if (kind == int.class) {
            return offset ? 0 : SIZE;
        }
        if (kind == float.class) {
            return 0.5f;
        }
        if (kind == double.class) {
            return 0.5;
        }
        if (kind == boolean.class) {
            return false;
        }
        if (kind == Workspace.class) {
            return new Workspace();
        }
        throw new IllegalStateException("warmUp: no value is known for a " + kind.getSimpleName() + " of " + method);
    }

    private static Object invoke(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("warmUp: " + method + " failed", e.getCause());
        }
    }
}
