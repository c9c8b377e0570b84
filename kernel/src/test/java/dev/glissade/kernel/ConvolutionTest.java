package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.kernel.Convolving.Loop;
import java.lang.reflect.Array;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Convolution and its adjoints give the bits of the plain loops, whatever way they take.
class ConvolutionTest {
    private static final long SEED = 2207;

    /// Larger than what is done at a time: channels, rows of a copy, lanes, panels of outputs.
    private static final Convolving[] LARGE = {
        new Convolving(Window.square(3, 1, 1), 1, 2, 40, 28, 28, 24, 0),
        new Convolving(Window.square(3, 1, 1), 1, 2, 8, 28, 28, 9, 3),
        new Convolving(Window.square(3, 1, 1), 1, 1, 4, 10, 17, 8, 1),
        new Convolving(Window.square(3, 1, 1), 1, 1, 3, 30, 700, 9, 2),
        new Convolving(Window.square(3, 2, 1), 2, 2, 70, 13, 15, 34, 1),
        new Convolving(new Window(5, 7, 1, 2, 2, 3, 1, 1), 1, 2, 17, 19, 40, 11, 0),
        new Convolving(new Window(3, 3, 2, 3, 3, 2, 2, 2), 3, 2, 9, 41, 37, 27, 3),
        new Convolving(Window.square(1, 1, 0), 1, 3, 70, 9, 11, 67, 0),
        new Convolving(Window.square(1, 3, 0), 1, 2, 35, 20, 17, 5, 0),
        new Convolving(new Window(15, 15, 1, 1, 7, 7, 1, 1), 1, 1, 2, 20, 33, 3, 0),
        new Convolving(Window.square(2, 5, 1), 1, 1, 3, 24, 26, 8, 0),
        new Convolving(Window.square(3, 1, 1), 1, 1, 33, 70, 150, 2, 0)
    };

