package dev.glissade.bench.peers;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A loop in C: optimizers with at most one number for each parameter, float32, with our defaults.
final class CompiledStep extends FloatOptimizerStep {
    private static final float MOMENTUM = 0.9f;
    private static final double BETA = 0.9;
    private static final float EPSILON = 1e-10f;

    // Constants, so that the compiler sees through the handles.
    private static final MethodHandle SGD = CompiledC.function(
            "glissade_sgd",
            FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_FLOAT, ValueLayout.JAVA_LONG));
    private static final MethodHandle WITH_MOMENTUM = CompiledC.function(
            "glissade_momentum",
            FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_LONG));
    private static final MethodHandle RMSPROP = CompiledC.function(
            "glissade_rmsprop",
            FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_FLOAT,
                    ValueLayout.JAVA_LONG));

    private final String optimizer;
    private final float rate;
    private final MemorySegment w = MemorySegment.ofArray(parameters);
    private final MemorySegment g = MemorySegment.ofArray(gradients);
    private final MemorySegment slot;

    CompiledStep(String optimizer, int length) {
        this(optimizer, length, RESTING);
    }

    private CompiledStep(String optimizer, int length, double learningRate) {
        super(length);
        this.optimizer = optimizer;
        rate = (float) learningRate;
        slot = MemorySegment.ofArray(new float[optimizer.equals("sgd") ? 0 : length]);
    }

    @Override
    public void run() {
        long n = length;
        try {
            switch (optimizer) {
                case "sgd" -> SGD.invokeExact(w, g, rate, n);
                case "momentum" -> WITH_MOMENTUM.invokeExact(w, g, slot, rate, MOMENTUM, n);
                case "rmsprop" -> RMSPROP.invokeExact(w, g, slot, rate, (float) BETA, (float) (1 - BETA), EPSILON, n);
                default -> throw new IllegalArgumentException("no loop in C is called '" + optimizer + "'");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("a loop in C failed", e);
        }
    }

    @Override
    FloatOptimizerStep moving() {
        return new CompiledStep(optimizer, length, MOVING);
    }
}
