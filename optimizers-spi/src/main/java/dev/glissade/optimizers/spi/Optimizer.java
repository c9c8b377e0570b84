package dev.glissade.optimizers.spi;

/// An optimizer at work on one set of parameters: a provider's rule with what stands around it, and all the state it needs
/// from step to step.
///
/// A step is checked first, then done. What the checks refuse changes nothing. If a rule throws half-way, the failure names
/// the optimizer and the step, parameters and slots may be half updated, and every later step is refused until a state is
/// restored.
///
/// Belongs to one thread at a time. A step on the calling thread allocates nothing.
public final class Optimizer {
    private final Description description;
    private final Hyperparameters hyperparameters;
    private final Layout layout;
    private final Host host;
    private final Rows rows;

    Optimizer(Recipe recipe, Layout layout) {
        this.description = recipe.description();
        this.hyperparameters = recipe.hyperparameters();
        this.layout = layout;
        this.host = switch (layout.elementType()) {
            case FLOAT32 -> new FloatHost(recipe, layout);
            case FLOAT64 -> new DoubleHost(recipe, layout);
        };
        this.rows = new Rows(recipe, layout, host.grouping);
    }

    /// Updates `parameters` by one step along `gradients`.
    ///
    /// | operand | length | access |
    /// |---|---|---|
    /// | parameters | that of the layout | modified, within the segments |
    /// | gradients | that of the layout | not modified |
    ///
    /// @return whether the parameters were updated: false if a gradient transform ended the step
    /// @throws OptimizerException if the layout is not FLOAT32, a length differs, the arrays are one or one of them is a slot, a
    ///     schedule gives a value out of range, or the optimizer needs an objective; nothing has changed
    /// @throws StepFailedException if a rule throws an exception, or an earlier step failed
    public boolean step(float[] parameters, float[] gradients) {
        FloatHost floats = floats();
        floats.admit(parameters, gradients, false);
        return floats.step(parameters, gradients, null, Double.NaN, null);
    }

    /// Evaluates the loss and its gradients, then updates `parameters` by one step; the way to drive an optimizer that
    /// evaluates the loss more than once in a step.
    ///
    /// @param gradients of the length of the layout; modified: the gradients of the last evaluation
    /// @return the loss before the step
    /// @throws OptimizerException as for [#step(float[], float[])]; also if a gradient is missing
    /// @throws StepFailedException if a rule throws an exception, or an earlier step failed
    public double step(float[] parameters, float[] gradients, FloatObjective objective) {
        FloatHost floats = floats();
        floats.admit(parameters, gradients, true);
        double loss = objective.evaluate(parameters, gradients);
        floats.step(parameters, gradients, objective, loss, null);
        return loss;
    }

    /// Updates `parameters` by one step along `gradients` that are 0 in most rows of one segment, such as the table of an
    /// embedding: only the rows given are read and updated there, and all of the other segments.
    ///
    /// For gradient descent and AdaGrad the result is that of a full step, without weight decay; a global norm is summed over
    /// these rows alone, so that its last bits may differ. Adam is then *lazy*: the moments of a row stay as they are while
    /// the row is left out, as in PyTorch's `SparseAdam`.
    ///
    /// @param segment the name of a segment with at least two axes; its rows are those of [Segment#rows]
    /// @param indices the rows in ascending order, each once
    /// @param count how many of `indices` count, from its beginning
    /// @return as for [#step(float[], float[])]
    /// @throws OptimizerException as for [#step(float[], float[])]; also if the optimizer [does not update
    ///     rows][OptimizerProvider#updatesRows] or something around it would have to see the other rows, there is no such
    ///     segment or row, or the rows are not in order
    public boolean stepRows(float[] parameters, float[] gradients, String segment, int[] indices, int count) {
        FloatHost floats = floats();
        Ranges ranges = rows.select(segment, indices, count);
        floats.admit(parameters, gradients, false);
        return floats.step(parameters, gradients, null, Double.NaN, ranges);
    }

    // The same for double[]; what differs is the type.

    /// As for `float[]`, over a FLOAT64 layout.
    ///
    /// @return as for `float[]`
    public boolean step(double[] parameters, double[] gradients) {
        DoubleHost doubles = doubles();
        doubles.admit(parameters, gradients, false);
        return doubles.step(parameters, gradients, null, Double.NaN, null);
    }

