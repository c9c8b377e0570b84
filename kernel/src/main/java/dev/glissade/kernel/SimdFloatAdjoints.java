package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatAdjoints], a vector at a time; the tail goes through the reference.
final class SimdFloatAdjoints implements FloatAdjoints {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    private static final ScalarFloatAdjoints REFERENCE = new ScalarFloatAdjoints();

    @Override
    public void absBackward(
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, cotangent, cotangentOffset + i);
            FloatVector sign = FloatVector.zero(SPECIES)
                    .blend(1, x.compare(VectorOperators.GT, 0))
                    .blend(-1, x.compare(VectorOperators.LT, 0));
            g.mul(sign).intoArray(result, resultOffset + i);
        }
        REFERENCE.absBackward(
                input,
                inputOffset + bound,
                cotangent,
                cotangentOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    @Override
    public void reluBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector y = FloatVector.fromArray(SPECIES, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, cotangent, cotangentOffset + i);
            g.blend(0, y.compare(VectorOperators.LE, 0)).intoArray(result, resultOffset + i);
        }
        REFERENCE.reluBackward(
                output,
                outputOffset + bound,
                cotangent,
                cotangentOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    @Override
    public void sigmoidBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector y = FloatVector.fromArray(SPECIES, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, cotangent, cotangentOffset + i);
            FloatVector complement = FloatVector.broadcast(SPECIES, 1).sub(y);
            g.mul(complement).mul(y).intoArray(result, resultOffset + i);
        }
        REFERENCE.sigmoidBackward(
                output,
                outputOffset + bound,
                cotangent,
                cotangentOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    @Override
    public void tanhBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector y = FloatVector.fromArray(SPECIES, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, cotangent, cotangentOffset + i);
            FloatVector slope = y.neg().fma(y, FloatVector.broadcast(SPECIES, 1));
            g.mul(slope).intoArray(result, resultOffset + i);
        }
        REFERENCE.tanhBackward(
                output,
                outputOffset + bound,
                cotangent,
                cotangentOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    @Override
    public void maxBackward(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, cotangent, cotangentOffset + i);
            g.blend(g.mul(0.5f), l.compare(VectorOperators.EQ, r))
                    .blend(0, l.compare(VectorOperators.LT, r))
                    .intoArray(result, resultOffset + i);
        }
        REFERENCE.maxBackward(
                left,
                leftOffset + bound,
                right,
                rightOffset + bound,
                cotangent,
                cotangentOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }
}
