package dev.glissade.autodiff;

import dev.glissade.tensor.Axes;
import dev.glissade.tensor.ClassLabels;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Losses: how far an input is from a target, to be minimised.
///
/// ```java
/// Variable loss = Losses.huber(prediction, target, 1.0, LossReduction.MEAN);
/// ```
///
/// In the formulas x is an element of the input and t that of the target. Unless stated otherwise both have one shape,
/// which is also that of the losses before reduction, and [LossReduction#MEAN] divides by the number of elements.
///
/// Derivatives pass through the target too, labels excepted. At kinks they are those of PyTorch, where relu and abs have
/// derivative 0 at 0. A branch that is not taken does not bring NaN into a derivative.
///
/// All refuse shapes, element types and numbers other than stated with an [IllegalArgumentException], and operands of
/// another tape or an earlier recording with an [IllegalStateException]; the tape stays as it was. The ranges of targets
/// that are not labels are not checked.
public final class Losses {
    /// Smaller logarithms of probabilities count as this.
    private static final double SMALLEST_LOGARITHM = -100;

    private Losses() {}

    // ---- numbers

    /// The squared error (x − t)².
    public static Variable squaredError(Variable input, Variable target, LossReduction reduction) {
        checkPair("squaredError", input, target);
        return reduced(input.minus(target).square(), reduction);
    }

    /// The absolute error |x − t|, with derivative 0 at 0.
    public static Variable absoluteError(Variable input, Variable target, LossReduction reduction) {
        checkPair("absoluteError", input, target);
        return reduced(input.minus(target).abs(), reduction);
    }

    /// (x − t)²/2 where |x − t| ≤ delta, else delta·(|x − t| − delta/2): a parabola that goes on as lines (P. J. Huber,
    /// Robust estimation of a location parameter, Annals of Mathematical Statistics 35 (1964)).
    ///
    /// @param delta above 0 and finite, in the unit of x
    public static Variable huber(Variable input, Variable target, double delta, LossReduction reduction) {
        checkPair("huber", input, target);
        checkPositive("huber", "delta", delta, input.dtype());
        return reduced(huber(input.minus(target), delta), reduction);
    }

    /// (x − t)²/(2·beta) where |x − t| < beta, else |x − t| − beta/2: lines of slope 1 with a parabola between them
    /// (R. Girshick, Fast R-CNN, ICCV 2015, equation 3, where beta is 1).
    ///
    /// @param beta above 0 and finite, in the unit of x
    public static Variable smoothL1(Variable input, Variable target, double beta, LossReduction reduction) {
        checkPair("smoothL1", input, target);
        checkPositive("smoothL1", "beta", beta, input.dtype());
        return reduced(huber(input.minus(target), beta).dividedBy(beta), reduction);
    }

    /// q·(d − q/2), q being d or the nearer of ±delta. Both branches are one formula, so nothing is infinite in the one
    /// that is not taken, and the second derivative at 0 is 1.
    private static Variable huber(Variable difference, double delta) {
        Variable near = difference.clamp(-delta, delta);
        return near.times(difference.minus(near.times(0.5)));
    }

    // ---- two classes

    /// −t·ln x − (1 − t)·ln(1 − x): [#binaryCrossEntropy(Variable, Variable, BinaryWeights, LossReduction)] without weights.
    public static Variable binaryCrossEntropy(Variable probabilities, Variable target, LossReduction reduction) {
        return binaryCrossEntropy(probabilities, target, BinaryWeights.NONE, reduction);
    }

    /// w·(−p·t·ln x − (1 − t)·ln(1 − x)), the cross-entropy between a probability and a target (C. M. Bishop, Pattern
    /// Recognition and Machine Learning, 2006, equation 4.90), with weights w of elements and p of target 1.
    ///
    /// Logarithms below −100 count as −100, with derivative 0, so that a wrong probability of 0 or 1 costs 100 and not ∞.
    /// For training, [#binaryCrossEntropyOfLogits] keeps more digits.
    ///
    /// @param probabilities in 0..1; NaN beyond
    /// @param target in 0..1
    public static Variable binaryCrossEntropy(
            Variable probabilities, Variable target, BinaryWeights weights, LossReduction reduction) {
        checkPair("binaryCrossEntropy", probabilities, target);
        checkWeights("binaryCrossEntropy", weights, probabilities);
        Variable never = probabilities.equal(0);
        Variable ones = bounded(never, never.where(1, probabilities).log());
        Variable always = probabilities.equal(1);
        Variable zeros = bounded(always, always.where(0, probabilities).negate().log1p());
        Variable onePart = weighted(target, weights.positive()).times(ones);
        Variable zeroPart = target.negate().plus(1).times(zeros);
        return reduced(weighted(onePart.plus(zeroPart).negate(), weights.elements()), reduction);
    }

