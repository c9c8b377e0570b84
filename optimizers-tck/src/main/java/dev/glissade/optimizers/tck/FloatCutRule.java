package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import java.util.List;

/// A rule whose ranges are cut into pieces: the last piece first, an empty one at the end.
final class FloatCutRule implements FloatUpdateRule {
    private final FloatUpdateRule rule;
    private final int piece;

    FloatCutRule(FloatUpdateRule rule, int piece) {
        this.rule = rule;
        this.piece = piece;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        for (int end = to; end > from; ) {
            int begin = Math.max(from, end - piece);
            rule.update(step, begin, end);
            end = begin;
        }
        rule.update(step, to, to);
    }

    @Override
    public void begin(FloatStep step) {
        rule.begin(step);
    }

    @Override
    public List<Fold> measures() {
        return rule.measures();
    }

    @Override
    public void measure(FloatStep step, int from, int to, double[] results) {
        rule.measure(step, from, to, results);
    }

    @Override
    public void settle(FloatStep step) {
        rule.settle(step);
    }
}