    /// As for `float[]`, over a FLOAT64 layout.
    ///
    /// @return as for `float[]`
    public double step(double[] parameters, double[] gradients, DoubleObjective objective) {
        DoubleHost doubles = doubles();
        doubles.admit(parameters, gradients, true);
        double loss = objective.evaluate(parameters, gradients);
        doubles.step(parameters, gradients, objective, loss, null);
        return loss;
    }

    /// As for `float[]`, over a FLOAT64 layout.
    ///
    /// @return as for `float[]`
    public boolean stepRows(double[] parameters, double[] gradients, String segment, int[] indices, int count) {
        DoubleHost doubles = doubles();
        Ranges ranges = rows.select(segment, indices, count);
        doubles.admit(parameters, gradients, false);
        return doubles.step(parameters, gradients, null, Double.NaN, ranges);
    }

    /// What the optimizer declares.
    public Description description() {
        return description;
    }

    /// The values chosen for the parameters that are in no group of their own.
    public Hyperparameters hyperparameters() {
        return hyperparameters;
    }

    /// Where the parameters lie.
    public Layout layout() {
        return layout;
    }

    /// The number of steps that updated the parameters.
    public long stepCount() {
        return host.completed();
    }

    /// The value of a hyperparameter in the last step, or before the first, its value in step 1; for the parameters that
    /// are in no group of their own.
    ///
    /// @throws OptimizerException if it is not declared
    public double value(String hyperparameter) {
        return host.rest().values.value(hyperparameter);
    }

    /// The live array of a per-element slot over a FLOAT32 layout, not a copy. A slot that starts as a copy of the
    /// parameters holds zeros before the first step.
    ///
    /// @throws OptimizerException if there is no such slot, or the layout is not FLOAT32
    public float[] floatSlot(String name) {
        return floats().slot(name);
    }

    /// The live array of a per-element slot over a FLOAT64 layout, not a copy.
    ///
    /// @throws OptimizerException if there is no such slot, or the layout is not FLOAT64
    public double[] doubleSlot(String name) {
        return doubles().slot(name);
    }

    /// The value of a scalar slot, of the parameters that are in no group of their own.
    ///
    /// @throws OptimizerException if there is no such slot
    public double scalarSlot(String name) {
        return host.rest().scalar(name);
    }

    /// The live array of averaged parameters over a FLOAT32 layout, not a copy; zeros before the first step.
    ///
    /// @param averaging the name of the averaging, such as `ema`; where two have it, the first is meant
    /// @throws OptimizerException if there is no such averaging, or the layout is not FLOAT32
    public float[] floatAverage(String averaging) {
        return floats().average(averaging);
    }

    /// The live array of averaged parameters over a FLOAT64 layout, not a copy; zeros before the first step.
    ///
    /// @throws OptimizerException if there is no such averaging, or the layout is not FLOAT64
    public double[] doubleAverage(String averaging) {
        return doubles().average(averaging);
    }

    /// A copy of all that the optimizer remembers.
    ///
    /// @throws StepFailedException if a step failed half-way
    public OptimizerState save() {
        return host.save();
    }

    /// Goes back, or on, to a saved state: the next step gives the bits that it would have given then. The segments may lie
    /// elsewhere, in another order, and be grouped otherwise; they are matched by name. (What is summed over
    /// several segments, such as a global norm, is summed in their order.)
    ///
    /// @throws OptimizerException if the state is of another optimizer or type, a name is missing or too many, a shape
    ///     differs, a number of steps cannot be, a schedule gives a value out of range at the last step, or segments are in
    ///     one group now whose scalar slots differ; nothing has changed
    public void restore(OptimizerState state) {
        host.restore(state);
    }

    private FloatHost floats() {
        if (host instanceof FloatHost floats) {
            return floats;
        }
        throw wrongType("float[]");
    }

    private DoubleHost doubles() {
        if (host instanceof DoubleHost doubles) {
            return doubles;
        }
        throw wrongType("double[]");
    }

    private OptimizerException wrongType(String array) {
        return new OptimizerException(description.name() + ": the array is " + array + ", the layout is "
                + layout.elementType() + "; FLOAT32 goes with float[], FLOAT64 with double[]");
    }
}
