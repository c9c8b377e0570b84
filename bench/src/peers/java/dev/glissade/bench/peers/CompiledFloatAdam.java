package dev.glissade.bench.peers;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A loop in C: Adam over `float`s, the scalars of a step computed here.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class CompiledFloatAdam extends FloatOptimizerStep {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    // A constant, so that the compiler sees through the handle.
    private static final MethodHandle ADAM = CompiledC.function(
            "glissade_adam_float",
            FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_LONG));

    private final double learningRate;
    private final MemorySegment w = MemorySegment.ofArray(parameters);
    private final MemorySegment g = MemorySegment.ofArray(gradients);
    private final MemorySegment m = MemorySegment.ofArray(new float[length]);
    private final MemorySegment v = MemorySegment.ofArray(new float[length]);
    private double product1 = 1;
    private double product2 = 1;

    CompiledFloatAdam(int length) {
        this(length, RESTING);
    }

    private CompiledFloatAdam(int length, double learningRate) {
        super(length);
        this.learningRate = learningRate;
    }

    @Override
    public void run() {
        product1 *= BETA1;
        product2 *= BETA2;
        double root = Math.sqrt(1 - product2);
        float rate = (float) (learningRate * root / (1 - product1));
        float epsilon = (float) (EPSILON * root);
        try {
            ADAM.invokeExact(
                    w,
                    g,
                    m,
                    v,
                    rate,
                    (float) BETA1,
                    (float) (1 - BETA1),
                    (float) BETA2,
                    (float) (1 - BETA2),
                    epsilon,
                    (long) length);
        } catch (Throwable e) {
            throw new IllegalStateException("Adam in C failed", e);
        }
    }

    @Override
    FloatOptimizerStep moving() {
        return new CompiledFloatAdam(length, MOVING);
    }
}