    /// A logarithm of at least −100, which stands for that of 0.
    private static Variable bounded(Variable ofZero, Variable logarithm) {
        return ofZero.where(SMALLEST_LOGARITHM, logarithm.clamp(SMALLEST_LOGARITHM, Double.POSITIVE_INFINITY));
    }

    /// −t·ln σ(x) − (1 − t)·ln(1 − σ(x)):
    /// [#binaryCrossEntropyOfLogits(Variable, Variable, BinaryWeights, LossReduction)] without weights.
    public static Variable binaryCrossEntropyOfLogits(Variable logits, Variable target, LossReduction reduction) {
        return binaryCrossEntropyOfLogits(logits, target, BinaryWeights.NONE, reduction);
    }

    /// w·(−p·t·ln σ(x) − (1 − t)·ln(1 − σ(x))) with the logistic function σ and weights w of elements and p of target 1,
    /// computed as w·((1 − t)·(x − ln σ(x)) − p·t·ln σ(x)), in which nothing overflows. The part of target 0 is rounded as x
    /// is: below ε·|x| it may come out as 0, but its derivative keeps its digits. An infinite x gives ∞ or NaN, with the
    /// derivative of a large one.
    ///
    /// @param logits the logarithms of the odds of target 1, any numbers
    /// @param target in 0..1
    public static Variable binaryCrossEntropyOfLogits(
            Variable logits, Variable target, BinaryWeights weights, LossReduction reduction) {
        checkPair("binaryCrossEntropyOfLogits", logits, target);
        checkWeights("binaryCrossEntropyOfLogits", weights, logits);
        Variable zeroPart = target.negate().plus(1).times(logits.tape().record(LogitLoss.INSTANCE, logits));
        Variable onePart = weighted(target, weights.positive()).times(logits.logSigmoid());
        Variable losses = zeroPart.minus(onePart);
        return reduced(weighted(losses, weights.elements()), reduction);
    }

    /// max(0, 1 − t·x), with derivative 0 at the kink (C. Cortes and V. Vapnik, Support-vector networks, Machine
    /// Learning 20 (1995)).
    ///
    /// @param target −1 or 1
    public static Variable hinge(Variable input, Variable target, LossReduction reduction) {
        checkPair("hinge", input, target);
        return reduced(shortOfMargin(input, target), reduction);
    }

    /// max(0, 1 − t·x)², which has no kink.
    ///
    /// @param target −1 or 1
    public static Variable squaredHinge(Variable input, Variable target, LossReduction reduction) {
        checkPair("squaredHinge", input, target);
        return reduced(shortOfMargin(input, target).square(), reduction);
    }

    private static Variable shortOfMargin(Variable input, Variable target) {
        return target.times(input).negate().plus(1).relu();
    }

    /// x where t = 1, else max(0, margin − x): a distance x is to be small for pairs that are alike, and at least the
    /// margin for others (R. Hadsell, S. Chopra and Y. LeCun, Dimensionality reduction by learning an invariant mapping,
    /// CVPR 2006, without its squares).
    ///
    /// @param target −1 or 1
    public static Variable hingeEmbedding(Variable input, Variable target, double margin, LossReduction reduction) {
        checkPair("hingeEmbedding", input, target);
        Variable apart = input.negate().plus(margin).relu();
        return reduced(target.equal(1).where(input, apart), reduction);
    }

    // ---- many classes

    /// The cross-entropy between softmax(logits) and labels, every class counting alike.
    public static Variable crossEntropy(Variable logits, Variable labels, LossReduction reduction) {
        return crossEntropy(logits, labels, ClassOptions.PLAIN, reduction);
    }

