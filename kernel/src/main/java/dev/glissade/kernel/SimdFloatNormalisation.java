package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// [FloatNormalisation] with vectors; the tail goes through the reference.
final class SimdFloatNormalisation implements FloatNormalisation {
    private static final int V = SPECIES.length();
    private static final ScalarFloatNormalisation REFERENCE = new ScalarFloatNormalisation();

    @Override
    public float scale(float variance, float epsilon) {
        return REFERENCE.scale(variance, epsilon);
    }

    @Override
    public void normaliseRow(
            float[] input,
            int inputOffset,
            float mean,
            float scale,
            float[] weights,
            int weightsOffset,
            float[] biases,
            int biasesOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += V) {
            var x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            var weight = FloatVector.fromArray(SPECIES, weights, weightsOffset + i);
            var bias = FloatVector.fromArray(SPECIES, biases, biasesOffset + i);
            x.sub(mean).mul(scale).fma(weight, bias).intoArray(result, resultOffset + i);
        }
        REFERENCE.normaliseRow(
                input,
                inputOffset + bound,
                mean,
                scale,
                weights,
                weightsOffset + bound,
                biases,
                biasesOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    @Override
    public void normaliseChannel(
            float[] input,
            int inputOffset,
            float mean,
            float scale,
            float weight,
            float bias,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += V) {
            var x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.sub(mean).mul(scale).fma(weight, bias).intoArray(result, resultOffset + i);
        }
        REFERENCE.normaliseChannel(
                input, inputOffset + bound, mean, scale, weight, bias, result, resultOffset + bound, length - bound);
    }

    @Override
    public void normaliseEach(
            float[] input,
            int inputOffset,
            float[] means,
            int meansOffset,
            float[] scales,
            int scalesOffset,
            float[] weights,
            int weightsOffset,
            float[] biases,
            int biasesOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += V) {
            var x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            var mean = FloatVector.fromArray(SPECIES, means, meansOffset + i);
            var scale = FloatVector.fromArray(SPECIES, scales, scalesOffset + i);
            var weight = FloatVector.fromArray(SPECIES, weights, weightsOffset + i);
            var bias = FloatVector.fromArray(SPECIES, biases, biasesOffset + i);
            x.sub(mean).mul(scale).fma(weight, bias).intoArray(result, resultOffset + i);
        }
        REFERENCE.normaliseEach(
                input,
                inputOffset + bound,
                means,
                meansOffset + bound,
                scales,
                scalesOffset + bound,
                weights,
                weightsOffset + bound,
                biases,
                biasesOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }
}
