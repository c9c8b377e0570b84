package dev.glissade.optimizers.spi;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The state of an optimizer over `float` parameters, and what a step does with it.
///
/// A step is a row of *places*: the gradient transforms, the direction, the optimizer's rule, the averagings. At each place
/// every group has a stage; the stage of a transform or an averaging is the same for all. Places next to each other whose
/// rules are elementwise are applied block by block, so that what one writes the next finds in the first cache; a rule
/// that has to see more interrupts the row.
final class FloatHost extends Host {
    /// The elements to which all rules are applied before the next ones, so few that the arrays of a rule stay in the first
    /// cache: 5 × 8 KiB.
    private static final int BLOCK = 2048;

    private static final float[] NONE = {};

    private final List<FloatPart> parts;
    private final FloatPart rulePart;
    private final List<FloatPart> averagingParts;

    /// By place, then by group; null where the group has nothing to do.
    private final @Nullable FloatStage[][] places;

    private final boolean[] copies;
    private final float[] scratch;
    private final Ranges joined;
    private final Ranges bySegment;
    private final FloatMeasuring measuring;
    private final IntConsumer sweepShare = this::sweepShare;
    private final IntConsumer segmentShare = this::segmentShare;
    private float[] gradients = NONE;
    private boolean copied;
    private int sweepFrom;
    private int sweepTo;
    private boolean sweepCopies;
    private Ranges sweepRanges;
    private Ranges measuredRanges;
    private FloatView[] segmentViews = {};
    private FloatUpdateRule segmentRule = (_, _, _) -> {};
    private int tasks;

    FloatHost(Recipe recipe, Layout layout) {
        super(recipe, layout);
        this.joined = grouping.ranges(true);
        this.bySegment = grouping.ranges(false);
        this.sweepRanges = joined;
        this.measuredRanges = bySegment;
        this.measuring = new FloatMeasuring(workers);
        var plan = new FloatPlan(recipe, layout, grouping, arithmetics);
        this.parts = plan.parts();
        this.places = plan.places();
        this.copies = plan.copies();
        this.rulePart = plan.rulePart();
        this.averagingParts = plan.averagingParts();
        boolean copying = false;
        for (boolean one : copies) {
            copying |= one;
        }
        this.scratch = copying ? new float[layout.length()] : NONE;
    }

    /// Checks all that can be checked before a step, and prepares its hyperparameters.
    ///
    /// @throws OptimizerException as for the lengths; also if an array is one of the optimizer's own
    void admit(float[] parameters, float[] gradients, boolean objective) {
        admit(parameters.length, gradients.length, parameters == gradients, objective);
        requireOther("parameters", parameters);
        requireOther("gradients", gradients);
    }

    private void requireOther(String what, float[] array) {
        for (int i = 0; i < parts.size(); i++) {
            String slot = parts.get(i).slotOf(array);
            if (!slot.isEmpty()) {
                throw new OptimizerException(name + ": " + what + " is an array of the optimizer's own, the slot "
                        + slot + " of " + parts.get(i).name + "; it must be another array");
            }
        }
    }

