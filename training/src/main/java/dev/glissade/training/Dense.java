package dev.glissade.training;

import dev.glissade.autodiff.Activation;

/// A fully connected layer: activation(x·W + b), with W of inputs × outputs and b of outputs.
///
/// @param inputs the number of features that come in, at least 1
/// @param outputs the number of features that go out, at least 1
/// @param activation the function applied to each output
/// @param initialiser how W is drawn; b starts at zero
public record Dense(int inputs, int outputs, Activation activation, Initialiser initialiser) {

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if inputs or outputs are below 1
    public Dense {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "dense: " + inputs + " inputs, " + outputs + " outputs; at least 1 of each is needed");
        }
    }

    /// A layer without activation, drawn by Glorot and Bengio's rule.
    public static Dense of(int inputs, int outputs) {
        return of(inputs, outputs, Activation.IDENTITY);
    }

    /// A layer drawn by He's rule before relu, else by Glorot and Bengio's.
    public static Dense of(int inputs, int outputs, Activation activation) {
        return new Dense(
                inputs, outputs, activation, activation == Activation.RELU ? Initialiser.HE : Initialiser.GLOROT);
    }
}
