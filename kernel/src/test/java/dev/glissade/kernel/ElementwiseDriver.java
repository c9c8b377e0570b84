package dev.glissade.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Set;

/// Arrays, each followed by its offset and perhaps a stride, factors of the element type in between, and the length;
/// the last array is the result.
final class ElementwiseDriver implements LoopDriver {
    @Override
    public boolean drives(Method method) {
        return method.getReturnType() == void.class
                && LoopDriver.kinds(method).matches("(F|AI{1,2})+I")
                && LoopDriver.extents(method).equals(Set.of("length"));
    }

    @Override
    public Object[] draw(Method method, LoopArguments random) {
        Parameter[] parameters = method.getParameters();
        var arguments = new Object[parameters.length];
        int length = random.extent(1);
        int last = LoopDriver.kinds(method).lastIndexOf('A');
        for (int i = 0; i < last; i++) {
            if (parameters[i].getType().isArray()) {
                i += operand(parameters, arguments, i, length, random);
            } else {
                arguments[i] = LoopDriver.boxed(random.type(), random.value());
            }
        }
        int stride = isStride(parameters[last + 2]) ? random.between(1, 5) : 1;
        int extent = length == 0 ? 0 : (length - 1) * stride + 1;
        int shared = random.flip() && stride == 1 ? sharable(parameters, random.between(0, last - 1)) : -1;
        arguments[last + 1] = shared < 0 ? random.offset() : arguments[shared + 1];
        arguments[last] = shared < 0 ? random.array((int) arguments[last + 1], extent) : arguments[shared];
        if (isStride(parameters[last + 2])) {
            arguments[last + 2] = stride;
        }
        arguments[parameters.length - 1] = length;
        random.mayWrite(arguments[last], (int) arguments[last + 1], length, 1, stride);
        return arguments;
    }

    /// Draws an array with its offset and stride.
    ///
    /// @return how many arguments follow the array
    private static int operand(Parameter[] parameters, Object[] arguments, int at, int length, LoopArguments random) {
        boolean strided = isStride(parameters[at + 2]);
        int stride = strided ? random.between(0, 5) : 1;
        int offset = random.offset();
        arguments[at] = random.array(offset, length == 0 ? 0 : (length - 1) * stride + 1);
        arguments[at + 1] = offset;
        if (strided) {
            arguments[at + 2] = stride;
        }
        return strided ? 2 : 1;
    }

    /// The array at or before `at` that a result may share, the slices being the same; −1 if there is none.
    private static int sharable(Parameter[] parameters, int at) {
        for (int i = Math.min(at, parameters.length - 3); i >= 0; i--) {
            if (parameters[i].getType().isArray() && !isStride(parameters[i + 2])) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isStride(Parameter parameter) {
        return parameter.getName().endsWith("Stride");
    }
}
