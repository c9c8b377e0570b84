package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glissade.kernel.FreshProcess;
import dev.glissade.kernel.Kernels;
import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Loops that are called for less than a vector until they are compiled allocate nothing afterwards either
/// (docs/decisions/0014).
///
/// What has no profile allocates in every process. What allocates in one of many is the compiler's choice of that run, which this
/// test is not about: so it looks again at what it finds.
class ShortRunsTest {
    private static final int PROCESSES = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path outputs;

    @Test
    void longCallsAfterManyShortOnesAllocateNothing() throws Exception {
        assumeTrue(Kernels.class.getModule().isNamed(), "tested once, where the tests run on the module path");
        Set<String> always = allocating();
        for (int process = 2; process <= PROCESSES && !always.isEmpty(); process++) {
            always.retainAll(allocating());
        }
        assertThat(always).isEmpty();
    }

    /// What allocates in a fresh process.
    private Set<String> allocating() throws Exception {
        var run = FreshProcess.start(outputs, ShortRuns.class, FreshProcess.WITH_VECTORS);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.lines()).isNotEmpty().last().isEqualTo("done");
        return new TreeSet<>(run.lines().subList(0, run.lines().size() - 1));
    }

    /// Prints what still allocates, a line each, and that it is done.
    static final class ShortRuns {
        /// Elements or columns: fewer than any vector has in float32, as in float64 from 256 bit on.
        private static final int FEW = 3;

        private static final int CALLS = 20_000;
        private static final int ROUNDS = 50;

        private static final Samples SAMPLES = new Samples(5, 0);
        private static final Workspace WORKSPACE = new Workspace();

        private ShortRuns() {}

        @SuppressWarnings("SystemOut") // what the parent process reads
        public static void main(String[] arguments) {
            for (DType dtype : DType.values()) {
                for (Runnable call :
                        calls(dtype, Shape.of(FEW), Shape.of(3, FEW)).values()) {
                    for (int i = 0; i < CALLS; i++) {
                        call.run();
                    }
                }
            }
            for (DType dtype : DType.values()) {
                for (String name : WarmAllocations.of(calls(dtype, Shape.of(100), Shape.of(30, 20)), ROUNDS)
                        .keySet()) {
                    System.out.println(dtype + " " + name);
                }
            }
            System.out.println("done");
        }

        private static Map<String, Runnable> calls(DType dtype, Shape vector, Shape matrix) {
            Map<String, Runnable> calls = new LinkedHashMap<>();
            elementwise(calls, dtype, vector);
            alongAxes(calls, dtype, matrix);
            return calls;
        }

        private static void elementwise(Map<String, Runnable> calls, DType dtype, Shape shape) {
            Tensor x = SAMPLES.signed(dtype, shape);
            Tensor y = SAMPLES.signed(dtype, shape);
            Tensor z = SAMPLES.signed(dtype, shape);
            Tensor r = Tensor.zeros(dtype, shape);
            for (ElementwiseOperation operation : ElementwiseOperation.values()) {
                calls.put(
                        operation.toString(),
                        switch (operation) {
                            case SCALE -> () -> Elementwise.scale(2, x, r, WORKSPACE);
                            case CLAMP -> () -> Elementwise.clamp(-1, 1, x, r, WORKSPACE);
                            case LEAKY_RELU -> () -> Elementwise.leakyRelu(0.1, x, r, WORKSPACE);
                            case SOFTPLUS -> () -> Elementwise.softplus(1, 20, x, r, WORKSPACE);
                            case ELU -> () -> Elementwise.elu(1, x, r, WORKSPACE);
                            case ADD_SCALED -> () -> Elementwise.addScaled(x, 2, y, r, WORKSPACE);
                            default ->
                                switch (operation.operands()) {
                                    case 1 -> () -> Elementwise.apply(operation, x, r, WORKSPACE);
                                    case 2 -> () -> Elementwise.apply(operation, x, y, r, WORKSPACE);
                                    default -> () -> Elementwise.apply(operation, x, y, z, r, WORKSPACE);
                                };
                        });
            }
            Tensor product = Tensor.zeros(dtype, Shape.SCALAR);
            calls.put("dot", () -> Reductions.dot(x, y, product, WORKSPACE));
        }

        private static void alongAxes(Map<String, Runnable> calls, DType dtype, Shape shape) {
            Tensor x = SAMPLES.signed(dtype, shape);
            Tensor r = Tensor.zeros(dtype, shape);
            for (int i = 0; i < 2; i++) {
                int axis = i;
                calls.put("softmax axis " + axis, () -> Softmax.softmax(x, axis, r, WORKSPACE));
                calls.put("logSoftmax axis " + axis, () -> Softmax.logSoftmax(x, axis, r, WORKSPACE));
                calls.put("cumulativeSum axis " + axis, () -> Scans.cumulativeSum(x, axis, r, WORKSPACE));
                calls.put("layer axis " + axis, () -> Normalisation.layer(x, axis + 1, null, null, 1e-5, r, WORKSPACE));
                for (Reduction reduction : Reduction.values()) {
                    Axes axes = Axes.of(shape, axis);
                    Tensor reduced = Tensor.zeros(dtype, Reductions.shape(reduction, shape, axes, true));
                    calls.put(
                            reduction + " axis " + axis,
                            () -> Reductions.reduce(reduction, x, axes, reduced, WORKSPACE));
                }
            }
            Tensor labels = Tensor.zeros(dtype, Shape.of(shape.size(0)));
            Tensor loss = Tensor.zeros(dtype, Shape.SCALAR);
            calls.put("crossEntropy", () -> CrossEntropy.forward(x, labels, loss, WORKSPACE));
            // Two rows of places in one plane, all of them the reference's where the plane is small.
            Window half = Window.square(2, 2, 0);
            Shape plane = Shape.of(1, 1, 2 + shape.size(0) / 8, shape.size(1) + 1);
            Tensor image = SAMPLES.signed(dtype, plane);
            Tensor pooled = Tensor.zeros(dtype, Pooling.shape(plane, half));
            Tensor adjoint = Tensor.zeros(dtype, plane);
            calls.put("maxPooling", () -> Pooling.max(image, half, pooled, WORKSPACE));
            calls.put("maxPoolingAdjoint", () -> Pooling.maxAdjoint(image, pooled, half, adjoint, WORKSPACE));
            Tensor right = SAMPLES.signed(dtype, Shape.of(shape.size(1), 7));
            Tensor matrix = Tensor.zeros(dtype, Shape.of(shape.size(0), 7));
            calls.put("product", () -> MatrixProducts.multiply(x, false, right, false, matrix, false, WORKSPACE));
        }
    }
}
