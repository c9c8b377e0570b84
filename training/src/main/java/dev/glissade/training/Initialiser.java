package dev.glissade.training;

import dev.glissade.tensor.RandomNumbers;

/// How the weights of a layer are drawn before the first step.
public enum Initialiser {
    /// Normal with variance 2 / inputs, for layers followed by relu (K. He, X. Zhang, S. Ren, J. Sun, "Delving deep
    /// into rectifiers", ICCV 2015, equation 10).
    HE {
        @Override
        double draw(RandomNumbers random, long index, int inputs, int outputs) {
            return random.normal(index) * StrictMath.sqrt(2.0 / inputs);
        }
    },
    /// Uniform in ±√(6 / (inputs + outputs)) (X. Glorot and Y. Bengio, "Understanding the difficulty of training deep
    /// feedforward neural networks", AISTATS 2010, equation 16).
    GLOROT {
        @Override
        double draw(RandomNumbers random, long index, int inputs, int outputs) {
            return (2 * random.uniform(index) - 1) * StrictMath.sqrt(6.0 / (inputs + (double) outputs));
        }
    };

    /// Weight number `index` of a layer with that many inputs and outputs.
    abstract double draw(RandomNumbers random, long index, int inputs, int outputs);
}
