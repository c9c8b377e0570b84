package dev.glissade.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One method of an elementwise family, of either element type, called through its signature, so that a new method is
/// tested without a word more.
///
/// Signatures read: arrays, each followed by its offset and perhaps a stride; one or two scalars of the element type in
/// between; the length at the end. The last array is the result.
record ElementwiseLoop(ElementType type, Method method, Object scalar, Object simd) {

    /// What to hand to the loop, an offset for each array. A second scalar is 2.5 times the first.
    record Call(Object[] arrays, int[] offsets, int stride, double scalar, int length) {

        double otherScalar() {
            return 2.5 * scalar;
        }
    }

    static List<ElementwiseLoop> all() {
        var elementwise = new ElementwiseDriver();
        List<ElementwiseLoop> loops = new ArrayList<>();
        for (KernelFamily family : KernelFamily.all()) {
            for (Method method : family.methods()) {
                if (elementwise.drives(method)) {
                    loops.add(new ElementwiseLoop(family.type(), method, family.scalar(), family.simd()));
                }
            }
        }
        return loops;
    }

    /// The number of arrays, the result included.
    int arrays() {
        return (int)
                Arrays.stream(method.getParameterTypes()).filter(Class::isArray).count();
    }

    boolean isStrided() {
        return method.getName().equals("gather") || method.getName().equals("scatter");
    }

    /// The arguments in the order of the signature, so that repeated calls need no new ones.
    Object[] arguments(Call call) {
        Class<?>[] kinds = method.getParameterTypes();
        var arguments = new Object[kinds.length];
        int array = -1;
        boolean offsetIsNext = false;
        double scalar = call.scalar();
        for (int i = 0; i < kinds.length - 1; i++) {
            if (kinds[i].isArray()) {
                array++;
                arguments[i] = call.arrays()[array];
                offsetIsNext = true;
            } else if (kinds[i] == int.class) {
                arguments[i] = offsetIsNext ? call.offsets()[array] : call.stride();
                offsetIsNext = false;
            } else {
                arguments[i] = kinds[i] == float.class ? (Object) (float) scalar : (Object) scalar;
                scalar = call.otherScalar();
            }
        }
        arguments[kinds.length - 1] = call.length();
        return arguments;
    }

    void run(Object implementation, Object[] arguments) {
        try {
            method.invoke(implementation, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(this + " failed", e.getCause());
        }
    }

    @Override
    public String toString() {
        return method.getName() + " " + type;
    }
}
