package dev.glissade.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Set;

/// A dense matrix of `rows` × `columns`, and at most as many results.
final class RowsDriver implements LoopDriver {
    @Override
    public boolean drives(Method method) {
        return method.getReturnType() == void.class
                && LoopDriver.kinds(method).matches("[AIFW]+")
                && LoopDriver.extents(method).equals(Set.of("rows", "columns"));
    }

    @Override
    public Object[] draw(Method method, LoopArguments random) {
        int rows = random.extent(2);
        int columns = random.extent(2);
        Parameter[] parameters = method.getParameters();
        var arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Class<?> kind = parameters[i].getType();
            if (kind.isArray()) {
                int offset = random.offset();
                arguments[i] = random.array(offset, Math.max(rows * columns, Math.max(rows, columns)));
                arguments[++i] = offset;
            } else if (kind == int.class) {
                arguments[i] = parameters[i].getName().equals("rows") ? rows : columns;
            } else if (kind == Workspace.class) {
                arguments[i] = random.workspace();
            } else {
                arguments[i] = LoopDriver.boxed(random.type(), random.value());
            }
        }
        return arguments;
    }
}
