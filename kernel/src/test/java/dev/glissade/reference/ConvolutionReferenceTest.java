package dev.glissade.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Convolution;
import dev.glissade.tensor.Pooling;
import dev.glissade.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Values and gradients of convolution and pooling against another implementation, straight from the loops.
class ConvolutionReferenceTest {
    private static final int CASES = 28;

    private final Workspace workspace = new Workspace();
    private final List<String> complaints = new ArrayList<>();
    private int ran;

    @Test
    void valuesAndGradientsAreThoseOfTheReference() throws IOException {
        var tolerance = new ReferenceTolerance(ReferenceSuite.caveats());
        ReferenceSuite.forEachOperation(reference -> {
            switch (reference.operation()) {
                case "conv2d" -> convolution(reference, tolerance);
                case "max_pool2d", "avg_pool2d" -> pooling(reference, tolerance);
                default -> {}
            }
        });
        System.out.printf("reference convolution and pooling: %d cases ran, %d complaints%n", ran, complaints.size());
        assertThat(complaints).isEmpty();
        if (!ReferenceSuite.external()) {
            assertThat(ran).as("cases that ran").isGreaterThanOrEqualTo(CASES);
        }
    }

    private void convolution(ReferenceCase reference, ReferenceTolerance tolerance) {
        ran++;
        Tensor x = input(reference, "x");
        Tensor weight = input(reference, "weight");
        int groups = reference.integer("groups");
        var window = reference.convolutionWindow(weight.shape());
        Tensor out = Tensor.zeros(x.dtype(), Convolution.shape(x.shape(), weight.shape(), window, groups));
        if (reference.inputs().containsKey("bias")) {
            Convolution.forward(x, weight, input(reference, "bias"), window, groups, out, workspace);
        } else {
            Convolution.forward(x, weight, window, groups, out, workspace);
        }
        complain(tolerance.complaint(reference, "out", reference.out(), out));

        Tensor cotangent = reference.w().as(reference.dtype());
        for (Map.Entry<String, ReferenceTensor> gradient : reference.gradients().entrySet()) {
            Tensor found = Tensor.zeros(x.dtype(), gradient.getValue().shape());
            switch (gradient.getKey()) {
                case "x" -> Convolution.inputAdjoint(cotangent, weight, window, groups, found, workspace);
                case "weight" -> Convolution.weightAdjoint(x, cotangent, window, groups, found, workspace);
                case "bias" -> Convolution.biasAdjoint(cotangent, found, workspace);
                default -> complaints.add(reference.id() + ": gradient of " + gradient.getKey());
            }
            complain(tolerance.complaint(reference, "grads." + gradient.getKey(), gradient.getValue(), found));
        }
    }

    private void pooling(ReferenceCase reference, ReferenceTolerance tolerance) {
        ran++;
        Tensor x = input(reference, "x");
        var window = reference.poolingWindow();
        Tensor out = Tensor.zeros(x.dtype(), Pooling.shape(x.shape(), window));
        Tensor found = Tensor.zeros(x.dtype(), x.shape());
        Tensor cotangent = reference.w().as(reference.dtype());
        if (reference.operation().equals("max_pool2d")) {
            Pooling.max(x, window, out, workspace);
            Pooling.maxAdjoint(x, cotangent, window, found, workspace);
        } else {
            boolean countPadding =
                    reference.arguments().get("count_include_pad").getAsBoolean();
            Pooling.mean(x, window, countPadding, out, workspace);
            Pooling.meanAdjoint(cotangent, window, countPadding, found, workspace);
        }
        complain(tolerance.complaint(reference, "out", reference.out(), out));
        assertThat(reference.gradients()).containsOnlyKeys("x");
        complain(tolerance.complaint(reference, "grads.x", reference.gradients().get("x"), found));
    }

    private static Tensor input(ReferenceCase reference, String name) {
        return reference.inputs().get(name).as(reference.dtype());
    }

    private void complain(String complaint) {
        if (!complaint.isEmpty()) {
            complaints.add(complaint);
        }
    }
}