    /// Does one step. The arrays are held during the step only.
    ///
    /// @param ranges what is to be updated: all, or the rows that have gradients
    /// @return whether the optimizer was applied, and no transform skipped it
    boolean step(
            float[] parameters,
            float[] gradients,
            @Nullable FloatObjective objective,
            double loss,
            @Nullable Ranges ranges) {
        this.gradients = gradients;
        this.copied = false;
        this.sweepRanges = ranges == null ? joined : ranges;
        this.measuredRanges = ranges == null ? bySegment : ranges;
        try {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).moveOn();
                parts.get(i).bind(parameters, gradients, objective, loss);
            }
            return walk();
        } catch (Exception failure) {
            throw fail(failure);
        } catch (Error failure) {
            close();
            throw failure;
        } finally {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).release();
            }
            this.gradients = NONE;
        }
    }

    /// Goes through the places. What is elementwise waits until it can be swept with its neighbours.
    private boolean walk() {
        int waiting = 0;
        for (int place = 0; place < places.length; place++) {
            Scope scope = scope(place);
            if (scope != Scope.ELEMENTWISE) {
                sweep(waiting, place);
                waiting = place;
            }
            boolean skipped = prepare(place);
            if (scope == Scope.SEGMENT) {
                updateSegments(place);
                waiting = place + 1;
            }
            if (skipped) {
                sweep(waiting, place + 1);
                complete(place + 1);
                return false;
            }
        }
        sweep(waiting, places.length);
        complete(places.length);
        return true;
    }

    private Scope scope(int place) {
        for (FloatStage stage : places[place]) {
            if (stage != null) {
                return stage.scope;
            }
        }
        return Scope.ELEMENTWISE;
    }

    /// Lets the rules of a place begin, measure and settle. Returns whether one ends the step.
    private boolean prepare(int place) {
        boolean skipped = false;
        @Nullable FloatStage previous = null;
        for (int g = 0; g < places[place].length; g++) {
            FloatStage stage = places[place][g];
            if (stage == null || stage == previous) {
                continue;
            }
            previous = stage;
            stage.gradients(copied && copies[g] ? scratch : gradients);
            stage.resume();
            stage.begin();
            if (!stage.measures.isEmpty()) {
                measuring.measure(stage, places[place], measuredRanges, tasks(measuredRanges.elements()));
            }
            stage.settle();
            skipped |= stage.isSkipped();
        }
        return skipped;
    }

    private void updateSegments(int place) {
        if (!copied && scratch.length > 0) {
            sweep(place, place);
        }
        @Nullable FloatStage previous = null;
        for (int g = 0; g < places[place].length; g++) {
            FloatStage stage = places[place][g];
            if (stage == null || stage == previous) {
                continue;
            }
            previous = stage;
            stage.gradients(copies[g] ? scratch : gradients);
            segmentViews = stage.views;
            segmentRule = stage.rule;
            tasks = Math.min(threads, segmentViews.length);
            workers.run(tasks, segmentShare);
        }
    }

    private void segmentShare(int task) {
        for (int i = task; i < segmentViews.length; i += tasks) {
            FloatView view = segmentViews[i];
            view.arithmetic(arithmetics[task]);
            segmentRule.update(view, view.segment().offset(), view.segment().end());
        }
    }

    /// Applies the places `from ≤ place < to` to all elements, block by block; and copies the gradients before, if they
    /// are to be changed and have not been copied yet.
    private void sweep(int from, int to) {
        boolean first = !copied && scratch.length > 0;
        boolean changes = from == to && from < places.length;
        if (from == to && !(first && changes && scope(from) == Scope.SEGMENT)) {
            return;
        }
        sweepFrom = from;
        sweepTo = to;
        sweepCopies = first;
        for (int place = from; place < to; place++) {
            for (int g = 0; g < places[place].length; g++) {
                FloatStage stage = places[place][g];
                if (stage != null) {
                    stage.gradients(copies[g] ? scratch : gradients);
                }
            }
        }
        tasks = tasks(sweepRanges.elements());
        workers.run(tasks, sweepShare);
        copied |= first;
    }

    private void sweepShare(int task) {
        long all = sweepRanges.elements();
        long begin = bound(all, task);
        long end = bound(all, task + 1);
        long before = 0;
        for (int i = 0; i < sweepRanges.count() && before < end; i++) {
            int from = sweepRanges.from(i);
            int length = sweepRanges.to(i) - from;
            int low = (int) Math.max(0, begin - before);
            int high = (int) Math.min(length, end - before);
            if (low < high) {
                sweepRange(task, sweepRanges.group(i), from + low, from + high);
            }
            before += length;
        }
    }

    /// The first element of a task's share; shares are whole blocks.
    private long bound(long elements, int task) {
        return task == tasks ? elements : elements * task / tasks / BLOCK * BLOCK;
    }

    private void sweepRange(int task, int group, int from, int to) {
        boolean copy = sweepCopies && copies[group];
        if (sweepTo - sweepFrom == 1 && !copy) {
            FloatStage only = places[sweepFrom][group];
            if (only != null) {
                only.rule.update(only.views[task], from, to);
            }
            return;
        }
        int block = from;
        while (block < to) {
            int end = to - block > BLOCK ? block + BLOCK : to;
            if (copy) {
                System.arraycopy(gradients, block, scratch, block, end - block);
            }
            for (int place = sweepFrom; place < sweepTo; place++) {
                FloatStage stage = places[place][group];
                if (stage != null) {
                    stage.rule.update(stage.views[task], block, end);
                }
            }
            block = end;
        }
    }

    /// Counts the step in the places before `end`.
    private void complete(int end) {
        for (int place = 0; place < end; place++) {
            @Nullable FloatStage previous = null;
            for (FloatStage stage : places[place]) {
                if (stage != null && stage != previous) {
                    stage.complete();
                    previous = stage;
                }
            }
        }
    }

    @Override
    List<FloatPart> parts() {
        return parts;
    }

    @Override
    FloatPart rulePart() {
        return rulePart;
    }

    /// A per-element slot of the optimizer.
    float[] slot(String slot) {
        return rulePart.elements(slot);
    }

    /// The averaged parameters of an averaging.
    float[] average(String averaging) {
        int index = averaging(averaging);
        return averagingParts.get(index).elements(averageSlot(index));
    }
}
