package dev.glissade.kernel;

import java.lang.reflect.Method;

/// One array, its offset and the length, to one value.
final class SumDriver implements LoopDriver {
    @Override
    public boolean drives(Method method) {
        return method.getReturnType() != void.class && LoopDriver.kinds(method).equals("AII");
    }

    @Override
    public Object[] draw(Method method, LoopArguments random) {
        int length = random.extent(1);
        int offset = random.offset();
        return new Object[] {random.array(offset, length), offset, length};
    }
}
