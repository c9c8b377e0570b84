package dev.glissade.accuracy;

import dev.glissade.kernel.DoubleKernels;
import dev.glissade.kernel.FloatKernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A loop whose results have a reference, and which calls it; found through the records of the kernels.
record MeasuredLoop(boolean wide, FunctionReference reference, Method method, Object implementation) {

    /// Elementwise loops that are exact, correctly rounded in an obvious way, or choices between their operands; what
    /// ends in `Backward` is a product or two of its operands.
    static final Set<String> NOT_MEASURED = Set.of(
            "add",
            "subtract",
            "multiply",
            "divide",
            "max",
            "min",
            "negate",
            "abs",
            "square",
            "relu",
            "leakyRelu",
            "scale",
            "addScaled",
            "fma",
            "gather",
            "scatter",
            "floor",
            "ceil",
            "round",
            "trunc",
            "sign",
            "clamp",
            "where",
            "normaliseRow",
            "normaliseChannel",
            "normaliseEach",
            "less",
            "lessOrEqual",
            "greater",
            "greaterOrEqual",
            "equal",
            "notEqual");

    /// The selected loops of a type that have a reference, in the order of the references.
    static List<MeasuredLoop> all(boolean wide) {
        List<MeasuredLoop> loops = new ArrayList<>();
        for (FunctionReference reference : FunctionReference.all()) {
            for (Family family : families(wide)) {
                for (Method method : family.contract().getMethods()) {
                    if (method.getName().equals(reference.name())) {
                        loops.add(new MeasuredLoop(wide, reference, method, family.selected()));
                    }
                }
            }
        }
        return loops;
    }

    /// The elementwise loops that should have a reference and have none.
    static List<String> missing(boolean wide) {
        List<String> missing = new ArrayList<>();
        for (Family family : families(wide)) {
            for (Method method : family.contract().getMethods()) {
                String name = method.getName();
                boolean known = NOT_MEASURED.contains(name) || name.endsWith("Backward");
                if (isElementwise(method)
                        && !known
                        && FunctionReference.of(name).isEmpty()) {
                    missing.add(family.contract().getSimpleName() + "." + name);
                }
            }
        }
        return missing;
    }

    private record Family(Class<?> contract, Object selected) {}

    private static List<Family> families(boolean wide) {
        Record kernels = wide ? DoubleKernels.selected() : FloatKernels.selected();
        List<Family> families = new ArrayList<>();
        for (RecordComponent component : kernels.getClass().getRecordComponents()) {
            try {
                families.add(
                        new Family(component.getType(), component.getAccessor().invoke(kernels)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(component.getName(), e);
            }
        }
        return families;
    }

    /// Factors and arrays, each followed by its offset, and the length.
    private static boolean isElementwise(Method method) {
        var kinds = new StringBuilder();
        for (Class<?> kind : method.getParameterTypes()) {
            kinds.append(kind.isArray() ? 'A' : kind == int.class ? 'I' : kind.isPrimitive() ? 'F' : '?');
        }
        boolean named =
                method.getParameters()[method.getParameterCount() - 1].getName().equals("length");
        return method.getReturnType() == void.class && named && kinds.toString().matches("(F|AI)+I");
    }

    /// Calls the loop on whole arrays, which are `float[]` or `double[]` as the loop wants.
    void run(double[] factors, Object left, Object right, Object result, int length) {
        Class<?>[] kinds = method.getParameterTypes();
        var arguments = new Object[kinds.length];
        Object[] arrays = {left, reference.operands() == 1 ? result : right, result};
        int array = 0;
        int factor = 0;
        for (int i = 0; i < kinds.length - 1; i++) {
            if (kinds[i].isArray()) {
                arguments[i] = arrays[array++];
            } else if (kinds[i] == int.class) {
                arguments[i] = 0;
            } else {
                double value = factors[factor++];
                arguments[i] = kinds[i] == float.class ? (Object) (float) value : (Object) value;
            }
        }
        arguments[kinds.length - 1] = length;
        try {
            method.invoke(implementation, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method.getName(), e);
        }
    }
}
