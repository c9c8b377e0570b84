package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Elementwise work that is shared among threads gives the bits of one thread, and little work is not shared.
class SharedElementwiseTest {
    private static final Shape LARGE = Shape.of(773, 1361);

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBits(DType dtype) {
        var samples = new Samples(20_261, 1);
        List<Tensor> operands = new ArrayList<>();
        operands.add(samples.signed(dtype, LARGE));
        operands.add(samples.strided(dtype, LARGE));
        operands.add(samples.signed(dtype, Shape.of(1361)));
        List<double[]> single = results(operands, new Workspace());
        for (int threads : new int[] {2, 3, 8}) {
            try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                List<double[]> shared = results(operands, new Workspace(Parallel.on(executor, threads)));
                for (int i = 0; i < single.size(); i++) {
                    assertThat(shared.get(i))
                            .as("result %d on %d threads", i, threads)
                            .isEqualTo(single.get(i));
                }
            }
        }
    }

    private static List<double[]> results(List<Tensor> operands, Workspace workspace) {
        List<double[]> results = new ArrayList<>();
        for (Tensor left : operands.subList(0, 2)) {
            Tensor result = Tensor.zeros(left.dtype(), LARGE);
            Elementwise.apply(ElementwiseOperation.TANH, left, result, workspace);
            results.add(result.toDoubles());
            for (Tensor right : operands) {
                Elementwise.apply(ElementwiseOperation.MULTIPLY, left, right, result, workspace);
                results.add(result.toDoubles());
            }
            Tensor transposed = Tensor.zeros(left.dtype(), Shape.of(1361, 773)).transpose(0, 1);
            Elementwise.apply(ElementwiseOperation.FMA, left, operands.get(1), operands.get(2), transposed, workspace);
            results.add(transposed.toDoubles());
        }
        return results;
    }

    @ParameterizedTest
    @EnumSource
    void littleWorkStaysOnTheCallingThread(DType dtype) {
        var handedOver = new AtomicInteger();
        var workspace = new Workspace(Parallel.on(task -> handedOver.incrementAndGet(), 8));
        Tensor small = new Samples(20_262, 1).signed(dtype, Shape.of(60_000));
        Elementwise.apply(ElementwiseOperation.TANH, small, small, workspace);
        assertThat(handedOver).hasValue(0);
        Tensor large = new Samples(20_263, 1).signed(dtype, Shape.of(100_000));
        Elementwise.apply(ElementwiseOperation.TANH, large, large, workspace);
        assertThat(handedOver).hasValue(2);
    }
}
