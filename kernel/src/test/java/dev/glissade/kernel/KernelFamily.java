package dev.glissade.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// One family of loops of one element type, found as a component of [FloatKernels] or [DoubleKernels], so that tests
/// over all loops see a new family without a word more.
record KernelFamily(ElementType type, RecordComponent component) {

    /// The families of both types, in the order of the records.
    static List<KernelFamily> all() {
        List<KernelFamily> families = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            families.addAll(of(type));
        }
        return families;
    }

    static List<KernelFamily> of(ElementType type) {
        Class<?> kernels = switch (type) {
            case FLOAT32 -> FloatKernels.class;
            case FLOAT64 -> DoubleKernels.class;
        };
        return Arrays.stream(kernels.getRecordComponents())
                .map(component -> new KernelFamily(type, component))
                .toList();
    }

    /// The name of the component, such as `arithmetic`.
    String name() {
        return component.getName();
    }

    Class<?> contract() {
        return component.getType();
    }

    /// The loops of the contract, by name and then by signature.
    List<Method> methods() {
        return Arrays.stream(contract().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName)
                        .thenComparing(method -> Arrays.toString(method.getParameterTypes())))
                .toList();
    }

    Object scalar() {
        return switch (type) {
            case FLOAT32 -> get(FloatKernels.scalar());
            case FLOAT64 -> get(DoubleKernels.scalar());
        };
    }

    /// The SIMD loops, which only a machine with the vector module has.
    Object simd() {
        return switch (type) {
            case FLOAT32 -> get(SimdKernels.floats());
            case FLOAT64 -> get(SimdKernels.doubles());
        };
    }

    Object selected() {
        return switch (type) {
            case FLOAT32 -> get(FloatKernels.selected());
            case FLOAT64 -> get(DoubleKernels.selected());
        };
    }

    private Object get(Record kernels) {
        try {
            return component.getAccessor().invoke(kernels);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name() + " failed", e.getCause());
        }
    }

    @Override
    public String toString() {
        return contract().getSimpleName();
    }
}
