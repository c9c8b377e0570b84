package dev.glissade.optimizers.builtin;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.OptimizerState;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every built-in rule that sees a segment at once: a segment's bits depend on nothing but the segment; a
/// warm step over matrices allocates nothing; 0 is nowhere divided by; matrices are led to their minimum.
class SegmentInvariantsTest {
    private static final int ROWS = 37;
    private static final int COLUMNS = 131;
    private static final int LENGTH = ROWS * COLUMNS;
    private static final int BEFORE = 53;

    private static final List<Segment> ALONE = List.of(Segment.of("matrix", 0, ROWS, COLUMNS));
    private static final List<Segment> AMONG = List.of(
            Segment.of("before", 0, 53),
            Segment.of("matrix", BEFORE, ROWS, COLUMNS),
            Segment.of("after", BEFORE + LENGTH, 9, 2));

    static Stream<OptimizerProvider> providers() {
        return Stream.concat(Builtins.all(), Builtins.forms()).filter(provider -> provider.scope() == Scope.SEGMENT);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aSegmentKnowsNeitherItsPlaceNorItsNeighbours(OptimizerProvider provider) {
        Recipe recipe = Recipe.of(provider);
        double[] alone = run(recipe, FLOAT64, ALONE, 0);
        float[] narrow = Descent.narrow(run(recipe, FLOAT32, ALONE, 0));
        for (Recipe other : List.of(recipe, recipe.on(Workers.on(ForkJoinPool.commonPool(), 2)))) {
            assertThat(run(other, FLOAT64, AMONG, BEFORE)).isEqualTo(alone);
            assertThat(Descent.narrow(run(other, FLOAT32, AMONG, BEFORE))).isEqualTo(narrow);
        }
    }

    /// The matrix after some steps.
    private static double[] run(Recipe recipe, ElementType type, List<Segment> segments, int offset) {
        int length = segments.getLast().end();
        double[] start = random(999, length);
        System.arraycopy(random(1, LENGTH), 0, start, offset, LENGTH);
        Descent descent = Descent.over(new Layout(type, segments, length), start, recipe);
        for (int step = 0; step < 5; step++) {
            double[] gradients = random(1000 + step, length);
            System.arraycopy(random(100 + step, LENGTH), 0, gradients, offset, LENGTH);
            descent.step(gradients);
        }
        return Arrays.copyOfRange(descent.parameters(), offset, offset + LENGTH);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aWarmStepOverMatricesAllocatesNothing(OptimizerProvider provider) throws ReflectiveOperationException {
        Recipe recipe = Recipe.of(provider).with("learningRate", step -> 1e-3 / (1 + 1e-3 * step));
        List<Segment> segments =
                List.of(Segment.of("wide", 0, 5, 9), Segment.of("tall", 45, 9, 5), Segment.of("vector", 90, 10));
        Optimizer floats = recipe.over(new Layout(FLOAT32, segments, 100));
        float[] w = Descent.narrow(random(2, 100));
        float[] g = Descent.narrow(random(1, 100));
        AllocationMeter.expectNone(() -> floats.step(w, g));
        Optimizer doubles = recipe.over(new Layout(FLOAT64, segments, 100));
        double[] x = random(2, 100);
        double[] h = random(1, 100);
        AllocationMeter.expectNone(() -> doubles.step(x, h));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void zerosAreNotDividedBy(OptimizerProvider provider) {
        List<Segment> segments = List.of(Segment.of("matrix", 0, 3, 4), Segment.of("vector", 12, 5));
        for (ElementType type : ElementType.values()) {
            for (boolean moves : new boolean[] {false, true}) {
                Descent descent = Descent.over(new Layout(type, segments, 17), new double[17], Recipe.of(provider));
                for (int step = 0; step < 3; step++) {
                    descent.step(moves ? random(step, 17) : new double[17]);
                }
                for (double w : descent.parameters()) {
                    assertThat(w).isFinite();
                    assertThat(w != 0).isEqualTo(moves);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void climbingIsDescendingByOppositeGradients(OptimizerProvider provider) {
        for (ElementType type : ElementType.values()) {
            Layout layout = new Layout(type, AMONG, AMONG.getLast().end());
            double[] start = random(3, layout.length());
            Descent up = Descent.over(layout, start, Recipe.of(provider).with("maximize", true));
            Descent down = Descent.over(layout, start, Recipe.of(provider));
            for (int step = 0; step < 3; step++) {
                double[] gradients = random(step, layout.length());
                down.step(gradients);
                for (int i = 0; i < gradients.length; i++) {
                    gradients[i] = -gradients[i];
                }
                up.step(gradients);
            }
            assertThat(up.parameters()).isEqualTo(down.parameters());
        }
    }

    @Test
    void theTrustRatioIsOneWhereParametersAreZero() {
        Descent lars =
                Descent.from(new double[2], FLOAT64, Optimizers.named("lars").with("learningRate", 0.5));
        lars.step(new double[] {1, -2});
        assertThat(lars.parameters()).containsExactly(-0.5, 1);
        Descent lamb =
                Descent.from(new double[2], FLOAT64, Optimizers.named("lamb").with("learningRate", 0.5));
        lamb.step(new double[] {1, -2});
        assertThat(lamb.parameters()).containsExactly(new double[] {-0.5, 0.5}, within(1e-6));
    }

    @Test
    void theTrustRatioIsOneWhereGradientsAreZero() {
        Recipe recipe = Optimizers.named("lars").with("learningRate", 0.5).with("weightDecay", 0.5);
        Descent lars = Descent.from(new double[] {4, 8}, FLOAT64, recipe);
        lars.step(new double[2]);
        assertThat(lars.parameters()).containsExactly(3, 6);
    }

    @Test
    void slotsThatAFormDoesNotNeedAreLeftOut() {
        assertThat(arrays(Optimizers.named("lars"))).containsExactly("velocity");
        assertThat(arrays(Optimizers.named("adafactor"))).containsExactly("columnMoment", "rowBuffer", "rowMoment");
        assertThat(arrays(Optimizers.named("adafactor").with("beta1", 0.9)))
                .containsExactly("columnMoment", "firstMoment", "rowBuffer", "rowMoment");
        assertThat(arrays(Optimizers.named("muon"))).containsExactly("firstMoment", "vectorSecondMoment");
        assertThat(arrays(Optimizers.named("muon").with("matricesFollowAdamW", true)))
                .containsExactly("firstMoment", "matrixSecondMoment", "vectorSecondMoment");
    }

    /// The arrays that are saved of the matrix.
    private static List<String> arrays(Recipe recipe) {
        return recipe.over(new Layout(FLOAT32, ALONE, LENGTH)).save().entries().stream()
                .filter(entry -> entry instanceof OptimizerState.Floats)
                .map(entry -> entry.name().split("/", -1)[1])
                .sorted()
                .toList();
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(8, 8), Arguments.of(24, 24), Arguments.of(5, 40), Arguments.of(40, 5), Arguments.of(1, 9));
    }

    /// Of the step X the Gram matrix of the smaller extent has the squares of the singular values as eigenvalues: all lie between
    /// those bounds if it is above the lower and below the upper multiple of the identity.
    @ParameterizedTest
    @MethodSource("shapes")
    void muonBringsSingularValuesNearOne(int rows, int columns) {
        int length = rows * columns;
        int small = Math.min(rows, columns);
        for (ElementType type : ElementType.values()) {
            Recipe recipe = Optimizers.named("muon").with("learningRate", 1);
            Layout layout = new Layout(type, List.of(Segment.of("w", 0, rows, columns)), length);
            Descent descent = Descent.over(layout, new double[length], recipe);
            descent.step(random(5, length));
            double[] x = descent.parameters();
            double scale = Math.sqrt(Math.max(1, (double) columns / rows));
            var gram = new double[small * small];
            for (int i = 0; i < small; i++) {
                for (int j = 0; j < small; j++) {
                    for (int p = 0; p < length / small; p++) {
                        double left = rows > columns ? x[p * columns + i] : x[i * columns + p];
                        double right = rows > columns ? x[p * columns + j] : x[j * columns + p];
                        gram[i * small + j] += left * right / (scale * scale);
                    }
                }
            }
            assertThat(isPositive(gram, small, 1, -0.3 * 0.3))
                    .as("all above 0.3")
                    .isTrue();
            assertThat(isPositive(gram, small, -1, 1.3 * 1.3))
                    .as("all below 1.3")
                    .isTrue();
        }
    }

    /// Whether factor · A + shift · I is positive definite: whether Cholesky's factorisation goes through.
    private static boolean isPositive(double[] a, int n, double factor, double shift) {
        var l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = factor * a[i * n + j] + (i == j ? shift : 0);
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i == j && !(sum > 0)) {
                    return false;
                }
                l[i * n + j] = i == j ? Math.sqrt(sum) : sum / l[j * n + j];
            }
        }
        return true;
    }

    static Stream<Recipe> descents() {
        return Stream.of(
                falling(Optimizers.named("lars").with("trustCoefficient", 1), 0.1),
                falling(Optimizers.named("lamb").with("weightDecay", 0), 0.1),
                falling(Optimizers.named("adafactor"), 0.2),
                falling(Optimizers.named("adafactor").preset("optax").with("beta1", 0.9), 0.2),
                falling(Optimizers.named("muon"), 0.2),
                falling(Optimizers.named("muon").with("matchAdamW", true), 0.2));
    }

    private static Recipe falling(Recipe recipe, double rate) {
        return recipe.with("learningRate", step -> rate / (1 + step / 50.0));
    }

    /// ½ ‖A W − B‖² is least where A W = B.
    @ParameterizedTest
    @MethodSource("descents")
    void aMatrixIsLedToItsMinimum(Recipe recipe) {
        int rows = 4;
        int columns = 3;
        double[] a = random(7, rows * rows);
        for (int i = 0; i < rows; i++) {
            a[i * rows + i] += 2;
        }
        double[] solution = random(8, rows * columns);
        for (ElementType type : ElementType.values()) {
            Layout layout = new Layout(type, List.of(Segment.of("w", 0, rows, columns)), rows * columns);
            Descent descent = Descent.over(layout, random(9, rows * columns), recipe);
            for (int step = 0; step < 4000; step++) {
                double[] w = descent.parameters();
                for (int i = 0; i < w.length; i++) {
                    w[i] -= solution[i];
                }
                descent.step(normalEquations(a, w, rows, columns));
            }
            assertThat(descent.parameters()).containsExactly(solution, within(1e-2));
        }
    }

    /// AᵀA E
    private static double[] normalEquations(double[] a, double[] error, int rows, int columns) {
        var residual = new double[rows * columns];
        var gradient = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int p = 0; p < rows; p++) {
                for (int j = 0; j < columns; j++) {
                    residual[i * columns + j] += a[i * rows + p] * error[p * columns + j];
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int p = 0; p < rows; p++) {
                for (int j = 0; j < columns; j++) {
                    gradient[i * columns + j] += a[p * rows + i] * residual[p * columns + j];
                }
            }
        }
        return gradient;
    }

    private static double[] random(long seed, int length) {
        var random = new SplittableRandom(seed);
        var numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextDouble() * 2 - 1;
        }
        return numbers;
    }
}