    @ParameterizedTest
    @EnumSource
    void randomShapesAgreeWithThePlainLoops(ElementType type) {
        var random = new Random(SEED);
        for (int trial = 0; trial < 400; trial++) {
            compare(type, Convolving.random(random), "seed " + SEED + ", trial " + trial, new Workspace());
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneWorkspaceServesShapesOfAllSizes(ElementType type) {
        var random = new Random(SEED + 1);
        var workspace = new Workspace();
        for (int trial = 0; trial < 100; trial++) {
            compare(type, Convolving.random(random), "seed " + (SEED + 1) + ", trial " + trial, workspace);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shapesLargerThanEveryBlockAgreeWithThePlainLoops(ElementType type) {
        for (Convolving convolving : LARGE) {
            compare(type, convolving, "large", new Workspace());
        }
    }

    /// Compares whole arrays, so that a stray write beyond the result is seen too.
    private static void compare(ElementType type, Convolving convolving, String what, Workspace workspace) {
        for (Loop loop : Loop.values()) {
            for (boolean special : new boolean[] {false, true}) {
                int every = special ? 60 : 1 << 20;
                var left = type.special(convolving.length(loop.left(convolving)), every, 1);
                var right = type.special(convolving.length(loop.right(convolving)), every, 2);
                var bias = type.special(convolving.length(convolving.outputs()), every, 3);
                var expected = type.special(convolving.length(loop.result(convolving)), 20, 4);
                var actual = type.copy(expected);
                convolving.run(loop, kernels(type, false), left, right, bias, expected, workspace);
                convolving.run(loop, kernels(type, true), left, right, bias, actual, workspace);
                type.assertSameBits(expected, actual, what + ": " + loop + " of " + convolving);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImageOfABatchHasTheBitsOfThatImageAlone(ElementType type) {
        for (Convolving shape : LARGE) {
            for (Loop loop : new Loop[] {Loop.CONVOLVE, Loop.CONVOLVE_WITH_BIAS, Loop.INPUT_ADJOINT}) {
                var batch = sized(shape, 5, 0);
                var alone = sized(shape, 1, 0);
                var left = type.random(loop.left(batch), 5);
                var right = type.random(loop.right(batch), 6);
                var bias = type.random(batch.outputs(), 7);
                var whole = type.array(loop.result(batch));
                batch.run(loop, kernels(type, true), left, right, bias, whole, new Workspace());
                var each = type.array(loop.result(batch));
                for (int image = 0; image < 5; image++) {
                    var one = type.array(loop.left(alone));
                    System.arraycopy(left, image * loop.left(alone), one, 0, loop.left(alone));
                    var result = type.array(loop.result(alone));
                    alone.run(loop, kernels(type, true), one, right, bias, result, new Workspace());
                    System.arraycopy(result, 0, each, image * loop.result(alone), loop.result(alone));
                }
                type.assertSameBits(each, whole, loop + " of " + batch);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsCannotBeSeenInTheResult(ElementType type) {
        for (Convolving shape : LARGE) {
            for (int images : new int[] {1, 3}) {
                var convolving = sized(shape, images, 2);
                for (Loop loop : Loop.values()) {
                    var left = type.random(convolving.length(loop.left(convolving)), 8);
                    var right = type.random(convolving.length(loop.right(convolving)), 9);
                    var bias = type.random(convolving.length(convolving.outputs()), 10);
                    var alone = type.random(convolving.length(loop.result(convolving)), 11);
                    convolving.run(loop, kernels(type, true), left, right, bias, alone, new Workspace());
                    for (int threads : new int[] {2, 3, 8}) {
                        var shared = type.random(convolving.length(loop.result(convolving)), 11);
                        try (ExecutorService executor = Executors.newFixedThreadPool(threads - 1)) {
                            var workspace = new Workspace(Parallel.on(executor, threads));
                            convolving.run(loop, kernels(type, true), left, right, bias, shared, workspace);
                        }
                        type.assertSameBits(alone, shared, threads + " threads, " + loop + " of " + convolving);
                    }
                }
            }
        }
    }

    /// ⟨conv(x, w), y⟩ = ⟨x, inputAdjoint(y, w)⟩ = ⟨w, weightAdjoint(x, y)⟩, in exact numbers.
    @ParameterizedTest
    @EnumSource(names = "FLOAT64")
    void adjointsPassTheInnerProductTest(ElementType type) {
        var random = new Random(SEED + 2);
        for (int trial = 0; trial < 300; trial++) {
            var shape = Convolving.random(random);
            var convolving = sized(shape, shape.batch(), 0);
            for (boolean simd : new boolean[] {false, true}) {
                double[] x = normal(random, convolving.inputs());
                double[] w = normal(random, convolving.weights());
                double[] y = normal(random, convolving.results());
                double[] output = new double[convolving.results()];
                double[] byInput = new double[convolving.inputs()];
                double[] byWeight = new double[convolving.weights()];
                convolving.run(Loop.CONVOLVE, kernels(type, simd), x, w, w, output, new Workspace());
                convolving.run(Loop.INPUT_ADJOINT, kernels(type, simd), y, w, w, byInput, new Workspace());
                convolving.run(Loop.WEIGHT_ADJOINT, kernels(type, simd), x, y, w, byWeight, new Workspace());
                double tolerance = 1e-12 * (1 + norm(output) * norm(y));
                String what = "seed " + (SEED + 2) + ", trial " + trial + ": " + convolving;
                assertThat(dot(x, byInput)).as(what).isEqualTo(dot(output, y), within(tolerance));
                assertThat(dot(w, byWeight)).as(what).isEqualTo(dot(output, y), within(tolerance));
            }
        }
    }

    private static Convolving sized(Convolving shape, int batch, int offset) {
        return new Convolving(
                shape.window(),
                shape.groups(),
                batch,
                shape.channels(),
                shape.rows(),
                shape.columns(),
                shape.outputs(),
                offset);
    }

    static Record kernels(ElementType type, boolean simd) {
        return switch (type) {
            case FLOAT32 -> simd ? SimdKernels.floats() : ScalarKernels.floats();
            case FLOAT64 -> simd ? SimdKernels.doubles() : ScalarKernels.doubles();
        };
    }

    private static double[] normal(Random random, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(2001) / 1000.0 - 1;
        }
        return values;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < Array.getLength(left); i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static double norm(double[] values) {
        return StrictMath.sqrt(dot(values, values));
    }
}
