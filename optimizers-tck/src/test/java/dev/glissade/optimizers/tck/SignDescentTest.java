package dev.glissade.optimizers.tck;

/// Somebody else's test, as short as one can be.
class SignDescentTest extends OptimizerContract {
    SignDescentTest() {
        super(new SignDescent());
    }
}
