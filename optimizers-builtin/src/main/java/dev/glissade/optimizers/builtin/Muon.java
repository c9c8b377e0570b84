package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Muon, momentum orthogonalised by Newton–Schulz: the step of a matrix is the momentum with all its singular values brought near 1.
///
/// For a segment of n rows and m columns with at least two axes:
///
/// > M ← μ M + (1 − μ) g
/// >
/// > X = G / (‖G‖ + ε),  G = μ M + (1 − μ) g with Nesterov, M without
/// >
/// > `iterations` times: A = X Xᵀ,  X ← a X + (b A + c A²) X,  with a = 3.4445, b = −4.7750, c = 2.0315
/// >
/// > w ← w (1 − η λ) − η √max(1, m/n) X
///
/// The iteration is a polynomial of the singular values. It lifts small ones fast and leaves all between about 0.7 and 1.2, but those
/// that are tiny beside the norm.
///
/// All other segments, and matrices too with `matricesFollowAdamW`, follow [AdamW] with hyperparameters of their own, those named
/// `adam…`. Embeddings and the last layer should; a group with that flag does it:
///
/// ```java
/// Optimizers.named("muon").group("embedding.*", own -> own.with("matricesFollowAdamW", true))
/// ```
///
/// Source: Jordan et al. 2024, *Muon: An optimizer for hidden layers in neural networks*, and its reference implementation.
/// `matchAdamW`: Liu et al. 2025, *Muon is Scalable for LLM Training*, equation (4).
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.02 |
/// | `momentum` | μ | 0.95 |
/// | `weightDecay` | λ | 0 |
/// | `epsilon` | ε | 1e-7 |
/// | `iterations` | | 5 |
/// | `nesterov` | | true |
/// | `epsilonClamped` | | false |
/// | `matchAdamW` | | false |
/// | `rowsAreInputs` | | true |
/// | `matricesFollowAdamW` | | false |
/// | `adamLearningRate` | η of AdamW | 3e-4 |
/// | `adamBeta1` | β₁ | 0.9 |
/// | `adamBeta2` | β₂ | 0.95 |
/// | `adamEpsilon` | ε of AdamW | 1e-10 |
/// | `adamWeightDecay` | λ of AdamW | 0 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | M, and m of AdamW | 0 |
/// | `vectorSecondMoment` | v of AdamW for vectors and single numbers | 0 |
/// | `matrixSecondMoment` | v of AdamW for matrices | 0; used if `matricesFollowAdamW` |
/// | `orthogonal`, `gram`, `gramSquare` | X, A, A² | within a step; not used if `matricesFollowAdamW` |
/// | `beta1Product`, `beta2Product` | β₁ᵗ, β₂ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | X = G / max(‖G‖, ε), with the defaults of PyTorch's `Muon`: η = 0.001, λ = 0.1 |
///
/// With `matchAdamW` the factor is 0.2 √max(n, m), after which learning rates for AdamW fit. Otherwise it is √max(1, outputs / inputs) of a
/// layer: √max(1, m/n) where the rows are its inputs, as in x·W, and √max(1, n/m) without `rowsAreInputs`, as for PyTorch's weights.
///
/// Elsewhere: the iteration runs in bfloat16; here in the type of the parameters. The reference implementation flattens the
/// kernel of a convolution behind its first axis; here a segment is the matrix of all axes but the last against the last. optax's
/// `muon` corrects M and g for their start before it adds them, has ε = 1e-8, √max(1, m/n), and AdamW at the same η.
public final class Muon implements OptimizerProvider {
    /// The coefficients a, b and c of the iteration.
    static final double A = 3.4445;

