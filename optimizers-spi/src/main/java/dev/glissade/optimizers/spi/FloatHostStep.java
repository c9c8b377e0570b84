package dev.glissade.optimizers.spi;

import java.util.Arrays;

/// The state of an optimizer over `float` parameters, which is also the step that its rule sees.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
// Two arrays are the same array if their references are equal.
@SuppressWarnings({"cast", "ReferenceEquality"})
final class FloatHostStep extends HostStep implements FloatStep {
    private static final float[] NONE = {};

    private final FloatUpdateRule rule;
    private final float[][] slots;
    private float[] parameters = NONE;
    private float[] gradients = NONE;

    FloatHostStep(OptimizerDescription description, Layout layout, CurrentValues values, FloatUpdateRule rule) {
        super(description, layout, values);
        this.rule = rule;
        this.slots = new float[arrayNames.length][layout.length()];
        for (int i = 0; i < slots.length; i++) {
            Arrays.fill(slots[i], (float) initial(arraySlots.get(i)));
        }
    }

    @Override
    public float[] parameters() {
        return parameters;
    }

    @Override
    public float[] gradients() {
        return gradients;
    }

    @Override
    public float[] slot(Slot slot) {
        return slot(slot.name());
    }

    float[] slot(String name) {
        return slots[arrayIndex(name)];
    }

    /// Does one step. The arrays are held during the step only.
    void step(float[] parameters, float[] gradients) {
        admit(parameters.length, gradients.length, parameters == gradients);
        this.parameters = parameters;
        this.gradients = gradients;
        try {
            if (completed() == 0) {
                copyParameters();
            }
            beginning(true);
            rule.begin(this);
            beginning(false);
            for (int i = 0; i < stretches.length; i += 2) {
                rule.update(this, stretches[i], stretches[i + 1]);
            }
            complete();
        } catch (RuntimeException failure) {
            throw fail(failure);
        } catch (Error failure) {
            close();
            throw failure;
        } finally {
            this.parameters = NONE;
            this.gradients = NONE;
        }
    }

    private void copyParameters() {
        for (int i = 0; i < slots.length; i++) {
            if (arraySlots.get(i).initial() instanceof Slot.Initial.CopyOfParameters) {
                System.arraycopy(parameters, 0, slots[i], 0, parameters.length);
            }
        }
    }
}
