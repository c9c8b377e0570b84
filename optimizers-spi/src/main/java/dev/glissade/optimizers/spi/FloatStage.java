package dev.glissade.optimizers.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a step over `float` parameters, as its rule sees it.
final class FloatStage extends Stage {
    private static final float[] NONE = {};

    final FloatUpdateRule rule;
    final List<Fold> measures;

    /// For each thread an array in which the rule hands over what it measures.
    final double[][] measuredByTask;

    /// What the rule sees: one view for each segment in scope SEGMENT, else one for each thread.
    final FloatView[] views;

    /// What the rule sees while no segment is at hand.
    private final FloatView any;

    private float[] parameters = NONE;
    private float[] gradients = NONE;
    private @Nullable FloatObjective objective;
    private boolean evaluates;

    FloatStage(
            RuleDescription description,
            CurrentValues values,
            Layout layout,
            int[] segmentNumbers,
            FloatUpdateRule rule,
            FloatSlots slots,
            ThreadArithmetic[] arithmetics) {
        super(description, values, layout, segmentNumbers);
        this.rule = rule;
        this.measures = List.copyOf(rule.measures());
        measures(measures.size());
        this.measuredByTask = new double[arithmetics.length][measures.size()];
        this.any = new FloatView(this, slots, null, -1, arithmetics[0]);
        if (!measures.isEmpty() && scope != Scope.GLOBAL) {
            throw new OptimizerException(name + " measures, its scope is " + scope + "; it must be GLOBAL");
        }
        this.views = new FloatView[scope == Scope.SEGMENT ? segmentNumbers.length : arithmetics.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = scope == Scope.SEGMENT
                    ? new FloatView(this, slots, segments.get(i), segmentNumbers[i], arithmetics[0])
                    : new FloatView(this, slots, null, -1, arithmetics[i]);
        }
    }

    /// Lets the rule begin.
    void begin() {
        preparing(true);
        rule.begin(any);
        preparing(false);
    }

    /// Lets the rule settle.
    void settle() {
        preparing(true);
        rule.settle(any);
        preparing(false);
    }

    float[] parameters() {
        return parameters;
    }

    float[] gradients() {
        return gradients;
    }

    double evaluate() {
        FloatObjective given = objective;
        if (!evaluates || given == null || !isPreparing()) {
            throw new IllegalStateException(name
                    + ": evaluate was called outside begin or without an objective; it must be called there, and the"
                    + " provider must say that it evaluates the loss");
        }
        return given.evaluate(parameters, gradients);
    }

    void allowEvaluating() {
        evaluates = true;
    }

    void bind(float[] parameters, float[] gradients, @Nullable FloatObjective objective, double loss) {
        this.parameters = parameters;
        this.gradients = gradients;
        this.objective = objective;
        loss(loss);
    }

    void gradients(float[] gradients) {
        this.gradients = gradients;
    }

    void release() {
        bind(NONE, NONE, null, Double.NaN);
    }
}
