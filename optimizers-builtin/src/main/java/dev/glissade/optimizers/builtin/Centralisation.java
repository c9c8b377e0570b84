package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Gradient centralisation: the mean of the gradient of each unit's weights is taken away.
///
/// > g ← g − mean(g), over the weights of one unit
///
/// Source: Yong, Huang, Hua and Zhang 2020, *Gradient Centralization: A New Optimization Technique for Deep Neural Networks*, eq. (1).
///
/// What one unit is follows from the shape: in a matrix (inputs × outputs) a column, in a segment with more axes (a convolution's
/// weights, output channels first) a slice of the first axis. Vectors, such as biases, stay as they are. An infinite or NaN gradient leaves
/// no finite one in its unit.
///
/// | slot | |
/// |---|---|
/// | `mean` | the mean of each column |
///
/// Elsewhere: optax's `centralize` is the same; its convolutions have the output axis last.
public final class Centralisation implements GradientTransformProvider {
    static final Slot MEAN = Slot.perColumn("mean");

    /// Called when it is looked up.
    public Centralisation() {}

    @Override
    public String name() {
        return "centralisation";
    }

    @Override
    public String summary() {
        return "the gradient of each unit minus its mean (Yong et al. 2020)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of();
    }

    @Override
    public List<Slot> slots() {
        return List.of(MEAN);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatCentralisationRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleCentralisationRule());
    }
}
