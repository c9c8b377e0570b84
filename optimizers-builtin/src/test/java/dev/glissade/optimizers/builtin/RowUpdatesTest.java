package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps of the built-in optimizers that leave rows of a table out.
class RowUpdatesTest {
    private static final int ROWS = 9;
    private static final int COLUMNS = 5;
    private static final int TABLE = 4;
    private static final int LENGTH = 56;

    private static final int[][] UPDATED = {{0, 3, 4}, {8}, {}, {1, 3, 8}, {0, 1, 2, 3, 4, 5, 6, 7, 8}, {4}};

    private static Layout layout(ElementType type) {
        return new Layout(
                type,
                List.of(
                        Segment.of("weights", 0, 2, 2),
                        Segment.of("table", TABLE, ROWS, COLUMNS),
                        Segment.of("bias", 51, 3)),
                LENGTH);
    }

    private static Descent descent(ElementType type, Recipe recipe) {
        return Descent.over(layout(type), Shapes.numbers(1, LENGTH), recipe);
    }

    private static boolean isLeftOut(int index, int[] rows) {
        boolean inTable = index >= TABLE && index < TABLE + ROWS * COLUMNS;
        return inTable && Arrays.binarySearch(rows, (index - TABLE) / COLUMNS) < 0;
    }

    /// Gradients that are `elsewhere` in the rows left out.
    private static double[] gradients(int step, double elsewhere) {
        double[] g = Shapes.numbers(10 + step, LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            g[i] = isLeftOut(i, UPDATED[step]) ? elsewhere : g[i];
        }
        return g;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "adagrad"})
    void rowsAreThoseOfAFullStepWithZeroGradientsElsewhere(String name) {
        for (ElementType type : ElementType.values()) {
            for (Recipe recipe : new Recipe[] {
                Optimizers.named(name).with("learningRate", step -> 0.5 / step),
                Optimizers.named(name).transform(ClipByValue.at(0.75)),
                Optimizers.named(name).group("bias", own -> own.with("learningRate", 0.25)),
                Optimizers.named(name).freeze("weights")
            }) {
                Descent full = descent(type, recipe);
                Descent rows = descent(type, recipe);
                for (int step = 0; step < UPDATED.length; step++) {
                    full.step(gradients(step, 0));
                    // What is left out is not read.
                    assertThat(rows.stepRows(gradients(step, Double.NaN), "table", UPDATED[step]))
                            .isTrue();
                    assertThat(rows.parameters()).containsExactly(full.parameters());
                    if (name.equals("adagrad")) {
                        assertThat(rows.slot("squareSum")).containsExactly(full.slot("squareSum"));
                    }
                }
                assertThat(rows.optimizer().stepCount()).isEqualTo(UPDATED.length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void adagradKeepsTheSumsOfRowsLeftOut(ElementType type) {
        Descent descent = descent(type, Optimizers.named("adagrad").preset("optax"));
        for (int step = 0; step < UPDATED.length; step++) {
            double[] before = descent.slot("squareSum");
            descent.stepRows(gradients(step, 7), "table", UPDATED[step]);
            for (int i = 0; i < LENGTH; i++) {
                if (isLeftOut(i, UPDATED[step])) {
                    assertThat(descent.slot("squareSum")[i]).isEqualTo(before[i]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void adamIsLazy(ElementType type) {
        Descent lazy = descent(type, Optimizers.named("adam"));
        for (int step = 0; step < UPDATED.length; step++) {
            double[] w = lazy.parameters();
            double[] m = lazy.slot("firstMoment");
            double[] v = lazy.slot("secondMoment");
            // A full step from the same state.
            Descent full = Descent.over(layout(type), w, Optimizers.named("adam"));
            full.optimizer().restore(lazy.optimizer().save());
            full.step(gradients(step, 7));
            lazy.stepRows(gradients(step, Double.NaN), "table", UPDATED[step]);
            for (int i = 0; i < LENGTH; i++) {
                boolean out = isLeftOut(i, UPDATED[step]);
                assertThat(lazy.parameters()[i]).isEqualTo(out ? w[i] : full.parameters()[i]);
                assertThat(lazy.slot("firstMoment")[i]).isEqualTo(out ? m[i] : full.slot("firstMoment")[i]);
                assertThat(lazy.slot("secondMoment")[i]).isEqualTo(out ? v[i] : full.slot("secondMoment")[i]);
            }
            assertThat(lazy.optimizer().scalarSlot("beta1Product"))
                    .isEqualTo(full.optimizer().scalarSlot("beta1Product"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGlobalNormIsThatOfTheGradientsGiven(ElementType type) {
        Recipe recipe = Seen.behind(ClipByGlobalNorm.at(0.5));
        assertThatThrownBy(() -> descent(type, recipe).stepRows(gradients(0, 0), "table", 0))
                .hasMessage("seen cannot leave rows out: its rule has to see every row");
        Recipe sgd = Optimizers.named("sgd").transform(ClipByGlobalNorm.at(0.5));
        Descent full = descent(type, sgd);
        Descent rows = descent(type, sgd);
        for (int step = 0; step < UPDATED.length; step++) {
            full.step(gradients(step, 0));
            rows.stepRows(gradients(step, Double.NaN), "table", UPDATED[step]);
            Shapes.expect(rows.parameters(), full.parameters(), Shapes.tolerance(type), "step " + step);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip-by-norm",
                "adaptive-clip",
                "centralisation",
                "gradient-noise",
                "accumulation",
                "skip-non-finite"
            })
    void transformsThatHaveToSeeEveryRowAreNamed(String transform) {
        Descent descent =
                descent(ElementType.FLOAT32, Optimizers.named("sgd").transform(Optimizers.transform(transform)));
        assertThatThrownBy(() -> descent.stepRows(gradients(0, 0), "table", 0))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("sgd cannot leave rows out: the transform " + transform + " has to see every row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ema", "polyak", "swa", "lookahead"})
    void averagingsHaveToSeeEveryRow(String averaging) {
        Descent descent =
                descent(ElementType.FLOAT64, Optimizers.named("adam").average(Optimizers.averaging(averaging)));
        assertThatThrownBy(() -> descent.stepRows(gradients(0, 0), "table", 0))
                .hasMessage("adam cannot leave rows out: an averaging has to see every row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "adagrad", "adam"})
    void aWarmStepOverRowsAllocatesNothing(String name) throws ReflectiveOperationException {
        Recipe recipe = Optimizers.named(name).transform(ClipByValue.at(0.5)).transform(ClipByGlobalNorm.at(1));
        int[] rows = {0, 2, 3, 5, 8};
        Optimizer floats = recipe.over(layout(ElementType.FLOAT32));
        float[] w = new float[LENGTH];
        float[] g = Descent.narrow(Shapes.numbers(1, LENGTH));
        AllocationMeter.expectNone(() -> floats.stepRows(w, g, "table", rows, rows.length));
        Optimizer doubles = recipe.over(layout(ElementType.FLOAT64));
        double[] x = new double[LENGTH];
        double[] h = Shapes.numbers(1, LENGTH);
        AllocationMeter.expectNone(() -> doubles.stepRows(x, h, "table", rows, rows.length));
    }

    @Test
    void rowsOfFourAxesAreThoseOfTheLastOne() {
        Layout layout = Layout.of(ElementType.FLOAT64, Segment.of("kernel", 0, 2, 1, 2, 3));
        Descent descent =
                Descent.over(layout, new double[12], Optimizers.named("sgd").with("learningRate", 1));
        double[] g = new double[12];
        Arrays.fill(g, 1);
        descent.stepRows(g, "kernel", 1, 3);
        assertThat(descent.parameters()).containsExactly(0, 0, 0, -1, -1, -1, 0, 0, 0, -1, -1, -1);
    }
}
