package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Steps that leave rows out.
class RowsTest {
    private static final Layout LAYOUT = Layout.of(FLOAT32, Segment.of("table", 1, 4, 2), Segment.of("bias", 10, 2));

    /// Gradient descent that may leave rows out.
    record RowDescent(boolean updatesRows) implements OptimizerProvider {
        @Override
        public String name() {
            return "row-descent";
        }

        @Override
        public String summary() {
            return "w ← w − η g";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(Hyperparameter.LEARNING_RATE.withDefault(1));
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (step, from, to) -> {
                for (int i = from; i < to; i++) {
                    step.parameters()[i] -= step.rate() * step.gradients()[i];
                }
            };
        }
    }

    private static float[] gradients() {
        var g = new float[12];
        for (int i = 0; i < g.length; i++) {
            g[i] = i;
        }
        // The rows left out are not even read.
        g[1] = Float.NaN;
        g[5] = Float.NaN;
        return g;
    }

    @Test
    void onlyTheRowsGivenAndTheOtherSegmentsAreUpdated() {
        Optimizer optimizer = Recipe.of(new RowDescent(true)).over(LAYOUT);
        float[] w = new float[12];
        assertThat(optimizer.stepRows(w, gradients(), "table", new int[] {1, 3, 9}, 2))
                .isTrue();
        assertThat(w).containsExactly(0, 0, 0, -3, -4, 0, 0, -7, -8, 0, -10, -11);
        assertThat(optimizer.stepRows(w, gradients(), "table", new int[0], 0)).isTrue();
        assertThat(w).containsExactly(0, 0, 0, -3, -4, 0, 0, -7, -8, 0, -20, -22);
        assertThat(optimizer.stepCount()).isEqualTo(2);
    }

    @Test
    void rowsMustBeThereAndInOrder() {
        Optimizer optimizer = Recipe.of(new RowDescent(true)).over(LAYOUT);
        refuses(
                optimizer,
                "tabl",
                new int[] {0},
                1,
                "row-descent: no segment 'tabl'; did you mean 'table'? there are: " + "table, bias");
        refuses(
                optimizer,
                "table",
                new int[] {4},
                1,
                "row-descent: row 0 is 4, segment table has 4 rows; it must be from" + " 0 to one below");
        refuses(
                optimizer,
                "table",
                new int[] {-1},
                1,
                "row-descent: row 0 is -1, segment table has 4 rows; it must be" + " from 0 to one below");
        refuses(
                optimizer,
                "table",
                new int[] {2, 2},
                2,
                "row-descent: row 1 is 2, the one before is 2; rows must ascend");
        refuses(
                optimizer,
                "table",
                new int[] {2},
                2,
                "row-descent: the number of rows is 2, there are 1 indices; it must" + " be from 0 to that");
    }

    private static void refuses(Optimizer optimizer, String segment, int[] rows, int count, String message) {
        float[] w = new float[12];
        assertThatThrownBy(() -> optimizer.stepRows(w, gradients(), segment, rows, count))
                .isInstanceOf(OptimizerException.class)
                .hasMessage(message);
        assertThat(w).containsOnly(0);
    }

    @Test
    void whatHasToSeeEveryRowSaysSo() {
        int[] rows = {0};
        refuses(
                Recipe.of(new RowDescent(false)).over(LAYOUT),
                "table",
                rows,
                1,
                "row-descent cannot leave rows out: its rule has to see every row");
        refuses(
                Recipe.of(new RowDescent(true)).with("weightDecay", 0.1).over(LAYOUT),
                "table",
                rows,
                1,
                "row-descent cannot leave rows out: weightDecay or maximize is set");
        refuses(
                Recipe.of(new RowDescent(true))
                        .transform(ProbeTransform.of("wide", Scope.SEGMENT, (_, _, _) -> {}))
                        .over(LAYOUT),
                "table",
                rows,
                1,
                "row-descent cannot leave rows out: the transform wide has to see every row");
    }
}
