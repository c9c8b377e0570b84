package dev.glissade.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;

/// Arrays, each followed by its offset, and numbers of the element type, to one value; one length for all arrays.
final class SumDriver implements LoopDriver {
    @Override
    public boolean drives(Method method) {
        return method.getReturnType() != void.class
                && LoopDriver.kinds(method).matches("(F|AI)+I?")
                && LoopDriver.extents(method).size() <= 1;
    }

    @Override
    public Object[] draw(Method method, LoopArguments random) {
        Parameter[] parameters = method.getParameters();
        var arguments = new Object[parameters.length];
        int length = random.extent(1);
        for (int i = 0; i < parameters.length; i++) {
            Class<?> kind = parameters[i].getType();
            if (kind.isArray()) {
                int offset = random.offset();
                arguments[i] = random.array(offset, length);
                arguments[++i] = offset;
            } else {
                arguments[i] = kind == int.class ? (Object) length : LoopDriver.boxed(random.type(), random.value());
            }
        }
        return arguments;
    }
}
