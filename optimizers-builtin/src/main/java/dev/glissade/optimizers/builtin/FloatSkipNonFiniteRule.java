package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import java.util.List;

/// [SkipNonFinite] over `float`.
final class FloatSkipNonFiniteRule implements FloatUpdateRule {

    @Override
    public List<Fold> measures() {
        return List.of(Fold.LARGEST);
    }

    @Override
    public void measure(FloatStep step, int from, int to, double[] results) {
        results[0] = step.arithmetic().largestMagnitude(step.gradients(), from, to);
    }

    @Override
    public void settle(FloatStep step) {
        if (Double.isFinite(step.measured(0))) {
            step.setScalar(SkipNonFinite.SKIPPED_IN_A_ROW, 0);
            return;
        }
        step.setScalar(SkipNonFinite.SKIPPED, step.scalar(SkipNonFinite.SKIPPED) + 1);
        step.setScalar(SkipNonFinite.SKIPPED_IN_A_ROW, step.scalar(SkipNonFinite.SKIPPED_IN_A_ROW) + 1);
        step.skip();
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        // The gradients are handed on as they are.
    }
}