    /// [#negativeLogLikelihood(Variable, Variable, ClassOptions, LossReduction)] of ln softmax(logits), the softmax being
    /// along axis 1 (Bishop 2006, equation 4.108).
    ///
    /// The mean over the rows of a matrix without options is one operation, [Variable#softmaxCrossEntropy].
    ///
    /// @param logits N×C×…, any numbers
    public static Variable crossEntropy(
            Variable logits, Variable labels, ClassOptions options, LossReduction reduction) {
        checkLabels("crossEntropy", logits, labels, options);
        Tape tape = logits.tape();
        if (options.plain() && reduction == LossReduction.MEAN && logits.shape().rank() == 2) {
            return tape.record(SoftmaxCrossEntropy.INSTANCE, logits, labels);
        }
        int before = tape.instructions();
        try {
            return likelihood("crossEntropy", logits.logSoftmax(1), labels, options, reduction);
        } catch (RuntimeException e) {
            tape.rewind(before);
            throw e;
        }
    }

    /// −x at the label of each sample, every class counting alike.
    public static Variable negativeLogLikelihood(Variable logarithms, Variable labels, LossReduction reduction) {
        return negativeLogLikelihood(logarithms, labels, ClassOptions.PLAIN, reduction);
    }

    /// −(1 − e)·w_y·x_y − e/C·Σ_c w_c·x_c for each sample with label y, x being the logarithms of its C probabilities, w
    /// the weights of the classes and e the smoothing; 0 for a sample with the ignored label.
    ///
    /// The losses are N×…. [LossReduction#MEAN] divides by Σ w_y over the samples that count, so it is NaN where none does,
    /// with derivative 0.
    ///
    /// @param logarithms N×C×…: N samples, C classes, any further axes
    /// @param labels N×…, whole numbers in 0..C − 1 or the ignored label, in the element type of the logarithms
    public static Variable negativeLogLikelihood(
            Variable logarithms, Variable labels, ClassOptions options, LossReduction reduction) {
        checkLabels("negativeLogLikelihood", logarithms, labels, options);
        Tape tape = logarithms.tape();
        int before = tape.instructions();
        try {
            return likelihood("negativeLogLikelihood", logarithms, labels, options, reduction);
        } catch (RuntimeException e) {
            tape.rewind(before);
            throw e;
        }
    }

    private static Variable likelihood(
            String loss, Variable logarithms, Variable labels, ClassOptions options, LossReduction reduction) {
        Shape shape = logarithms.shape();
        double ignored = options.ignoredLabel();
        Variable losses = PickLabels.of(loss, logarithms, labels, ignored).negate();
        Variable counted = null;
        if (options.ignored().isPresent()) {
            Variable ones = logarithms.tape().constant(1, logarithms.dtype(), shape);
            counted = PickLabels.of(loss, ones, labels, ignored);
        }
        Variable weights = counted;
        Variable all = logarithms;
        Tensor classWeights = options.weights();
        if (classWeights != null) {
            Variable ofClasses = alongClasses(logarithms.tape().input(classWeights), shape);
            weights = PickLabels.of(loss, ofClasses.broadcastTo(shape), labels, ignored);
            losses = losses.times(weights);
            all = logarithms.times(ofClasses);
        }
        double smoothing = options.smoothing();
        if (smoothing != 0) {
            Variable sum = all.reduce(Reduction.SUM, Axes.of(shape, 1));
            losses = losses.times(1 - smoothing)
                    .plusScaled(-smoothing / shape.size(1), counted == null ? sum : counted.where(sum, 0));
        }
        Variable each = losses.squeeze(1);
        return weights == null ? reduction.of(each, shape.size(0)) : reduction.of(each, weights, shape.size(0));
    }

    /// The cross-entropy between softmax(logits) and a distribution over the classes, every class counting alike.
    public static Variable crossEntropyOfDistribution(Variable logits, Variable target, LossReduction reduction) {
        return crossEntropyOfDistribution(logits, target, ClassOptions.PLAIN, reduction);
    }

