package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Recipe;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernel's arithmetic gives the bits of the plain one, any NaN being equal to any NaN.
///
/// The plain one is internal to the package of the contract. It is reached in a copy of that package, loaded where neither
/// module nor kernel is to be seen.
class KernelArithmeticTest {
    private static final String PLAIN = "dev.glissade.optimizers.spi.PlainArithmetic";
    private static final int[] LENGTHS = {0, 1, 31, 32, 33, 4095, 4096, 4097, 8193, 20_000};
    private static final int[] OFFSETS = {0, 1, 7};
    private static final float[] SPECIAL = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, Float.MIN_VALUE, -Float.MAX_VALUE
    };

    private final Arithmetic kernel = new KernelArithmetic();
    private final Arithmetic plain = plain();
    private volatile double sink;

    @Test
    void sumsAreTheSameAtAwkwardLengthsAndOffsets() {
        for (int length : LENGTHS) {
            for (int offset : OFFSETS) {
                for (int specials = 0; specials <= SPECIAL.length; specials++) {
                    compareSums(length, offset, specials);
                }
            }
        }
    }

    private void compareSums(int length, int offset, int specials) {
        String what = "length " + length + ", offset " + offset + ", specials " + specials;
        double[] x = random(length, offset + length + 3, specials);
        double[] y = random(length + 1, offset + length + 3, 0);
        float[] a = Descent.narrow(x);
        float[] b = Descent.narrow(y);
        int to = offset + length;
        assertThat(sums(kernel, x, y, a, b, offset, to)).as(what).isEqualTo(sums(plain, x, y, a, b, offset, to));
        double[] doubles = y.clone();
        double[] expectedDoubles = y.clone();
        kernel.addScaled(0.3, x, doubles, offset, to);
        plain.addScaled(0.3, x, expectedDoubles, offset, to);
        assertThat(doubles).as(what).isEqualTo(expectedDoubles);
        float[] floats = b.clone();
        float[] expectedFloats = b.clone();
        kernel.addScaled(0.3f, a, floats, offset, to);
        plain.addScaled(0.3f, a, expectedFloats, offset, to);
        assertThat(floats).as(what).isEqualTo(expectedFloats);
    }

    /// Compared as arrays, so that NaN equals NaN, and +0 is not −0.
    private static double[] sums(
            Arithmetic arithmetic, double[] x, double[] y, float[] a, float[] b, int from, int to) {
        return new double[] {
            arithmetic.sum(x, from, to),
            arithmetic.sumOfMagnitudes(x, from, to),
            arithmetic.largestMagnitude(x, from, to),
            arithmetic.dot(x, y, from, to),
            arithmetic.dot(x, x, from, to),
            arithmetic.sum(a, from, to),
            arithmetic.sumOfMagnitudes(a, from, to),
            arithmetic.largestMagnitude(a, from, to),
            arithmetic.dot(a, b, from, to),
            arithmetic.dot(a, a, from, to)
        };
    }

    @Test
    void productsAreTheSameInAllArrangements() {
        int[][] shapes = {
            {1, 1, 1},
            {1, 1, 0},
            {3, 2, 0},
            {5, 3, 7},
            {1, 9, 4},
            {9, 1, 4},
            {33, 1, 5000},
            {1, 1, 4097},
            {17, 31, 33},
            {64, 48, 65},
            {2, 70, 130},
            {70, 2, 130}
        };
        for (int[] shape : shapes) {
            for (int arrangement = 0; arrangement < 4; arrangement++) {
                for (int specials = 0; specials <= 4; specials += 2) {
                    compareProducts(
                            shape[0], shape[1], shape[2], (arrangement & 1) != 0, (arrangement & 2) != 0, specials);
                }
            }
        }
    }

    private void compareProducts(int m, int n, int k, boolean leftTurned, boolean rightTurned, int specials) {
        String what = m + "×" + n + "×" + k + ", turned " + leftTurned + " " + rightTurned + ", specials " + specials;
        double[] left = random(1, 3 + m * k, specials);
        double[] right = random(2, 5 + k * n, specials);
        double[] doubles = random(3, 7 + m * n, 0);
        double[] expectedDoubles = doubles.clone();
        kernel.multiply(m, n, k, left, 3, leftTurned, right, 5, rightTurned, doubles, 7);
        plain.multiply(m, n, k, left, 3, leftTurned, right, 5, rightTurned, expectedDoubles, 7);
        assertThat(doubles).as(what).isEqualTo(expectedDoubles);
        float[] narrowLeft = Descent.narrow(left);
        float[] narrowRight = Descent.narrow(right);
        float[] floats = Descent.narrow(random(3, 7 + m * n, 0));
        float[] expectedFloats = floats.clone();
        kernel.multiply(m, n, k, narrowLeft, 3, leftTurned, narrowRight, 5, rightTurned, floats, 7);
        plain.multiply(m, n, k, narrowLeft, 3, leftTurned, narrowRight, 5, rightTurned, expectedFloats, 7);
        assertThat(floats).as(what).isEqualTo(expectedFloats);
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 5000})
    void warmCallsAllocateNothing(int length) throws ReflectiveOperationException {
        double[] x = random(1, length, 0);
        double[] y = random(2, length, 0);
        float[] a = Descent.narrow(x);
        float[] b = Descent.narrow(y);
        AllocationMeter.expectNone(() -> sink = kernel.sum(x, 1, length) + kernel.sum(a, 1, length));
        AllocationMeter.expectNone(
                () -> sink = kernel.sumOfMagnitudes(x, 1, length) + kernel.sumOfMagnitudes(a, 1, length));
        AllocationMeter.expectNone(
                () -> sink = kernel.largestMagnitude(x, 1, length) + kernel.largestMagnitude(a, 1, length));
        AllocationMeter.expectNone(() -> sink = kernel.dot(x, y, 1, length) + kernel.dot(a, b, 1, length));
        AllocationMeter.expectNone(() -> {
            kernel.addScaled(1e-9, x, y, 1, length);
            kernel.addScaled(1e-9f, a, b, 1, length);
        });
    }

    @Test
    void warmProductsAllocateNothing() throws ReflectiveOperationException {
        double[] x = random(1, 20 * 30, 0);
        double[] y = new double[20 * 20];
        float[] a = Descent.narrow(x);
        float[] b = new float[20 * 20];
        AllocationMeter.expectNone(() -> {
            kernel.multiply(20, 20, 30, x, 0, false, x, 0, true, y, 0);
            kernel.multiply(20, 20, 30, a, 0, false, a, 0, true, b, 0);
        });
    }

    @Test
    void rulesAreGivenIt() {
        var given = new AtomicReference<Arithmetic>();
        Recipe.of(new Asking(given)).over(Layout.flat(ElementType.FLOAT32, 2)).step(new float[2], new float[2]);
        assertThat(given.get()).isInstanceOf(KernelArithmetic.class);
    }

    @Test
    void withoutTheKernelThePlainOneStandsIn() throws ReflectiveOperationException {
        Class<?> lookup = Class.forName(
                "dev.glissade.optimizers.spi.ThreadArithmetic", true, loader(Arithmetic.class, KernelArithmetic.class));
        Constructor<?> constructor = lookup.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method get = lookup.getDeclaredMethod("get");
        get.setAccessible(true);
        Object plain = get.invoke(constructor.newInstance());
        assertThat(plain.getClass().getName()).isEqualTo(PLAIN);
    }

    private static Arithmetic plain() {
        try {
            Class<?> type = Class.forName(PLAIN, true, loader(Arithmetic.class));
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object plain = constructor.newInstance();
            return (Arithmetic) Proxy.newProxyInstance(
                    Arithmetic.class.getClassLoader(), new Class<?>[] {Arithmetic.class}, (_, method, arguments) -> {
                        Method same = type.getMethod(method.getName(), method.getParameterTypes());
                        same.setAccessible(true);
                        return invoke(same, plain, arguments);
                    });
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /// Sees the base of the JDK and the places of these classes, nothing else.
    private static ClassLoader loader(Class<?>... classes) {
        var places = new URL[classes.length];
        for (int i = 0; i < classes.length; i++) {
            places[i] = classes[i].getProtectionDomain().getCodeSource().getLocation();
        }
        return new URLClassLoader(places, null);
    }

    /// Numbers in [−1, 1), the first few special ones spread over them.
    private static double[] random(long seed, int length, int specials) {
        var random = new SplittableRandom(seed);
        var numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextDouble(-1, 1);
        }
        for (int i = 0; i < specials && length > 0; i++) {
            numbers[random.nextInt(length)] = SPECIAL[SPECIAL.length - 1 - i];
        }
        return numbers;
    }

    /// Keeps the arithmetic of its step.
    private record Asking(AtomicReference<Arithmetic> given) implements OptimizerProvider {

        @Override
        public String name() {
            return "asking";
        }

        @Override
        public String summary() {
            return "asks for the arithmetic";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(Hyperparameter.LEARNING_RATE);
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (FloatStep step, int _, int _) -> given.set(step.arithmetic());
        }
    }
}
