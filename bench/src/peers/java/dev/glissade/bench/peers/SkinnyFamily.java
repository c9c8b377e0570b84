package dev.glissade.bench.peers;

import java.util.ArrayList;
import java.util.List;

/// Products of a batch of few rows with the weights of a layer, forward and the two backward forms.
final class SkinnyFamily implements Family {
    private static final String FORWARD = "forward";
    private static final String INPUT_GRADIENT = "input gradient";
    private static final String WEIGHT_GRADIENT = "weight gradient";

    /// The weights of a layer, inputs × outputs.
    private record Layer(int inputs, int outputs) {
        @Override
        public String toString() {
            return inputs + "×" + outputs;
        }
    }

    private record Case(String form, int batch, Layer layer) {
        String row() {
            return form + " " + batch + " × " + layer;
        }

        ProductShape shape() {
            return switch (form) {
                case FORWARD -> new ProductShape(batch, layer.outputs(), layer.inputs(), false, false);
                case INPUT_GRADIENT -> new ProductShape(batch, layer.inputs(), layer.outputs(), false, true);
                default -> new ProductShape(layer.inputs(), layer.outputs(), batch, true, false);
            };
        }
    }

    private static final List<Case> CASES = cases();

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String form : List.of(FORWARD, INPUT_GRADIENT, WEIGHT_GRADIENT)) {
            for (var layer : List.of(new Layer(784, 128), new Layer(512, 512), new Layer(4096, 4096))) {
                for (int batch : new int[] {1, 8, 32}) {
                    cases.add(new Case(form, batch, layer));
                }
            }
        }
        return List.copyOf(cases);
    }

    @Override
    public String name() {
        return "skinny";
    }

    @Override
    public String summary() {
        return "Products of a batch with the weights of a layer, float32. Of X (batch × inputs), W (inputs × outputs) and G "
                + "(batch × outputs): forward X·W, input gradient G·Wᵀ, weight gradient Xᵀ·G.";
    }

    @Override
    public List<String> implementations() {
        return List.of(Libraries.GLISSADE, Libraries.OPENBLAS, Libraries.PYTORCH);
    }

    /// A product that uses each weight once is bound by memory where no cache holds the weights; others are not held
    /// against memory, but against FMA.
    @Override
    public List<Row> rows() {
        return CASES.stream()
                .map(skinny -> {
                    var layer = skinny.layer();
                    boolean large = layer.inputs() == 4096;
                    boolean streams = large && skinny.batch() == 1;
                    double weights = (double) layer.inputs() * layer.outputs() * Float.BYTES;
                    boolean quick = large ? skinny.batch() == 1 : layer.inputs() == 784 || skinny.batch() == 32;
                    return streams
                            ? new Row(skinny.row(), Limit.MEMORY_READ, weights, quick)
                            : new Row(
                                    skinny.row(),
                                    Limit.FLOAT32_FMA,
                                    skinny.shape().operations(),
                                    quick);
                })
                .toList();
    }

    @Override
    public Work work(String implementation, Row row) {
        return FloatProducts.work(implementation, shape(row));
    }

    private static ProductShape shape(Row row) {
        for (var skinny : CASES) {
            if (skinny.row().equals(row.name())) {
                return skinny.shape();
            }
        }
        throw new IllegalArgumentException("skinny: no row is called '" + row.name() + "'");
    }

    @Override
    public double tolerance(Row row) {
        return shape(row).k() * (double) Math.ulp(1f);
    }
}
