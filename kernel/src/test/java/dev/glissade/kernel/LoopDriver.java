package dev.glissade.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Calls the loops of one shape of signature with random arguments. A new shape is a new class, and a place in the list.
interface LoopDriver {
    List<LoopDriver> DRIVERS = List.of(
            new ElementwiseDriver(), new SumDriver(), new RowsDriver(), new ProductDriver(), new WindowDriver());

    /// Whether this driver knows the signature.
    boolean drives(Method method);

    /// The arguments of one call, with all that is read inside the arrays.
    Object[] draw(Method method, LoopArguments random);

    /// The driver of a loop.
    ///
    /// @throws IllegalStateException if the shape of the signature is new
    static LoopDriver of(Method method) {
        for (LoopDriver driver : DRIVERS) {
            if (driver.drives(method)) {
                return driver;
            }
        }
        throw new IllegalStateException(
                "no driver for " + method.getDeclaringClass().getSimpleName() + "."
                        + method.getName() + "("
                        + Arrays.stream(method.getParameters())
                                .map(parameter -> parameter.getType().getSimpleName() + " " + parameter.getName())
                                .collect(Collectors.joining(", "))
                        + "); a new shape of signature needs one in LoopDriver.DRIVERS");
    }

    /// A letter for each parameter: A an array of elements, X one of indices, I an `int`, F an element, B a `boolean`, W
    /// a workspace, ? anything else.
    static String kinds(Method method) {
        var kinds = new StringBuilder();
        for (Class<?> kind : method.getParameterTypes()) {
            if (kind == float[].class || kind == double[].class) {
                kinds.append('A');
            } else if (kind == int[].class) {
                kinds.append('X');
            } else if (kind == int.class) {
                kinds.append('I');
            } else if (kind == float.class || kind == double.class) {
                kinds.append('F');
            } else if (kind == boolean.class) {
                kinds.append('B');
            } else {
                kinds.append(kind == Workspace.class ? 'W' : '?');
            }
        }
        return kinds.toString();
    }

    /// The names of the numbers that are not the offset or the stride of an array.
    static Set<String> extents(Method method) {
        List<String> extents = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            String name = parameter.getName();
            if (parameter.getType() == int.class && !name.endsWith("Offset") && !name.endsWith("Stride")) {
                extents.add(name);
            }
        }
        return Set.copyOf(extents);
    }

    static Object boxed(ElementType type, double value) {
        return switch (type) {
            case FLOAT32 -> (Object) (float) value;
            case FLOAT64 -> (Object) value;
        };
    }
}
