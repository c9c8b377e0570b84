package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random calls of all loops give the bits of the reference; and the fuzzer finds what it is there for.
class LoopFuzzerTest {
    private static final long BUDGET = Long.getLong("glissade.test.fuzzMillis", 2500L) * 1_000_000;

    /// The seed changes from run to run; a failure names that of its call.
    @ParameterizedTest
    @EnumSource
    void randomCallsGiveTheBitsOfTheReference(ElementType type) {
        List<LoopFuzzer.Loop> loops = Fuzz.loops(type);
        assertThat(loops).hasSizeGreaterThan(30);
        assertThat(Fuzz.run(loops, System.nanoTime(), BUDGET, 1 << 16)).isGreaterThanOrEqualTo(loops.size());
    }

    @Test
    void aWrongElementIsFoundAndItsSeedNamed() {
        LoopFuzzer.Loop loop = changed("exp", arguments -> {
            int offset = (int) arguments[3];
            var result = (float[]) arguments[2];
            result[offset] = Math.nextUp(result[offset]);
        });
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> call(loop))
                .withMessageStartingWith("seed 5, FloatExponentials.exp element ")
                .withMessageContaining(" of argument ")
                .withMessageContaining(", length ");
    }

    @Test
    void aWriteOutsideTheResultIsFound() {
        LoopFuzzer.Loop loop = changed("exp", arguments -> {
            int offset = (int) arguments[3];
            ((float[]) arguments[2])[offset - 1] = 4711;
        });
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> call(loop))
                .withMessageContaining(" is 4711.0, expected ");
        // both implementations agree here, so that only the slice tells
        var both = new LoopFuzzer.Loop(loop.type(), loop.method(), loop.candidate(), loop.candidate());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> call(both))
                .withMessageContaining("is written, outside the result");
    }

    @Test
    void aFailureIsTold() {
        LoopFuzzer.Loop loop = changed("exp", arguments -> {
            throw new IllegalArgumentException("no " + arguments.length);
        });
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> call(loop))
                .withMessageContaining("throws java.lang.IllegalArgumentException: no 5");
    }

    @Test
    void aNewShapeOfSignatureNeedsADriver() {
        var method =
                Arrays.stream(Unknown.class.getDeclaredMethods()).findFirst().orElseThrow();
        assertThatIllegalStateException()
                .isThrownBy(() -> LoopDriver.of(method))
                .withMessage("no driver for Unknown.twist(float[] input, long angle); "
                        + "a new shape of signature needs one in LoopDriver.DRIVERS");
    }

    interface Unknown {
        void twist(float[] input, long angle);
    }

    /// A seed that draws an offset and a length above 0.
    private static void call(LoopFuzzer.Loop loop) {
        new LoopFuzzer(Parallel.none(), 1000).compare(loop, 5);
    }

    /// The scalar loop of that name, and beside it one that spoils what it leaves.
    private static LoopFuzzer.Loop changed(String name, Consumer<Object[]> spoil) {
        FloatExponentials right = FloatKernels.scalar().exponentials();
        Object wrong = Proxy.newProxyInstance(
                FloatExponentials.class.getClassLoader(),
                new Class<?>[] {FloatExponentials.class},
                (proxy, method, arguments) -> {
                    Object value = method.invoke(right, arguments);
                    spoil.accept(arguments);
                    return value;
                });
        var method = Arrays.stream(FloatExponentials.class.getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return new LoopFuzzer.Loop(ElementType.FLOAT32, method, right, wrong);
    }
}
