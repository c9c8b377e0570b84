package dev.glissade.kernel;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Calls two implementations of a loop with the same random arguments and compares the bits of all that they return and
/// write, and of all that they must leave alone.
///
/// A call is a function of its seed, so a failure is repeated by the seed in its message.
final class LoopFuzzer {
    private final Parallel parallel;
    private final int largest;

    /// @param parallel what workspaces are made with
    /// @param largest about the number of elements of the largest operand
    LoopFuzzer(Parallel parallel, int largest) {
        this.parallel = parallel;
        this.largest = largest;
    }

    /// A loop of two implementations.
    record Loop(ElementType type, Method method, Object reference, Object candidate) {
        static Loop of(KernelFamily family, Method method) {
            return new Loop(family.type(), method, family.scalar(), family.simd());
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
    }

    /// Compares one call.
    ///
    /// @throws AssertionError that names the seed if the implementations differ, or one writes where it must not
    void compare(Loop loop, long seed) {
        var random = new LoopArguments(loop.type(), seed, parallel, largest);
        Object[] arguments = LoopDriver.of(loop.method()).draw(loop.method(), random);
        Object[] expected = copies(arguments);
        Object[] actual = copies(arguments);
        var call = new Call(loop, seed, arguments, random);
        Object expectedValue = call.run(loop.reference(), expected);
        Object actualValue = call.run(loop.candidate(), actual);
        if (expectedValue instanceof Number number
                && bits(number) != bits((Number) Objects.requireNonNull(actualValue))) {
            throw call.failed("returns " + actualValue + ", expected " + expectedValue, null);
        }
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].getClass().isArray()) {
                call.compare(i, expected[i], actual[i]);
            }
        }
    }

    /// Copies of the arrays, the same where they are the same.
    private static Object[] copies(Object[] arguments) {
        IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
        var copy = new Object[arguments.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = arguments[i].getClass().isArray()
                    ? copies.computeIfAbsent(arguments[i], LoopFuzzer::copy)
                    : arguments[i];
        }
        return copy;
    }

    private static Object copy(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    private static long bits(Number value) {
        return ElementType.bits(value.doubleValue());
    }

    private record Call(Loop loop, long seed, Object[] arguments, LoopArguments random) {
        private @Nullable Object run(Object implementation, Object[] values) {
            try {
                return loop.method().invoke(implementation, values);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            } catch (InvocationTargetException e) {
                throw failed(implementation.getClass().getSimpleName() + " throws " + e.getCause(), e.getCause());
            }
        }

        private void compare(int argument, Object expected, Object actual) {
            for (int i = 0; i < Array.getLength(expected); i++) {
                long bits = ElementType.bits(Array.getDouble(expected, i));
                if (ElementType.bits(Array.getDouble(actual, i)) != bits) {
                    throw failed(
                            "element " + i + " of argument " + argument + " is " + Array.getDouble(actual, i)
                                    + ", expected " + Array.getDouble(expected, i),
                            null);
                }
                if (!random.isWritable(arguments[argument], i)
                        && ElementType.bits(Array.getDouble(arguments[argument], i)) != bits) {
                    throw failed("element " + i + " of argument " + argument + " is written, outside the result", null);
                }
            }
        }

        private AssertionError failed(String how, @Nullable Throwable cause) {
            String shape = IntStream.range(0, arguments.length)
                    .mapToObj(i -> loop.method().getParameters()[i].getName() + " " + shown(arguments[i]))
                    .collect(Collectors.joining(", "));
            return new AssertionError("seed " + seed + ", " + loop + " " + how + "; called with " + shape, cause);
        }

        private static String shown(Object argument) {
            return argument.getClass().isArray()
                    ? "[" + Array.getLength(argument) + "]"
                    : argument instanceof Workspace ? "" : argument.toString();
        }
    }
}
