package dev.glissade.training;

import dev.glissade.autodiff.Parameters;
import dev.glissade.kernel.Parallel;
import dev.glissade.optimizers.spi.DoubleObjective;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.FloatObjective;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.StepFailedException;
import dev.glissade.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Parameters and the optimizer that moves them along their gradients.
public final class Descent {
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final FloatObjective floatObjective = (_, _) -> evaluate();
    private final DoubleObjective doubleObjective = (_, _) -> evaluate();
    private @Nullable DoubleSupplier loss;

    private Descent(Parameters parameters, Optimizer optimizer) {
        this.parameters = parameters;
        this.optimizer = optimizer;
    }

    /// A descent of these parameters by the optimizer of a recipe.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if the optimizer has no rule for their element type
    public static Descent of(Recipe recipe, Parameters parameters) {
        return new Descent(parameters, recipe.over(layout(parameters)));
    }

    /// A descent whose steps use several threads. The result is the same.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if the optimizer has no rule for their element type
    public static Descent of(Recipe recipe, Parameters parameters, Parallel parallel) {
        return of(recipe.on(new ParallelWorkers(parallel)), parameters);
    }

    /// Where the parameters lie, in the words of the optimizers.
    public static Layout layout(Parameters parameters) {
        var segments = new ArrayList<Segment>();
        for (Parameters.Segment segment : parameters.segments()) {
            segments.add(
                    Segment.of(segment.name(), segment.offset(), segment.shape().sizes()));
        }
        ElementType type = switch (parameters.dtype()) {
            case FLOAT32 -> ElementType.FLOAT32;
            case FLOAT64 -> ElementType.FLOAT64;
        };
        return new Layout(type, segments, parameters.elements());
    }

    /// Moves the parameters by one step along their gradients and marks the gradients as zero.
    ///
    /// @throws dev.glissade.optimizers.spi.OptimizerException if a schedule gives a value out of range; nothing has
    ///     changed
    /// @throws StepFailedException if the rule fails, parameters may then be half updated; or if an earlier step
    ///     failed
    public void step() {
        try {
            switch (parameters.dtype()) {
                case FLOAT32 ->
                    optimizer.step(
                            parameters.values().floats(), parameters.gradients().floats());
                case FLOAT64 ->
                    optimizer.step(
                            parameters.values().doubles(),
                            parameters.gradients().doubles());
            }
        } catch (StepFailedException halfUpdated) {
            parameters.changed();
            throw halfUpdated;
        }
        parameters.changed();
        parameters.zeroGradients();
    }

    /// Evaluates the loss and its gradients, and moves the parameters by one step. The way to drive an optimizer that looks
    /// at the loss more than once in a step, such as `l-bfgs` or `sam`; it goes with every other too.
    ///
    /// @param lossAndGradients computes the loss at the parameters as they are, and accumulates the gradients, which are
    ///     marked as zero before
    /// @return the loss before the step
    /// @throws dev.glissade.optimizers.spi.OptimizerException if a schedule gives a value out of range; nothing has
    ///     changed
    /// @throws StepFailedException if the rule fails, or a later evaluation in it; parameters may then be half updated
    public double step(DoubleSupplier lossAndGradients) {
        loss = lossAndGradients;
        try {
            return switch (parameters.dtype()) {
                case FLOAT32 ->
                    optimizer.step(
                            parameters.values().floats(), parameters.gradients().floats(), floatObjective);
                case FLOAT64 ->
                    optimizer.step(
                            parameters.values().doubles(),
                            parameters.gradients().doubles(),
                            doubleObjective);
            };
        } finally {
            loss = null;
            parameters.changed();
            parameters.zeroGradients();
        }
    }

    /// The loss where the optimizer has moved the parameters; the gradients there are in place afterwards.
    private double evaluate() {
        parameters.changed();
        parameters.zeroGradients();
        double value = Objects.requireNonNull(loss).getAsDouble();
        parameters.gradients();
        return value;
    }

    /// Parameters like these, with the values of an averaging; zeros before the first step.
    ///
    /// @param averaging the name of the averaging, such as `ema`
    /// @return a copy, which later steps leave as it is
    /// @throws dev.glissade.optimizers.spi.OptimizerException if the optimizer has no such averaging
    public Parameters averaged(String averaging) {
        var shapes = new LinkedHashMap<String, Shape>();
        for (Parameters.Segment segment : parameters.segments()) {
            shapes.put(segment.name(), segment.shape());
        }
        Parameters copy = Parameters.zeros(parameters.dtype(), shapes);
        switch (parameters.dtype()) {
            case FLOAT32 ->
                System.arraycopy(
                        optimizer.floatAverage(averaging), 0, copy.values().floats(), 0, copy.elements());
            case FLOAT64 ->
                System.arraycopy(
                        optimizer.doubleAverage(averaging), 0, copy.values().doubles(), 0, copy.elements());
        }
        copy.changed();
        return copy;
    }

    /// The parameters.
    public Parameters parameters() {
        return parameters;
    }

    /// The optimizer.
    public Optimizer optimizer() {
        return optimizer;
    }
}
