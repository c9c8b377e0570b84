package dev.glissade.bench.peers;

import java.util.ArrayList;
import java.util.List;

/// A step of training: forward, backward, Adam.
final class TrainingFamily implements Family {

    /// A network on batches of a size.
    private record Case(Network network, int batch) {
        String row() {
            return network.title() + " batch=" + batch;
        }
    }

    private static final List<Case> CASES = cases();

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (var network : Network.values()) {
            for (int batch : new int[] {1, 32, 256}) {
                cases.add(new Case(network, batch));
            }
        }
        return List.copyOf(cases);
    }

    /// Looked for at the first call that needs it: to import PyTorch takes seconds.
    private static final class Here {
        static final List<String> IMPLEMENTATIONS = PythonTraining.present()
                ? List.of(Libraries.GLISSADE, Libraries.DJL, Libraries.PYTORCH, Libraries.TORCHSCRIPT, Libraries.PYTHON)
                : List.of(Libraries.GLISSADE, Libraries.DJL, Libraries.PYTORCH, Libraries.TORCHSCRIPT);
    }

    @Override
    public String name() {
        return "training";
    }

    @Override
    public String summary() {
        return "A step of training (forward, backward, Adam) of two small networks on images of 28 × 28, softmax cross-entropy, float32. "
                + "`mlp` is 784-128-10 with relu, `convolutional` two convolutions by 3 × 3 to 8 and 16 channels, each with relu "
                + "and max pooling by 2 × 2, and a dense layer. `djl` is DJL's blocks and trainer, as its guide has them, `pytorch` DJL's "
                + "direct calls and DJL's Adam, "
                + "`torchscript` a forward pass in one TorchScript and PyTorch's fused Adam in another; `python` is "
                + "PyTorch's own front with the fused Adam, where it is installed.";
    }

    @Override
    public List<String> implementations() {
        return Here.IMPLEMENTATIONS;
    }

    @Override
    public List<Row> rows() {
        return CASES.stream().map(training -> Row.of(training.row(), true)).toList();
    }

    @Override
    public Class<?> program(String implementation) {
        return implementation.equals(Libraries.PYTHON) ? PythonTraining.class : Fork.class;
    }

    @Override
    public Training work(String implementation, Row row) {
        for (var training : CASES) {
            if (training.row().equals(row.name())) {
                return switch (implementation) {
                    case Libraries.GLISSADE -> new GlissadeTraining(training.network(), training.batch());
                    case Libraries.PYTORCH -> new PyTorchTraining(training.network(), training.batch());
                    case Libraries.DJL -> new DjlTraining(training.network(), training.batch());
                    case Libraries.TORCHSCRIPT -> new PyTorchScriptTraining(training.network(), training.batch());
                    default ->
                        throw new IllegalArgumentException("training: nothing is called '" + implementation + "'");
                };
            }
        }
        throw new IllegalArgumentException("training: no row is called '" + row.name() + "'");
    }

    /// Losses after steps in which roundings differ, and where DJL's Adam adds its epsilon before the correction.
    @Override
    public double tolerance(Row row) {
        return 0x1p-12;
    }
}
