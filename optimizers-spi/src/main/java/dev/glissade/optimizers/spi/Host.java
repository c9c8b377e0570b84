package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The state of an optimizer, as far as it does not depend on the element type.
abstract sealed class Host permits FloatHost, DoubleHost {
    /// More steps than anybody does; beyond, their number might run over.
    private static final long MOST_STEPS = 1L << 62;

    /// Fewer elements than this are not worth waking a thread for.
    private static final int LEAST_SHARE = 1 << 15;

    /// The optimizer's name, for messages.
    final String name;

    final Layout layout;
    final Grouping grouping;
    final Workers workers;

    /// How many threads the workers have, asked once.
    final int threads;

    final ThreadArithmetic[] arithmetics;

    private final List<Choice<AveragingProvider>> averagings;
    private final boolean evaluatesLoss;
    private boolean failed;

    Host(Recipe recipe, Layout layout) {
        OptimizerProvider provider = recipe.choice().provider();
        this.name = recipe.description().name();
        this.layout = layout;
        this.grouping = new Grouping(name, recipe.groups(), recipe.hyperparameters(), layout);
        this.averagings = recipe.averagings();
        this.workers = recipe.workers();
        this.threads = workers.threads();
        if (threads < 1) {
            throw new OptimizerException(name + ": the workers have " + threads + " threads; there must be at least 1");
        }
        this.arithmetics = ThreadArithmetic.forThreads(threads);
        this.evaluatesLoss = provider.evaluatesLoss();
        if (evaluatesLoss && (!recipe.transforms().isEmpty() || grouping.moving() > 1)) {
            throw new OptimizerException(name + " evaluates the loss again within a step; gradient transforms: "
                    + recipe.transforms().size() + ", groups: " + grouping.moving()
                    + "; it takes no transform, and one group beside frozen ones");
        }
    }

    /// All parts, in the order in which they are applied.
    abstract List<? extends Part> parts();

    /// The place of an averaging in the recipe; the first of this name.
    ///
    /// @throws OptimizerException if there is no averaging of this name
    final int averaging(String averaging) {
        for (int i = 0; i < averagings.size(); i++) {
            if (averagings.get(i).description().name().equals(averaging)) {
                return i;
            }
        }
        throw new OptimizerException(name + " has no averaging '" + averaging + "'; it has: "
                + Names.list(averagings, one -> one.description().name()));
    }

    /// The slot that holds the averaged parameters.
    final String averageSlot(int averaging) {
        return averagings.get(averaging).provider().average().name();
    }

    /// The part that is the optimizer's own rule.
    abstract Part rulePart();

    /// The stage of the group of all segments that no pattern fits.
    final Stage rest() {
        List<? extends Stage> stages = rulePart().stages();
        return stages.get(stages.size() - 1);
    }

    final long completed() {
        return rulePart().completed();
    }

    /// Checks all that can be checked before a step, and prepares its hyperparameters.
    ///
    /// @throws OptimizerException if the arrays do not fit or a hyperparameter is out of range; nothing has changed
    /// @throws StepFailedException if an earlier step failed half-way
    final void admit(int parameters, int gradients, boolean sameArray, boolean objective) {
        if (failed) {
            throw new StepFailedException(name + " failed in step " + (completed() + 1)
                    + " before; its state may be half updated, so that it must not go on");
        }
        requireLength("parameters", parameters);
        requireLength("gradients", gradients);
        if (sameArray) {
            throw new OptimizerException(
                    name + ": parameters and gradients are the same array; they must be two arrays");
        }
        if (evaluatesLoss && !objective) {
            throw new OptimizerException(
                    name + " evaluates the loss again within a step; it must be given an objective");
        }
        List<? extends Part> parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            part.prepare(part.completed() + 1);
        }
    }

    private void requireLength(String what, int length) {
        if (length != layout.length()) {
            throw new OptimizerException(name + ": " + what + " has length " + length + ", the layout has length "
                    + layout.length() + "; they must be equal");
        }
    }

    /// Into how many tasks work on some elements is cut.
    final int tasks(long elements) {
        return threads == 1 || elements < 2 * LEAST_SHARE ? 1 : (int) Math.min(elements / LEAST_SHARE, threads);
    }

    /// Refuses every later step, because one was left half-way.
    final void close() {
        failed = true;
    }

    /// Closes the optimizer after a rule failed, and wraps the failure.
    final StepFailedException fail(Exception failure) {
        close();
        return new StepFailedException(
                name + " failed in step " + (completed() + 1) + ", parameters and state may be half updated: "
                        + failure,
                failure);
    }

    /// All that is remembered.
    ///
    /// @throws StepFailedException if a step failed half-way
    final OptimizerState save() {
        if (failed) {
            throw new StepFailedException(name + " failed in step " + (completed() + 1)
                    + "; its state may be half updated, so that it must not be saved");
        }
        var steps = new TreeMap<String, Long>();
        var entries = new ArrayList<OptimizerState.Entry>();
        for (Part part : parts()) {
            if (part.isSaved()) {
                steps.put(part.name, part.completed());
                part.save(entries);
            }
        }
        return new OptimizerState(name, layout.elementType(), steps, entries);
    }

    /// Takes over what was saved, if all of it fits.
    ///
    /// @throws OptimizerException if a part, slot, segment or shape is missing or too many, or a schedule gives a value
    ///     out of range; nothing has changed
    final void restore(OptimizerState state) {
        if (!state.optimizer().equals(name) || state.elementType() != layout.elementType()) {
            throw new OptimizerException("restore: the state is of " + state.optimizer() + " over "
                    + state.elementType() + ", the optimizer is " + name + " over " + layout.elementType()
                    + "; they must be the same");
        }
        var entries = new HashMap<String, OptimizerState.Entry>();
        for (OptimizerState.Entry entry : state.entries()) {
            if (entries.put(entry.name(), entry) != null) {
                throw new OptimizerException("restore: the state has two entries '" + entry.name() + "'");
            }
        }
        var wanted = new HashSet<String>();
        for (Part part : parts()) {
            if (part.isSaved()) {
                requireSteps(part.name, state.steps());
                wanted.add(part.name);
                part.check(entries, wanted);
            }
        }
        requireNoMore("parts", state.steps().keySet(), wanted);
        requireNoMore("entries", new TreeMap<>(entries).keySet(), wanted);
        for (Part part : parts()) {
            part.prepare(Math.max(1, steps(part, state)));
        }
        for (Part part : parts()) {
            part.restore(entries, steps(part, state));
        }
        failed = false;
    }

    /// The number of steps of a part; what has nothing to save has done those of the rule.
    private long steps(Part part, OptimizerState state) {
        return state.steps().getOrDefault(part.isSaved() ? part.name : rulePart().name, 0L);
    }

    private static void requireSteps(String part, Map<String, Long> given) {
        if (!given.containsKey(part)) {
            throw new OptimizerException("restore: the state has no number of steps of " + part + "; it has those of "
                    + String.join(", ", given.keySet()));
        }
        long steps = given.getOrDefault(part, -1L);
        if (steps < 0 || steps > MOST_STEPS) {
            throw new OptimizerException("restore: the number of steps of " + part + " is " + steps
                    + "; it must be from 0 to " + MOST_STEPS);
        }
    }

    private static void requireNoMore(String what, Iterable<String> given, HashSet<String> wanted) {
        for (String one : given) {
            if (!wanted.contains(one)) {
                throw new OptimizerException("restore: the state has " + what
                        + " that this optimizer has not, the first is '" + one + "'; names must match");
            }
        }
    }
}
