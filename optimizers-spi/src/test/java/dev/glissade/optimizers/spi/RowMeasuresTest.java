package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is measured where rows are left out.
class RowMeasuresTest {
    private static final Layout LAYOUT =
            Layout.of(FLOAT32, Segment.of("first", 0, 3), Segment.of("table", 3, 4, 2), Segment.of("bias", 11, 2));

    /// Notes the ranges that are measured.
    private record Noting(List<String> ranges) implements GradientTransformProvider {
        @Override
        public String name() {
            return "noting";
        }

        @Override
        public String summary() {
            return "notes";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of();
        }

        @Override
        public Scope scope() {
            return Scope.GLOBAL;
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return new FloatUpdateRule() {
                @Override
                public List<Fold> measures() {
                    return List.of(Fold.SUM);
                }

                @Override
                public void measure(FloatStep step, int from, int to, double[] results) {
                    ranges.add(from + "-" + to);
                }

                @Override
                public void update(FloatStep step, int from, int to) {}
            };
        }
    }

    @Test
    void aRangeThatIsMeasuredIsOfOneSegment() {
        var ranges = new ArrayList<String>();
        var rows = new RowsTest.RowDescent(true);
        Optimizer optimizer =
                Recipe.of(rows).transform(Choice.of(new Noting(ranges))).over(LAYOUT);
        optimizer.stepRows(new float[13], new float[13], "table", new int[] {0, 1, 2, 3}, 4);
        assertThat(ranges).containsExactly("0-3", "3-11", "11-13");
        ranges.clear();
        optimizer.stepRows(new float[13], new float[13], "table", new int[] {0, 2, 3}, 3);
        assertThat(ranges).containsExactly("0-3", "3-5", "7-11", "11-13");
    }

    @Test
    void aFrozenGroupThatDecaysDoesNotStandInTheWay() {
        Optimizer optimizer = Recipe.of(new RowsTest.RowDescent(true))
                .with("weightDecay", 0.1)
                .freeze("first")
                .with("weightDecay", 0)
                .over(LAYOUT);
        assertThat(optimizer.stepRows(new float[13], new float[13], "table", new int[] {1}, 1))
                .isTrue();
    }
}
