package dev.glissade.bench.peers;

/// A step of training, measured where it is and checked where it moves.
///
/// Measured steps have a learning rate so small that the network stays where it is: late steps do the work of early
/// ones, and no gradient fades into subnormal numbers. What is compared is the loss before each of a few steps at a
/// usual rate from the initial parameters on.
abstract class Training implements Work {
    /// The learning rate of measured steps.
    static final double RESTING = 1e-12;

    /// That of steps whose losses are compared.
    static final double MOVING = 1e-3;

    /// How many losses are compared.
    static final int COMPARED = 8;

    /// Makes a step.
    ///
    /// @return the loss before it
    abstract double step();

    /// The same training from the initial parameters on, at the rate [#MOVING].
    abstract Training moving();

    @Override
    public final double[] result() {
        double[] losses = new double[COMPARED];
        try (var training = moving()) {
            for (int i = 0; i < losses.length; i++) {
                losses[i] = training.step();
            }
        }
        return losses;
    }
}
