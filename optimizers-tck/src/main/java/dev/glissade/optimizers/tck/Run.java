package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerState;
import dev.glissade.optimizers.spi.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// An optimizer at work on a course. Between the segments lie NaNs that are told from all others.
abstract sealed class Run permits FloatRun, DoubleRun {
    final Optimizer optimizer;
    final boolean evaluatesLoss;
    final Placement placement;
    final Course course;

    /// Where each element lies.
    final int[] indices;

    /// The number of steps done.
    long steps;

    Run(Optimizer optimizer, boolean evaluatesLoss, Placement placement, Course course) {
        this.optimizer = optimizer;
        this.evaluatesLoss = evaluatesLoss;
        this.placement = placement;
        this.course = course;
        this.indices = placement.indices();
    }

    static Run of(Optimizer optimizer, boolean evaluatesLoss, Placement placement, Course course) {
        return switch (optimizer.layout().elementType()) {
            case FLOAT32 -> new FloatRun(optimizer, evaluatesLoss, placement, course);
            case FLOAT64 -> new DoubleRun(optimizer, evaluatesLoss, placement, course);
        };
    }

    /// Does a step. Allocates nothing.
    abstract void step();

    /// Does a step over some rows of a segment.
    abstract void stepRows(Segment segment, int[] rows);

    /// What has changed that must not: a gap, or a gradient, unless the optimizer evaluates the loss.
    abstract Optional<String> disturbance();

    abstract double parameter(int index);

    abstract void parameter(int index, double value);

    final Run steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
        return this;
    }

    /// The parameters and all that the optimizer remembers, by segment.
    final Snapshot snapshot() {
        var arrays = new LinkedHashMap<Snapshot.Key, double[]>();
        for (Segment segment : placement.segments()) {
            var values = new double[segment.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameter(segment.offset() + i);
            }
            arrays.put(new Snapshot.Key("parameters", segment.name()), values);
        }
        for (OptimizerState.Entry entry : optimizer.save().entries()) {
            int end = entry.name().lastIndexOf('/');
            String slot = entry.name().substring(entry.name().indexOf('/') + 1, end);
            arrays.put(new Snapshot.Key(slot, entry.name().substring(end + 1)), values(entry));
        }
        return new Snapshot(arrays);
    }

    private static double[] values(OptimizerState.Entry entry) {
        return switch (entry) {
            case OptimizerState.Doubles doubles -> doubles.values().clone();
            case OptimizerState.Floats floats -> {
                var values = new double[floats.values().length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = floats.values()[i];
                }
                yield values;
            }
        };
    }

    /// A run as it was at some step.
    record Saved(List<Double> parameters, OptimizerState state, long steps) {}

    final Saved save() {
        var parameters = new ArrayList<Double>();
        for (int index : indices) {
            parameters.add(parameter(index));
        }
        return new Saved(parameters, optimizer.save(), steps);
    }

    /// Goes on from where another run was.
    final void resume(Saved saved) {
        for (int element = 0; element < indices.length; element++) {
            parameter(indices[element], saved.parameters().get(element));
        }
        optimizer.restore(saved.state());
        steps = saved.steps();
    }
}
