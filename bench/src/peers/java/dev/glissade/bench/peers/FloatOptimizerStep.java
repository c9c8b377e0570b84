package dev.glissade.bench.peers;

/// One step of an optimizer over `float`s, measured where parameters rest and checked where they move.
///
/// Measured steps have a learning rate so small that no parameter changes, and the same gradients again and again: late
/// steps do the work of early ones. No gradient is smaller than 0.01 in magnitude, so no moment gets subnormal. What is
/// compared are the parameters after a few steps at a usual rate, with other gradients in each.
abstract class FloatOptimizerStep implements Work {
    /// The learning rate of measured steps.
    static final double RESTING = 1e-12;

    /// That of steps whose parameters are compared.
    static final double MOVING = 1e-3;

    private static final int COMPARED_STEPS = 8;
    private static final int COMPARED_ELEMENTS = 1 << 20;
    private static final float LEAST = 0.01f;

    final int length;
    final float[] parameters;
    final float[] gradients;

    FloatOptimizerStep(int length) {
        this.length = length;
        parameters = Numbers.floats(length, 0, -1, 1);
        gradients = gradients(length, 1);
    }

    /// Numbers of both signs, none close to 0.
    private static float[] gradients(int length, int stream) {
        float[] numbers = Numbers.floats(length, stream, -1, 1);
        for (int i = 0; i < length; i++) {
            numbers[i] += Math.copySign(LEAST, numbers[i]);
        }
        return numbers;
    }

    /// The same optimizer before its first step, at the rate [#MOVING].
    abstract FloatOptimizerStep moving();

    /// Replaces the gradients; a peer that has them elsewhere takes them there.
    void load(float[] other) {
        System.arraycopy(other, 0, gradients, 0, length);
    }

    /// The parameters as they are now.
    float[] moved() {
        return parameters;
    }

    /// The parameters, or about a million of them, after a few steps.
    @Override
    public final double[] result() {
        try (var compared = moving()) {
            for (int i = 0; i < COMPARED_STEPS; i++) {
                compared.load(gradients(length, 1 + i));
                compared.run();
            }
            return sample(compared.moved());
        }
    }

    /// Odd strides meet every lane of a vector.
    private static double[] sample(float[] all) {
        int stride = Math.ceilDiv(all.length, COMPARED_ELEMENTS) | 1;
        double[] some = new double[Math.ceilDiv(all.length, stride)];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i * stride];
        }
        return some;
    }
}
