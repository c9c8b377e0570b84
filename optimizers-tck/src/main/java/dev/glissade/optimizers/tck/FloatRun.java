package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.FloatObjective;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Segment;
import java.util.Arrays;
import java.util.Optional;

/// An optimizer at work on a course over `float` parameters.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatRun extends Run {
    private final float[] parameters;
    private final float[] gradients;
    private final float[] given;
    private final FloatObjective objective = this::evaluate;

    FloatRun(Optimizer optimizer, boolean evaluatesLoss, Placement placement, Course course) {
        super(optimizer, evaluatesLoss, placement, course);
        this.parameters = new float[placement.length()];
        this.gradients = new float[placement.length()];
        this.given = new float[placement.length()];
        Arrays.fill(parameters, Bits.FLOAT_GAP);
        Arrays.fill(gradients, Bits.FLOAT_GAP);
        for (int element = 0; element < indices.length; element++) {
            parameters[indices[element]] = (float) course.start(element);
        }
    }

    @Override
    void step() {
        if (evaluatesLoss) {
            optimizer.step(parameters, gradients, objective);
        } else {
            give();
            optimizer.step(parameters, gradients);
        }
        steps++;
    }

    @Override
    void stepRows(Segment segment, int[] rows) {
        give();
        optimizer.stepRows(parameters, gradients, segment.name(), rows, rows.length);
        steps++;
    }

    private void give() {
        evaluate(parameters, gradients);
        System.arraycopy(gradients, 0, given, 0, given.length);
    }

    private double evaluate(float[] at, float[] slopes) {
        double loss = 0;
        for (int element = 0; element < indices.length; element++) {
            int index = indices[element];
            slopes[index] = (float) course.slope(element, steps + 1, at[index]);
            if (evaluatesLoss) {
                loss += course.height(element, steps + 1, at[index]);
            }
        }
        return loss;
    }

    @Override
    Optional<String> disturbance() {
        var gap = new boolean[parameters.length];
        Arrays.fill(gap, true);
        for (int index : indices) {
            gap[index] = false;
        }
        for (int i = 0; i < gap.length; i++) {
            if (gap[i] && !Bits.same(parameters[i], Bits.FLOAT_GAP)) {
                return Optional.of("parameters[" + i + "], in a gap between segments, became " + parameters[i]);
            }
            if (gap[i] && !Bits.same(gradients[i], Bits.FLOAT_GAP)) {
                return Optional.of("gradients[" + i + "], in a gap between segments, became " + gradients[i]);
            }
            if (!gap[i] && !evaluatesLoss && steps > 0 && !Bits.same(gradients[i], given[i])) {
                return Optional.of("gradients[" + i + "] became " + gradients[i] + ", the caller gave " + given[i]);
            }
        }
        return Optional.empty();
    }

    @Override
    double parameter(int index) {
        return parameters[index];
    }

    @Override
    void parameter(int index, double value) {
        parameters[index] = (float) value;
    }
}
