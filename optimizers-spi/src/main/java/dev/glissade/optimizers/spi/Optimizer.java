package dev.glissade.optimizers.spi;

import java.util.Objects;
import java.util.function.Supplier;

/// An optimizer at work on one set of parameters: a provider's rule, and all the state it needs from step to step.
///
/// A step is checked first, then done. What the checks refuse changes nothing. If the rule itself throws half-way,
/// the failure names the optimizer and the step, parameters and slots may be half updated, and every later step is
/// refused.
///
/// Belongs to one thread at a time. A step allocates nothing.
public final class Optimizer {
    private final OptimizerDescription description;
    private final Hyperparameters hyperparameters;
    private final Layout layout;
    private final HostStep host;

    Optimizer(OptimizerProvider provider, OptimizerDescription description, Hyperparameters chosen, Layout layout) {
        this.description = description;
        this.hyperparameters = chosen;
        this.layout = layout;
        var values = new CurrentValues(description.name(), layout.elementType(), chosen);
        this.host = switch (layout.elementType()) {
            case FLOAT32 ->
                new FloatHostStep(description, layout, values, rule(description, () -> provider.floatRule(chosen)));
            case FLOAT64 ->
                new DoubleHostStep(
                        description,
                        layout,
                        values,
                        rule(description, () -> provider.doubleRule(chosen))
                                .orElseThrow(() -> new OptimizerException(description.name()
                                        + " has no rule for FLOAT64 parameters; the layout must be FLOAT32")));
        };
    }

    private static <R> R rule(OptimizerDescription description, Supplier<R> maker) {
        try {
            return Objects.requireNonNull(maker.get(), "the provider made no rule");
        } catch (RuntimeException failure) {
            String reason = failure instanceof OptimizerException ? failure.getMessage() : failure.toString();
            throw new OptimizerException(description.name() + " refuses its hyperparameters: " + reason, failure);
        }
    }

    /// Updates `parameters` by one step along `gradients`.
    ///
    /// | operand | length | access |
    /// |---|---|---|
    /// | parameters | that of the layout | modified, within the segments |
    /// | gradients | that of the layout | not modified |
    ///
    /// @throws OptimizerException if the layout is not FLOAT32, a length differs, the arrays are one, or a schedule
    ///     gives a value out of range; nothing has changed
    /// @throws StepFailedException if the rule throws an exception, or an earlier step failed
    public void step(float[] parameters, float[] gradients) {
        floats().step(parameters, gradients);
    }

    /// Updates `parameters` by one step along `gradients`; as for `float[]`, over a FLOAT64 layout.
    ///
    /// @throws OptimizerException if the layout is not FLOAT64, a length differs, the arrays are one, or a schedule
    ///     gives a value out of range; nothing has changed
    /// @throws StepFailedException if the rule throws an exception, or an earlier step failed
    public void step(double[] parameters, double[] gradients) {
        doubles().step(parameters, gradients);
    }

    /// What the optimizer declares.
    public OptimizerDescription description() {
        return description;
    }

    /// The values chosen.
    public Hyperparameters hyperparameters() {
        return hyperparameters;
    }

    /// Where the parameters lie.
    public Layout layout() {
        return layout;
    }

    /// The number of steps done.
    public long stepCount() {
        return host.completed();
    }

    /// The value of a hyperparameter in the last step done, or before the first, its value in step 1.
    ///
    /// @throws OptimizerException if it is not declared
    public double value(String hyperparameter) {
        return host.value(hyperparameter);
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

    /// The value of a scalar slot.
    ///
    /// @throws OptimizerException if there is no such slot
    public double scalarSlot(String name) {
        return host.scalar(name);
    }

    private FloatHostStep floats() {
        if (host instanceof FloatHostStep floats) {
            return floats;
        }
        throw wrongType("float[]");
    }

    private DoubleHostStep doubles() {
        if (host instanceof DoubleHostStep doubles) {
            return doubles;
        }
        throw wrongType("double[]");
    }

    private OptimizerException wrongType(String array) {
        return new OptimizerException(description.name() + ": the array is " + array + ", the layout is "
                + layout.elementType() + "; FLOAT32 goes with float[], FLOAT64 with double[]");
    }
}