    static final double B = -4.7750;
    static final double C = 2.0315;

    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(0.02);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.95, Range.closedOpen(0, 1), "momentum μ, the decay of M");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "decoupled weight decay λ of matrices");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-7, Range.above(0), "smoothing term ε, keeps the norm from 0");
    static final Hyperparameter ITERATIONS =
            Hyperparameter.real("iterations", 5, Range.closed(0, 100), "whole number of Newton–Schulz iterations");
    static final Hyperparameter NESTEROV =
            Hyperparameter.flag("nesterov", true, "whether μ M + (1 − μ) g is orthogonalised, not M");
    static final Hyperparameter EPSILON_CLAMPED =
            Hyperparameter.flag("epsilonClamped", false, "whether ε is the least norm, not added to it");
    static final Hyperparameter MATCH_ADAMW = Hyperparameter.flag(
            "matchAdamW", false, "whether steps are 0.2 √max(n, m) X, of about the size of AdamW's");
    static final Hyperparameter ROWS_ARE_INPUTS = Hyperparameter.flag(
            "rowsAreInputs", true, "whether steps are √max(1, m/n) X, not √max(1, n/m) X, for n rows and m columns");
    static final Hyperparameter MATRICES_FOLLOW_ADAMW =
            Hyperparameter.flag("matricesFollowAdamW", false, "whether matrices follow AdamW, as all else does");
    static final Hyperparameter ADAM_LEARNING_RATE =
            Hyperparameter.real("adamLearningRate", 3e-4, Range.atLeast(0), "step size of AdamW");
    static final Hyperparameter ADAM_BETA1 =
            Hyperparameter.real("adamBeta1", 0.9, Range.closedOpen(0, 1), "decay β₁ of AdamW's first moment");
    static final Hyperparameter ADAM_BETA2 =
            Hyperparameter.real("adamBeta2", 0.95, Range.closedOpen(0, 1), "decay β₂ of AdamW's second moment");
    static final Hyperparameter ADAM_EPSILON = Hyperparameter.real(
            "adamEpsilon", 1e-10, Range.above(0), "smoothing term of AdamW, keeps the divisor from 0");
    static final Hyperparameter ADAM_WEIGHT_DECAY =
            Hyperparameter.real("adamWeightDecay", 0, Range.atLeast(0), "decoupled weight decay of AdamW");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot VECTOR_SECOND_MOMENT = Slot.perColumn("vectorSecondMoment");
    static final Slot MATRIX_SECOND_MOMENT = Slot.perElement("matrixSecondMoment");
    static final Slot ORTHOGONAL = Slot.scratch("orthogonal");
    static final Slot GRAM = Slot.scratch("gram");
    static final Slot GRAM_SQUARE = Slot.scratch("gramSquare");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "G / max(‖G‖, ε), with PyTorch's defaults: η = 0.001, λ = 0.1",
            Map.of(
                    "learningRate", 1e-3,
                    "momentum", 0.95,
                    "weightDecay", 0.1,
                    "epsilon", 1e-7,
                    "iterations", 5.0,
                    "nesterov", 1.0,
                    "epsilonClamped", 1.0,
                    "matchAdamW", 0.0,
                    "rowsAreInputs", 0.0));

    /// Called when the optimizer is looked up.
    public Muon() {}

    @Override
    public String name() {
        return "muon";
    }

    @Override
    public String summary() {
        return "Muon: momentum of matrices, orthogonalised; AdamW for all else (Jordan et al. 2024)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(
                LEARNING_RATE,
                MOMENTUM,
                WEIGHT_DECAY,
                EPSILON,
                ITERATIONS,
                NESTEROV,
                EPSILON_CLAMPED,
                MATCH_ADAMW,
                ROWS_ARE_INPUTS,
                MATRICES_FOLLOW_ADAMW,
                ADAM_LEARNING_RATE,
                ADAM_BETA1,
                ADAM_BETA2,
                ADAM_EPSILON,
                ADAM_WEIGHT_DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(
                FIRST_MOMENT,
                VECTOR_SECOND_MOMENT,
                MATRIX_SECOND_MOMENT,
                ORTHOGONAL,
                GRAM,
                GRAM_SQUARE,
                BETA1_PRODUCT,
                BETA2_PRODUCT);
    }

    @Override
    public List<Slot> slots(Hyperparameters chosen) {
        return chosen.flag(MATRICES_FOLLOW_ADAMW)
                ? List.of(FIRST_MOMENT, VECTOR_SECOND_MOMENT, MATRIX_SECOND_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT)
                : List.of(
                        FIRST_MOMENT,
                        VECTOR_SECOND_MOMENT,
                        ORTHOGONAL,
                        GRAM,
                        GRAM_SQUARE,
                        BETA1_PRODUCT,
                        BETA2_PRODUCT);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, ITERATIONS);
        return new FloatMuonRule(
                chosen.flag(NESTEROV),
                chosen.flag(EPSILON_CLAMPED),
                chosen.flag(MATCH_ADAMW),
                chosen.flag(ROWS_ARE_INPUTS),
                chosen.flag(MATRICES_FOLLOW_ADAMW));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, ITERATIONS);
        return Optional.of(new DoubleMuonRule(
                chosen.flag(NESTEROV),
                chosen.flag(EPSILON_CLAMPED),
                chosen.flag(MATCH_ADAMW),
                chosen.flag(ROWS_ARE_INPUTS),
                chosen.flag(MATRICES_FOLLOW_ADAMW)));
    }
}
