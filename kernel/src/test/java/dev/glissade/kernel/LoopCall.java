package dev.glissade.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// One call of a loop over sequences or matrices, found by its signature: arrays, each with an offset, numbers, one
/// length or rows and columns, a workspace.
///
/// @param result what the loop returned, a number; 0 if nothing
/// @param arrays the arrays after the call, in the order of the parameters
record LoopCall(double result, List<Object> arrays) {
    private static final int MARGIN = 8;

    /// The families whose loops this class can call.
    static final List<String> FAMILIES = List.of("reductions", "extrema", "softmax", "scans", "normalisation");

    /// The loops of one family, by name.
    static List<Method> loops(Object family) {
        Class<?> contract = family.getClass().getInterfaces()[0];
        return Arrays.stream(contract.getMethods())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /// The family of that name.
    static Object family(Record kernels, String name) throws ReflectiveOperationException {
        return kernels.getClass().getMethod(name).invoke(kernels);
    }

    /// Whether the loop works on a matrix of rows and columns, not on one length.
    static boolean takesMatrix(Method loop) {
        Class<?>[] kinds = loop.getParameterTypes();
        long arrays = Arrays.stream(kinds).filter(Class::isArray).count();
        long numbers = Arrays.stream(kinds).filter(kind -> kind == int.class).count();
        return numbers == arrays + 2;
    }

    /// Calls a loop on random values, one in `every` a special one; for a loop over one length it is `rows · columns`.
    static LoopCall of(
            ElementType type,
            Object family,
            Method loop,
            int rows,
            int columns,
            int every,
            long seed,
            Workspace workspace)
            throws ReflectiveOperationException {
        Class<?>[] kinds = loop.getParameterTypes();
        var arguments = new Object[kinds.length];
        var arrays = new ArrayList<Object>();
        boolean matrix = takesMatrix(loop);
        int sizes = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i].isArray()) {
                arguments[i] = type.special(rows * columns + Math.max(rows, columns) + 2 * MARGIN, every, seed + i);
                arrays.add(arguments[i]);
            } else if (kinds[i] == Workspace.class) {
                arguments[i] = workspace;
            } else if (kinds[i] != int.class) {
                arguments[i] = type == ElementType.FLOAT32 ? (Object) 0.3f : (Object) 0.3;
            } else if (i > 0 && kinds[i - 1].isArray()) {
                arguments[i] = MARGIN - arrays.size();
            } else {
                arguments[i] = !matrix ? rows * columns : sizes == 0 ? rows : columns;
                sizes++;
            }
        }
        try {
            Object result = loop.invoke(family, arguments);
            return new LoopCall(result instanceof Number number ? number.doubleValue() : 0, arrays);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(loop.toString(), e.getCause());
        }
    }
}
