package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// L-BFGS, limited-memory BFGS: a quasi-Newton method that learns the curvature from the last m steps. For losses that are the same function in every
/// step, over all the data rather than batches.
///
/// One step is up to `maxIterations` iterations of
///
/// > d = −H g
/// >
/// > s = t d,  w ← w + s
/// >
/// > y = g(w) − g before
///
/// where H comes from the last m pairs (s, y) with y·s > 1e-10, beginning with (y·s / y·y) I of the newest pair, and t from a line search that begins at
/// η, or without `strongWolfe` is η. At the first iteration of all, H = I and t begins at η min(1, 1 / Σ|g|).
///
/// Sources: Liu and Nocedal 1989, *On the limited memory BFGS method for large scale optimization*; the line search, with the strong Wolfe conditions and cubic
/// interpolation, and the stopping rules are those of Schmidt 2005, *minFunc*, in the form of PyTorch's `LBFGS`.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1 |
/// | `maxIterations` | | 20 |
/// | `maxEvaluations` | | 25 |
/// | `historySize` | m | 10 |
/// | `gradientTolerance` | | 1e-7 |
/// | `changeTolerance` | | 1e-9 |
/// | `strongWolfe` | | true |
///
/// A step ends before `maxIterations` when it has evaluated the loss `maxEvaluations` times or more (the one at which it begins included; a line search is
/// never cut short, it takes 26 at most), when max |g| ≤ `gradientTolerance`, or when g·d > −τ, max |s| ≤ τ or the loss changed by less than τ, with τ = `changeTolerance`.
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `steps`, `gradientChanges` | m times s / √(y·s) and y / √(y·s) | 0 |
/// | `direction` | d | 0 |
/// | `previousGradient` | g before | 0 |
/// | `start`, `nearGradient`, `farGradient` | for use within a step; `start` if `strongWolfe` | |
/// | `iterations` | number of iterations | 0 |
/// | `rate` | t | 0 |
/// | `loss` | the last one evaluated | 0 |
/// | `pairs`, `nextPair` | how many pairs there are, and where the next one goes | 0 |
/// | `hessianScale` | y·s / y·y | 1 |
///
/// So it takes 2 m + 5 times the memory of the parameters.
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | PyTorch's `LBFGS` with its defaults: η = 1, m = 100, no line search |
///
/// **Not finite.** If the loss or a gradient at which a step begins is not finite, the step changes nothing; the caller sees the loss. The line search takes such a loss for a
/// wall and turns back before it. Without it nothing turns back: the step ends where it went, and the later ones change nothing. If d does not descend, because rounding or overflow has spoilt the history, the
/// step ends and the next one begins with H = I again.
///
/// **Elsewhere.** PyTorch goes on with what is not finite, its line search always has τ = 1e-9, and it keeps s, y and 1 / (y·s), which makes the same H up to rounding. optax's `lbfgs` has another line search, m = 10, and makes one iteration per step; SciPy's
/// `L-BFGS-B` is a Fortran program with bounds, m = 10, and the line search of Moré and Thuente.
public final class Lbfgs implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1);
    static final Hyperparameter MAX_ITERATIONS = Hyperparameter.real(
            "maxIterations", 20, Range.closed(1, 1e6), "whole number of the most iterations in a step");
    static final Hyperparameter MAX_EVALUATIONS = Hyperparameter.real(
            "maxEvaluations",
            25,
            Range.closed(1, 1e6),
            "whole number of evaluations of the loss after which a step ends");
    static final Hyperparameter HISTORY_SIZE =
            Hyperparameter.real("historySize", 10, Range.closed(1, 1000), "whole number m of steps that H comes from");
    static final Hyperparameter GRADIENT_TOLERANCE =
            Hyperparameter.real("gradientTolerance", 1e-7, Range.atLeast(0), "a step ends where no gradient is larger");
    static final Hyperparameter CHANGE_TOLERANCE = Hyperparameter.real(
            "changeTolerance", 1e-9, Range.atLeast(0), "a step ends where loss or parameters change by no more");
    static final Hyperparameter STRONG_WOLFE = Hyperparameter.flag(
            "strongWolfe", true, "whether a line search finds the step size, by the strong Wolfe conditions");

    static final Slot STEPS = Slot.history("steps", HISTORY_SIZE);
    static final Slot GRADIENT_CHANGES = Slot.history("gradientChanges", HISTORY_SIZE);
    static final Slot DIRECTION = Slot.perElement("direction");
    static final Slot PREVIOUS_GRADIENT = Slot.perElement("previousGradient");
    static final Slot START = Slot.scratch("start");
    static final Slot NEAR_GRADIENT = Slot.scratch("nearGradient");
    static final Slot FAR_GRADIENT = Slot.scratch("farGradient");
    static final Slot ITERATIONS = Slot.scalar("iterations");
    static final Slot RATE = Slot.scalar("rate");
    static final Slot LOSS = Slot.scalar("loss");
    static final Slot PAIRS = Slot.scalar("pairs");
    static final Slot NEXT_PAIR = Slot.scalar("nextPair");
    static final Slot HESSIAN_SCALE = Slot.scalar("hessianScale").startingAt(1);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults: 100 pairs, no line search",
            Map.of(
                    "learningRate", 1.0,
                    "maxIterations", 20.0,
                    "maxEvaluations", 25.0,
                    "historySize", 100.0,
                    "gradientTolerance", 1e-7,
                    "changeTolerance", 1e-9,
                    "strongWolfe", 0.0));

    /// Called when the optimizer is looked up.
    public Lbfgs() {}

    @Override
    public String name() {
        return "l-bfgs";
    }

    @Override
    public String summary() {
        return "L-BFGS: w ← w − t H g, H from the last m steps, t from a line search (Liu and Nocedal 1989)";
    }

    @Override
    public Scope scope() {
        return Scope.GLOBAL;
    }

    @Override
    public boolean evaluatesLoss() {
        return true;
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(
                LEARNING_RATE,
                MAX_ITERATIONS,
                MAX_EVALUATIONS,
                HISTORY_SIZE,
                GRADIENT_TOLERANCE,
                CHANGE_TOLERANCE,
                STRONG_WOLFE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(
                STEPS,
                GRADIENT_CHANGES,
                DIRECTION,
                PREVIOUS_GRADIENT,
                START,
                NEAR_GRADIENT,
                FAR_GRADIENT,
                ITERATIONS,
                RATE,
                LOSS,
                PAIRS,
                NEXT_PAIR,
                HESSIAN_SCALE);
    }

    @Override
    public List<Slot> slots(Hyperparameters chosen) {
        return chosen.flag(STRONG_WOLFE)
                ? slots()
                : slots().stream().filter(slot -> !slot.equals(START)).toList();
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH);
    }

    @Override
    public NanPolicy nan() {
        return NanPolicy.IGNORES;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, MAX_ITERATIONS, MAX_EVALUATIONS);
        return new FloatLbfgsRule(chosen.flag(STRONG_WOLFE));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        Counts.requireWhole(chosen, MAX_ITERATIONS, MAX_EVALUATIONS);
        return Optional.of(new DoubleLbfgsRule(chosen.flag(STRONG_WOLFE)));
    }
}
