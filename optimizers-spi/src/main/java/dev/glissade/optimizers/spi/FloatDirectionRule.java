package dev.glissade.optimizers.spi;

/// [Direction] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatDirectionRule implements FloatUpdateRule {
    private final boolean decays;
    private final boolean turns;

    FloatDirectionRule(boolean decays, boolean turns) {
        this.decays = decays;
        this.turns = turns;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float sign = turns && step.flag(Direction.MAXIMIZE) ? -1 : 1;
        if (!decays) {
            for (int i = from; i < to; i++) {
                g[i] = sign * g[i];
            }
            return;
        }
        float decay = (float) step.value(Direction.WEIGHT_DECAY);
        for (int i = from; i < to; i++) {
            g[i] = sign * g[i] + decay * w[i];
        }
    }
}
