package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions of single numbers give the bits of the loop of the same name.
class ScalarFunctionsTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    static Method[] functions() {
        return ScalarFunctions.class.getDeclaredMethods();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void bitsAreThoseOfTheLoop(Method function) throws ReflectiveOperationException {
        var random = new SplittableRandom(4);
        Object family = family(function.getName());
        Method loop = Arrays.stream(family.getClass().getMethods())
                .filter(method -> method.getName().equals(function.getName()))
                .findFirst()
                .orElseThrow();
        int count = function.getParameterCount();
        for (int i = 0; i < 1000; i++) {
            Object[] operands = new Object[count];
            for (int j = 0; j < count; j++) {
                operands[j] =
                        random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextDouble(-30, 30);
            }
            double expected = throughLoop(family, loop, operands);
            assertThat(Double.doubleToLongBits((double) function.invoke(null, operands)))
                    .as("%s %s", function.getName(), Arrays.toString(operands))
                    .isEqualTo(Double.doubleToLongBits(expected));
        }
    }

    private static Object family(String function) throws ReflectiveOperationException {
        for (RecordComponent component : DoubleKernels.class.getRecordComponents()) {
            for (Method method : component.getType().getMethods()) {
                if (method.getName().equals(function)) {
                    return Objects.requireNonNull(component.getAccessor().invoke(DoubleKernels.scalar()));
                }
            }
        }
        throw new AssertionError("no loop is called " + function);
    }

    /// Loops take scalars first, then arrays with their offsets, the result, and the length; functions their argument first.
    private static double throughLoop(Object family, Method loop, Object[] operands)
            throws ReflectiveOperationException {
        Class<?>[] kinds = loop.getParameterTypes();
        Object[] arguments = new Object[kinds.length];
        double[] result = new double[1];
        int scalars =
                (int) Arrays.stream(kinds).filter(kind -> kind == double.class).count();
        int scalar = operands.length - scalars;
        int array = 0;
        int lastArray = Arrays.asList(kinds).lastIndexOf(double[].class);
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == double.class) {
                arguments[i] = operands[scalar++];
            } else if (kinds[i] == double[].class) {
                arguments[i] = i == lastArray ? result : new double[] {(double) operands[array++]};
            } else {
                arguments[i] = i == kinds.length - 1 ? 1 : 0;
            }
        }
        loop.invoke(family, arguments);
        return result[0];
    }
}
