package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;

/// Optimizers without a fault, of every scope and kind of slot.
abstract class Scoped implements OptimizerProvider {
    private final Scope scope;

    Scoped(Scope scope) {
        this.scope = scope;
    }

    @Override
    public String name() {
        return "scoped";
    }

    @Override
    public String summary() {
        return "descends by " + scope;
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(Hyperparameter.LEARNING_RATE.withDefault(0.1));
    }

    @Override
    public Scope scope() {
        return scope;
    }

    /// Divides by the root of a sum of squares for each row.
    static class ByRow extends Scoped {
        private static final Slot SQUARES = Slot.perRow("squares");

        ByRow() {
            super(Scope.SEGMENT);
        }

        @Override
        public List<Slot> slots() {
            return List.of(SQUARES);
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (step, from, to) -> {
                float[] w = step.parameters();
                float[] g = step.gradients();
                float[] squares = step.slot(SQUARES);
                int columns = step.segment().columns();
                for (int row = 0; row < squares.length; row++) {
                    int first = from + row * columns;
                    squares[row] += step.arithmetic().dot(g, g, first, first + columns);
                    float rate = step.rate() / ((float) Math.sqrt(squares[row]) + 1e-8f);
                    for (int i = first; i < first + columns; i++) {
                        w[i] -= rate * g[i];
                    }
                }
            };
        }
    }

    /// Divides by 1 + ‖g‖ over all parameters.
    static class Normalized extends Scoped {
        Normalized() {
            super(Scope.GLOBAL);
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
                    results[0] = step.arithmetic().dot(step.gradients(), step.gradients(), from, to);
                }

                @Override
                public void update(FloatStep step, int from, int to) {
                    float[] w = step.parameters();
                    float[] g = step.gradients();
                    float rate = (float) (step.rate() / (1 + Math.sqrt(step.measured(0))));
                    for (int i = from; i < to; i++) {
                        w[i] -= rate * g[i];
                    }
                }
            };
        }
    }

    /// Takes the gradient a little further down, and remembers some gradients for nothing.
    static class LookingAhead extends Scoped {
        private static final Hyperparameter COUNT =
                Hyperparameter.real("count", 2, Range.closed(1, 20), "how many gradients m are kept");
        private static final Slot BEFORE = Slot.scratch("before");
        private static final Slot GRADIENTS = Slot.history("gradients", COUNT);

        LookingAhead() {
            super(Scope.GLOBAL);
        }

        @Override
        public boolean evaluatesLoss() {
            return true;
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(Hyperparameter.LEARNING_RATE.withDefault(0.1), COUNT);
        }

        @Override
        public List<Slot> slots() {
            return List.of(BEFORE, GRADIENTS);
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            int count = (int) chosen.value(COUNT);
            return new FloatUpdateRule() {
                @Override
                public void begin(FloatStep step) {
                    float[] w = step.parameters();
                    float[] g = step.gradients();
                    float[] before = step.slot(BEFORE);
                    List<Segment> segments = step.segments();
                    for (int s = 0; s < segments.size(); s++) {
                        for (int i = segments.get(s).offset();
                                i < segments.get(s).end();
                                i++) {
                            before[i] = w[i];
                            w[i] -= 1e-4f * g[i];
                        }
                    }
                    step.evaluate();
                }

                @Override
                public void update(FloatStep step, int from, int to) {
                    float[] w = step.parameters();
                    float[] g = step.gradients();
                    float[] before = step.slot(BEFORE);
                    float[] kept = step.history(GRADIENTS, (int) (step.number() % count));
                    float rate = step.rate();
                    for (int i = from; i < to; i++) {
                        kept[i] = g[i];
                        w[i] = before[i] - rate * g[i];
                    }
                }
            };
        }
    }

    /// Gradient descent that leaves rows out.
    static class Rows extends Scoped {
        Rows() {
            super(Scope.ELEMENTWISE);
        }

        @Override
        public boolean updatesRows() {
            return true;
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return FaultyRules::descend;
        }
    }
}
