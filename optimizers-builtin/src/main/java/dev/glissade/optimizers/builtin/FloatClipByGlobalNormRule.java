package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import java.util.List;

/// [ClipByGlobalNorm] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatClipByGlobalNormRule implements FloatUpdateRule {

    private final NormKind norm;

    FloatClipByGlobalNormRule(NormKind norm) {
        this.norm = norm;
    }

    @Override
    public List<Fold> measures() {
        return List.of(norm == NormKind.LARGEST ? Fold.LARGEST : Fold.SUM);
    }

    @Override
    public void measure(FloatStep step, int from, int to, double[] results) {
        float[] g = step.gradients();
        results[0] = switch (norm) {
            case MAGNITUDES -> step.arithmetic().sumOfMagnitudes(g, from, to);
            case EUCLIDEAN -> step.arithmetic().dot(g, g, from, to);
            case LARGEST -> step.arithmetic().largestMagnitude(g, from, to);
        };
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] g = step.gradients();
        double measured = step.measured(0);
        double length = norm == NormKind.EUCLIDEAN ? Math.sqrt(measured) : measured;
        double limit = step.value(ClipByGlobalNorm.LIMIT);
        float factor = (float) Math.min(1, limit / (length + step.value(ClipByGlobalNorm.EPSILON)));
        for (int i = from; i < to; i++) {
            g[i] *= factor;
        }
    }
}