    /// −Σ_c w_c·q_c·ln softmax(x)_c for each sample, where q = (1 − e)·t + e/C, w are the weights of the classes and e is
    /// the smoothing (Bishop 2006, equation 4.108). Classes with q = 0 add 0, also where a logit is −∞.
    ///
    /// The losses are N×…; [LossReduction#MEAN] divides by their number, whatever the weights.
    ///
    /// @param logits N×C×…, any numbers
    /// @param target N×C×…, probabilities whose sum over the classes is 1
    /// @throws IllegalArgumentException also if the options name an ignored label
    public static Variable crossEntropyOfDistribution(
            Variable logits, Variable target, ClassOptions options, LossReduction reduction) {
        checkDistribution(logits, target, options);
        Shape shape = logits.shape();
        double smoothing = options.smoothing();
        Variable q = smoothing == 0 ? target : target.times(1 - smoothing).plus(smoothing / shape.size(1));
        Variable logarithms = q.notEqual(0).where(logits.logSoftmax(1), 0);
        Variable terms = q.times(logarithms);
        Tensor weights = options.weights();
        if (weights != null) {
            terms = terms.times(alongClasses(logits.tape().input(weights), shape));
        }
        return reduction.of(terms.sum(1).negate(), shape.size(0));
    }

    /// t·(ln t − x) for probabilities t and logarithms x of probabilities, and 0 where t = 0: the terms of the divergence of
    /// the distribution eˣ from t (S. Kullback and R. A. Leibler, On information and sufficiency, Annals of Mathematical
    /// Statistics 22 (1951)).
    ///
    /// The divergence of distributions along the last axes is what [LossReduction#BATCH_MEAN] averages over samples;
    /// [LossReduction#MEAN] divides by the number of elements.
    ///
    /// @param logarithms of probabilities, in −∞..0
    /// @param target probabilities, in 0..1
    public static Variable klDivergence(Variable logarithms, Variable target, LossReduction reduction) {
        checkPair("klDivergence", logarithms, target);
        Variable counted = target.notEqual(0);
        // 1·(ln 1 − 0) = 0, and no derivative passes, where t = 0
        Variable t = counted.where(target, 1);
        Variable x = counted.where(logarithms, 0);
        return reduced(t.times(t.log().minus(x)), reduction);
    }

    /// [#klDivergence] for a target that is given by logarithms too: eᵗ·(t − x), and 0 where t = −∞.
    ///
    /// @param logarithms of probabilities, in −∞..0
    /// @param target logarithms of probabilities, in −∞..0
    public static Variable klDivergenceOfLogarithms(Variable logarithms, Variable target, LossReduction reduction) {
        checkPair("klDivergenceOfLogarithms", logarithms, target);
        Variable counted = target.notEqual(Double.NEGATIVE_INFINITY);
        // e⁰·(0 − 0) = 0, and no derivative passes, where t = −∞
        Variable t = counted.where(target, 0);
        Variable x = counted.where(logarithms, 0);
        return reduced(t.exp().times(t.minus(x)), reduction);
    }

    /// 1/C·Σ max(0, margin − x_y + x_c)^power over the classes c other than the label y, for each sample (J. Weston and
    /// C. Watkins, Support vector machines for multi-class pattern recognition, ESANN 1999, as a loss).
    ///
    /// The losses are N×…; the derivative at the kink is 0.
    ///
    /// @param scores N×C×…, any numbers
    /// @param labels N×…, whole numbers in 0..C − 1, in the element type of the scores
    /// @param power 1 or 2
    public static Variable multiMargin(
            Variable scores, Variable labels, double margin, int power, LossReduction reduction) {
        checkLabels("multiMargin", scores, labels, ClassOptions.PLAIN);
        if (power != 1 && power != 2) {
            throw SourceLine.refusal("multiMargin: power is " + power + "; it must be 1 or 2");
        }
        Shape shape = scores.shape();
        Variable atLabel = PickLabels.of("multiMargin", scores, labels, Double.NaN);
        Variable one = scores.tape().constant(1, scores.dtype(), atLabel.shape());
        Variable isLabel = PlaceLabels.of("multiMargin", labels, one, shape.size(1), Double.NaN);
        Variable excess = isLabel.where(0, scores.minus(atLabel).plus(margin)).relu();
        Variable terms = power == 1 ? excess : excess.square();
        return reduction.of(terms.sum(1).dividedBy(shape.size(1)), shape.size(0));
    }

