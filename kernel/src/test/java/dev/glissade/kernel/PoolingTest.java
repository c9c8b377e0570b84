package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pooling gives the bits of the plain loops, and chooses as it says.
class PoolingTest {
    private static final Window HALF = Window.square(2, 2, 0);
    private static final float NAN = Float.NaN;

    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void randomShapesAgreeWithThePlainLoopsOnAnyNumberOfThreads(ElementType type) throws Exception {
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                var fuzzer = new LoopFuzzer(Parallel.on(executor, threads), 60_000);
                for (KernelFamily family : KernelFamily.of(type)) {
                    if (family.name().equals("pooling")) {
                        for (Method method : family.methods()) {
                            for (int seed = 0; seed < 150; seed++) {
                                fuzzer.compare(LoopFuzzer.Loop.of(family, method), seed);
                            }
                        }
                    }
                }
            }
        }
    }

    /// Rows of less than one vector of places up to several, with and without a column and a row that no place covers.
    @Test
    void rowsOfEveryLengthAgreeWithThePlainLoopsAndStayInTheirSlice() {
        int margin = 3;
        FloatPooling plain = FloatKernels.scalar().pooling();
        FloatPooling fast = SimdKernels.floats().pooling();
        for (int columns = 1; columns <= 70; columns++) {
            for (int rows : new int[] {1, 2, 3, 6, 7}) {
                for (int planes : new int[] {1, 3}) {
                    int elements = planes * rows * columns;
                    int places = planes * (rows / 2) * (columns / 2);
                    float[] input = (float[]) ElementType.FLOAT32.special(margin + elements, 9, columns);
                    float[] cotangent = (float[]) ElementType.FLOAT32.random(margin + places, rows);
                    float[][] results = new float[2][];
                    for (int i = 0; i < 2; i++) {
                        FloatPooling loops = i == 0 ? plain : fast;
                        float[] result = (float[]) ElementType.FLOAT32.random(4 * (margin + elements), 7);
                        int at = margin;
                        loops.maxPool(HALF, planes, rows, columns, input, margin, result, at, workspace);
                        at += places + margin;
                        loops.meanPool(HALF, false, planes, rows, columns, input, margin, result, at, workspace);
                        at += places + margin;
                        loops.maxPoolAdjoint(
                                HALF, planes, rows, columns, input, margin, cotangent, margin, result, at, workspace);
                        at += elements + margin;
                        loops.meanPoolAdjoint(
                                HALF, false, planes, rows, columns, cotangent, margin, result, at, workspace);
                        results[i] = result;
                    }
                    ElementType.FLOAT32.assertSameBits(
                            results[0], results[1], planes + " planes of " + rows + "×" + columns);
                }
            }
        }
    }

    @Test
    void theFirstOfEqualElementsIsChosenAndTheFirstNaN() {
        float[][] places = {
            {1, 2, 2, 1},
            {0f, -0f, -1, 0f},
            {-0f, 0f, -1, 0f},
            {NAN, 1, NAN, 2},
            {3, NAN, 4, NAN},
            {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY},
            {1, 2, 3, NAN},
            {-3, -2, -1, -1}
        };
        int[] chosen = {1, 0, 0, 0, 1, 0, 3, 2};
        int width = 2 * 64;
        float[] input = new float[2 * width];
        float[] cotangent = new float[64];
        float[] taps = new float[2 * width];
        for (int at = 0; at < taps.length; at++) {
            taps[at] = at / width * 2 + at % 2;
        }
        for (int j = 0; j < 64; j++) {
            float[] place = places[j % places.length];
            System.arraycopy(place, 0, input, 2 * j, 2);
            System.arraycopy(place, 2, input, width + 2 * j, 2);
            cotangent[j] = j + 1;
        }
        for (FloatKernels kernels : List.of(FloatKernels.scalar(), SimdKernels.floats())) {
            float[] largest = new float[64];
            float[] adjoint = new float[2 * width];
            float[] tap = new float[64];
            kernels.pooling().maxPoolPushforward(HALF, 1, 2, width, input, 0, taps, 0, tap, 0, workspace);
            kernels.pooling().maxPool(HALF, 1, 2, width, input, 0, largest, 0, workspace);
            kernels.pooling().maxPoolAdjoint(HALF, 1, 2, width, input, 0, cotangent, 0, adjoint, 0, workspace);
            for (int j = 0; j < 64; j++) {
                int at = chosen[j % places.length];
                assertThat(ElementType.bits(largest[j]))
                        .as("place %d", j)
                        .isEqualTo(ElementType.bits(places[j % places.length][at]));
                assertThat(tap[j]).as("place %d", j).isEqualTo(at);
                for (int t = 0; t < 4; t++) {
                    assertThat(adjoint[t / 2 * width + 2 * j + t % 2])
                            .as("place %d, tap %d", j, t)
                            .isEqualTo(t == at ? j + 1f : 0f);
                }
            }
        }
    }

    @Test
    void paddingIsNeverChosenAndCountsOnlyWhereAsked() {
        var window = new Window(3, 3, 2, 2, 1, 1, 1, 1);
        float[] input = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
        float[] result = new float[4];
        var pooling = FloatKernels.selected().pooling();
        pooling.maxPool(window, 1, 3, 3, input, 0, result, 0, workspace);
        assertThat(result).containsExactly(-1, -2, -4, -5);
        pooling.meanPool(window, true, 1, 3, 3, input, 0, result, 0, workspace);
        assertThat(result).containsExactly(-12 / 9f, -16 / 9f, -24 / 9f, -28 / 9f);
        pooling.meanPool(window, false, 1, 3, 3, input, 0, result, 0, workspace);
        assertThat(result).containsExactly(-3, -4, -6, -7);
    }

    @Test
    void whereWindowsOverlapCotangentsAddUp() {
        float[] input = {0, 5, 0, 0, 5, 0};
        float[] cotangent = {1, 2, 4, 8};
        float[] result = new float[6];
        var window = new Window(1, 3, 1, 1, 0, 0, 1, 1);
        FloatKernels.selected().pooling().maxPoolAdjoint(window, 1, 1, 6, input, 0, cotangent, 0, result, 0, workspace);
        assertThat(result).containsExactly(0, 3, 0, 0, 12, 0);
        FloatKernels.selected().pooling().meanPoolAdjoint(window, true, 1, 1, 6, cotangent, 0, result, 0, workspace);
        float third = 1 / 3f;
        assertThat(result)
                .containsExactly(
                        third,
                        third + 2 / 3f,
                        third + 2 / 3f + 4 / 3f,
                        2 / 3f + 4 / 3f + 8 / 3f,
                        4 / 3f + 8 / 3f,
                        8 / 3f);
    }
}
