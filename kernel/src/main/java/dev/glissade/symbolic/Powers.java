package dev.glissade.symbolic;

import dev.glissade.kernel.DoubleKernels;
import dev.glissade.kernel.DoublePowers;

/// Powers of single numbers, by the loop of the kernel.
final class Powers {
    private static final DoublePowers POWERS = DoubleKernels.scalar().powers();

    private Powers() {}

    static double power(double base, double exponent) {
        double[] operands = {base, exponent, 0};
        POWERS.pow(operands, 0, operands, 1, operands, 2, 1);
        return operands[2];
    }
}