    // ---- reduction and weights

    private static Variable reduced(Variable losses, LossReduction reduction) {
        return reduction.of(
                losses, losses.shape().rank() == 0 ? 1 : losses.shape().size(0));
    }

    private static Variable weighted(Variable losses, @Nullable Tensor weights) {
        return weights == null ? losses : losses.times(losses.tape().input(weights));
    }

    /// A vector of C numbers as C×1×…, which is broadcast along axis 1 of N×C×….
    private static Variable alongClasses(Variable vector, Shape shape) {
        Variable along = vector;
        for (int axis = 2; axis < shape.rank(); axis++) {
            along = along.unsqueeze(-1);
        }
        return along;
    }

    // ---- checks

    private static void checkOperands(String loss, Variable input, Variable target) {
        input.tape().checkOperand(loss, input);
        input.tape().checkOperand(loss, target);
        checkType(loss, input.dtype(), target.dtype());
    }

    private static void checkPair(String loss, Variable input, Variable target) {
        checkOperands(loss, input, target);
        if (!input.shape().equals(target.shape())) {
            throw SourceLine.refusal(loss + ": input is " + input.shape() + ", target is " + target.shape()
                    + "; both must have one shape");
        }
    }

    private static void checkLabels(String loss, Variable scores, Variable labels, ClassOptions options) {
        checkOperands(loss, scores, labels);
        try {
            ClassLabels.checkShapes(loss, scores.shape(), labels.shape());
        } catch (IllegalArgumentException e) {
            throw Tape.refused(loss, e);
        }
        checkClassWeights(loss, scores, options.weights());
    }

    private static void checkDistribution(Variable logits, Variable target, ClassOptions options) {
        checkPair("crossEntropyOfDistribution", logits, target);
        if (logits.shape().rank() < 2) {
            throw SourceLine.refusal("crossEntropyOfDistribution: logits are " + logits.shape() + ", whose rank is "
                    + logits.shape().rank() + "; N×C×… is needed");
        }
        if (options.ignored().isPresent()) {
            throw SourceLine.refusal("crossEntropyOfDistribution: the label "
                    + options.ignored().getAsInt() + " is ignored, but the target is a distribution; it has no labels");
        }
        checkClassWeights("crossEntropyOfDistribution", logits, options.weights());
    }

    private static void checkClassWeights(String loss, Variable scores, @Nullable Tensor weights) {
        if (weights != null) {
            checkType(loss, scores.dtype(), weights.dtype());
            if (weights.shape().elements() != scores.shape().size(1)) {
                throw SourceLine.refusal(loss + ": scores are " + scores.shape() + ", class weights are "
                        + weights.shape() + "; N×C×… scores need C weights");
            }
        }
    }

    private static void checkWeights(String loss, BinaryWeights weights, Variable input) {
        checkWeight(loss, "weights", weights.elements(), input);
        checkWeight(loss, "positive weights", weights.positive(), input);
    }

    private static void checkWeight(String loss, String name, @Nullable Tensor weights, Variable input) {
        if (weights != null) {
            checkType(loss, input.dtype(), weights.dtype());
            if (!weights.shape().broadcastsTo(input.shape())) {
                throw SourceLine.refusal(loss + ": input is " + input.shape() + ", " + name + " are " + weights.shape()
                        + "; they must broadcast to the shape of the input");
            }
        }
    }

    private static void checkType(String loss, DType left, DType right) {
        if (left != right) {
            throw SourceLine.refusal(
                    loss + ": operands are " + left + " and " + right + "; all must have one element type");
        }
    }

    private static void checkPositive(String loss, String name, double number, DType dtype) {
        double rounded = dtype == DType.FLOAT32 ? (float) number : number;
        if (!(rounded > 0 && rounded < Double.POSITIVE_INFINITY)) {
            throw SourceLine.refusal(
                    loss + ": " + name + " is " + number + "; it must be above 0 and finite in " + dtype);
        }
    }
}
