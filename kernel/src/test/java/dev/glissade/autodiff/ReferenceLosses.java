package dev.glissade.autodiff;

import dev.glissade.reference.ReferenceCase;
import dev.glissade.reference.ReferenceTensor;
import dev.glissade.tensor.Tensor;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The losses of the reference, in terms of those of the library.
final class ReferenceLosses {
    private final Map<String, ReferenceOperations.Operation> operations;

    private ReferenceLosses(Map<String, ReferenceOperations.Operation> operations) {
        this.operations = operations;
    }

    @FunctionalInterface
    private interface Loss {
        Variable apply(ReferenceCase reference, Variable x, Variable target, LossReduction reduction);
    }

    static void addTo(Map<String, ReferenceOperations.Operation> operations) {
        var losses = new ReferenceLosses(operations);
        losses.loss("mse_loss", (reference, x, target, reduction) -> Losses.squaredError(x, target, reduction));
        losses.loss("l1_loss", (reference, x, target, reduction) -> Losses.absoluteError(x, target, reduction));
        losses.loss(
                "huber_loss",
                (reference, x, target, reduction) -> Losses.huber(x, target, reference.number("delta"), reduction));
        losses.loss(
                "smooth_l1_loss",
                (reference, x, target, reduction) -> Losses.smoothL1(x, target, reference.number("beta"), reduction));
        losses.loss(
                "bce_with_logits",
                (reference, x, target, reduction) ->
                        Losses.binaryCrossEntropyOfLogits(x, target, binaryWeights(reference), reduction));
        losses.loss(
                "bce",
                (reference, x, target, reduction) ->
                        Losses.binaryCrossEntropy(x, target, binaryWeights(reference), reduction));
        losses.loss("hinge_loss", (reference, x, target, reduction) -> Losses.hinge(x, target, reduction));
        losses.loss(
                "squared_hinge_loss", (reference, x, target, reduction) -> Losses.squaredHinge(x, target, reduction));
        losses.loss(
                "hinge_embedding_loss",
                (reference, x, target, reduction) ->
                        Losses.hingeEmbedding(x, target, reference.number("margin"), reduction));
        losses.loss(
                "cross_entropy",
                (reference, x, target, reduction) ->
                        Losses.crossEntropy(x, target, classOptions(reference), reduction));
        losses.loss(
                "nll_loss",
                (reference, x, target, reduction) ->
                        Losses.negativeLogLikelihood(x, target, classOptions(reference), reduction));
        losses.loss(
                "cross_entropy_prob",
                (reference, x, target, reduction) ->
                        Losses.crossEntropyOfDistribution(x, target, classOptions(reference), reduction));
        losses.loss(
                "kl_div",
                (reference, x, target, reduction) ->
                        reference.arguments().get("log_target").getAsBoolean()
                                ? Losses.klDivergenceOfLogarithms(x, target, reduction)
                                : Losses.klDivergence(x, target, reduction));
        losses.loss(
                "multi_margin_loss",
                (reference, x, target, reduction) ->
                        Losses.multiMargin(x, target, reference.number("margin"), reference.integer("p"), reduction));
    }

    private static BinaryWeights binaryWeights(ReferenceCase reference) {
        return new BinaryWeights(tensor(reference, "weight"), tensor(reference, "pos_weight"));
    }

    private static ClassOptions classOptions(ReferenceCase reference) {
        return new ClassOptions(
                tensor(reference, "class_weight"),
                reference.has("label_smoothing") ? reference.number("label_smoothing") : 0,
                reference.has("ignore_index")
                        ? OptionalInt.of(reference.integer("ignore_index"))
                        : OptionalInt.empty());
    }

    private static @Nullable Tensor tensor(ReferenceCase reference, String input) {
        ReferenceTensor tensor = reference.inputs().get(input);
        return tensor == null ? null : tensor.as(reference.dtype());
    }

    private void loss(String name, Loss f) {
        operations.put(name, (reference, in) -> {
            LossReduction reduction =
                    switch (reference.arguments().get("reduction").getAsString()) {
                        case "mean" -> LossReduction.MEAN;
                        case "sum" -> LossReduction.SUM;
                        case "batchmean" -> LossReduction.BATCH_MEAN;
                        case "none" -> LossReduction.NONE;
                        default -> throw new IllegalArgumentException(reference.id());
                    };
            return f.apply(reference, in.get("x"), in.get("target"), reduction);
        });
    }
}
