package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import java.util.Arrays;
import java.util.List;

/// A rule that is watched: what it writes outside its range, or to an array that is not its to write, is refused; and all
/// that it is not to read may have another value meanwhile.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatGuardedRule implements FloatUpdateRule {
    /// Large beside any gradient of a course, and not NaN, which a rule may leave out.
    private static final float HIDDEN = (float) Guard.HIDDEN;

    private final FloatUpdateRule rule;
    private final Guard guard;

    FloatGuardedRule(FloatUpdateRule rule, Guard guard) {
        this.rule = rule;
        this.guard = guard;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[][] arrays = arrays(step);
        float[][] before = copies(arrays);
        hide(arrays, from, to);
        float[][] offered = copies(arrays);
        rule.update(step, from, to);
        for (int k = 0; k < arrays.length; k++) {
            refuse("update", k, arrays[k], offered[k], from, to, guard.updates(k));
        }
        reveal(arrays, before, from, to);
    }

    @Override
    public void begin(FloatStep step) {
        if (guard.seesAll()) {
            rule.begin(step);
            return;
        }
        float[][] arrays = arrays(step);
        float[][] before = copies(arrays);
        hide(arrays, 0, 0);
        float[][] offered = copies(arrays);
        rule.begin(step);
        for (int k = 0; k < arrays.length; k++) {
            refuse("begin", k, arrays[k], offered[k], 0, 0, false);
        }
        reveal(arrays, before, 0, 0);
    }

    @Override
    public List<Fold> measures() {
        return rule.measures();
    }

    @Override
    public void measure(FloatStep step, int from, int to, double[] results) {
        float[][] arrays = arrays(step);
        float[][] before = copies(arrays);
        hide(arrays, from, to);
        float[][] offered = copies(arrays);
        rule.measure(step, from, to, results);
        for (int k = 0; k < arrays.length; k++) {
            refuse("measure", k, arrays[k], offered[k], from, to, guard.measures(k));
        }
        reveal(arrays, before, from, to);
    }

    @Override
    public void settle(FloatStep step) {
        rule.settle(step);
    }

    private float[][] arrays(FloatStep step) {
        var arrays = new float[2 + guard.slots()][];
        arrays[Guard.PARAMETERS] = step.parameters();
        arrays[Guard.GRADIENTS] = step.gradients();
        for (int i = 0; i < guard.slots(); i++) {
            arrays[2 + i] = guard.place(i) < 0 ? step.slot(guard.slot(i)) : step.history(guard.slot(i), guard.place(i));
        }
        return arrays;
    }

    private static float[][] copies(float[][] arrays) {
        var copies = new float[arrays.length][];
        for (int k = 0; k < arrays.length; k++) {
            copies[k] = arrays[k].clone();
        }
        return copies;
    }

    private void hide(float[][] arrays, int from, int to) {
        if (guard.hides()) {
            for (int k = 0; k < arrays.length; k++) {
                Arrays.fill(arrays[k], 0, guard.reads(k) ? from : to, HIDDEN);
                Arrays.fill(arrays[k], to, arrays[k].length, HIDDEN);
            }
        }
    }

    private void reveal(float[][] arrays, float[][] before, int from, int to) {
        if (guard.hides()) {
            for (int k = 0; k < arrays.length; k++) {
                System.arraycopy(before[k], 0, arrays[k], 0, guard.reads(k) ? from : to);
                System.arraycopy(before[k], to, arrays[k], to, arrays[k].length - to);
            }
        }
    }

    private void refuse(
            String method, int number, float[] array, float[] offered, int from, int to, boolean mayWriteInside) {
        for (int i = 0; i < array.length; i++) {
            boolean permitted = mayWriteInside && from <= i && i < to;
            if (!permitted && !Bits.same(array[i], offered[i])) {
                guard.refuse(method, number, i, from, to, offered[i], array[i]);
            }
        }
    }
}
