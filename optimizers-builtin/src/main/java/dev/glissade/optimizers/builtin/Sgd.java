package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gradient descent: batch, stochastic or mini-batch, according to what the gradient is taken over.
///
/// > w ← w − η g
///
/// Source: Cauchy 1847, *Méthode générale pour la résolution des systèmes d'équations simultanées*; on one sample at
/// a time, Robbins and Monro 1951, *A Stochastic Approximation Method*, eq. (8).
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.01 |
///
/// | preset | form |
/// |---|---|
/// | `lecture` | the equation above; η is left as it is |
/// | `pytorch` | PyTorch's `SGD` without momentum, with its default η = 0.001 |
/// | `optax` | optax's `sgd` without momentum; it has no default for η, which is left as it is |
/// | `keras` | Keras's `SGD` without momentum, with its default η = 0.01 |
///
/// The presets differ in η alone.
public final class Sgd implements OptimizerProvider {
    private static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);

    private static final Preset LECTURE = new Preset("lecture", "w ← w − η g", Map.of());
    private static final Preset PYTORCH =
            new Preset("pytorch", "PyTorch's default η = 0.001", Map.of("learningRate", 1e-3));
    private static final Preset OPTAX = new Preset("optax", "w ← w − η g; optax has no default for η", Map.of());
    private static final Preset KERAS = new Preset("keras", "Keras's default η = 0.01", Map.of("learningRate", 1e-2));

    /// Called when the optimizer is looked up.
    public Sgd() {}

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public String summary() {
        return "gradient descent: w ← w − η g (Cauchy 1847; Robbins and Monro 1951)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE);
    }

    @Override
    public List<Preset> presets() {
        return List.of(LECTURE, PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatSgdRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleSgdRule());
    }

    @Override
    public boolean updatesRows() {
        return true;
    }
}
