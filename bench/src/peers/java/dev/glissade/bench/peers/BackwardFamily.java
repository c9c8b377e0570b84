package dev.glissade.bench.peers;

import dev.glissade.autodiff.Variable;
import java.util.Arrays;
import java.util.List;

/// What a gradient costs beside the loss alone.
final class BackwardFamily implements Family {
    private static final String FORWARD = "forward";
    private static final String BOTH = "forward and backward";
    private static final String ROW = "mlp batch=";

    @Override
    public String name() {
        return "backward";
    }

    @Override
    public String summary() {
        return "The loss of 784-128-10 with relu recorded on a tape, and the same with the reverse pass into the gradients of all parameters, "
                + "float32, in turn in one process; the median of the turns. The ratio is what both take beside the first.";
    }

    @Override
    public List<String> implementations() {
        return List.of(FORWARD, BOTH);
    }

    @Override
    public boolean interleaved() {
        return true;
    }

    @Override
    public List<Row> rows() {
        return List.of(Row.of(ROW + 1, true), Row.of(ROW + 32, true), Row.of(ROW + 256, true));
    }

    @Override
    public Work work(String implementation, Row row) {
        int batch = Integer.parseInt(row.name().substring(ROW.length()));
        return new Recorded(new GlissadeTraining(Network.MLP, batch), implementation.equals(BOTH));
    }

    /// The same loss.
    @Override
    public double tolerance(Row row) {
        return 0;
    }

    /// The loss, with its gradient or without.
    private static final class Recorded implements Work {
        private final GlissadeTraining training;
        private final boolean backward;
        private double loss;

        Recorded(GlissadeTraining training, boolean backward) {
            this.training = training;
            this.backward = backward;
        }

        @Override
        public void run() {
            Variable recorded;
            if (backward) {
                // As a step does at its end: the reverse pass writes the gradients instead of adding to them.
                training.parameters().zeroGradients();
                recorded = training.forwardAndBackward();
            } else {
                recorded = training.forward();
            }
            loss = recorded.value();
        }

        @Override
        public double[] result() {
            if (backward) {
                float[] gradients = training.parameters().gradients().floats();
                if (Arrays.equals(gradients, new float[gradients.length])) {
                    throw new IllegalStateException("all gradients are zero");
                }
            }
            return new double[] {loss};
        }
    }
}
