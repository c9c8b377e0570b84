package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatFunctions], a vector at a time by [SimdFloatMathematics]; the tail goes through the reference.
final class SimdFloatFunctions implements FloatFunctions {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    private static final ScalarFloatFunctions REFERENCE = new ScalarFloatFunctions();

    @Override
    public void exp(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            SimdFloatMathematics.exp(x).intoArray(result, resultOffset + i);
        }
        REFERENCE.exp(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void log(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            SimdFloatMathematics.log(x).intoArray(result, resultOffset + i);
        }
        REFERENCE.log(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    /// A vector with a lane beyond the limit of the range reduction goes through the reference.
    @Override
    public void sin(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            if (x.abs().compare(VectorOperators.GT, FloatPolynomials.SIN_LIMIT).anyTrue()) {
                REFERENCE.sin(input, inputOffset + i, result, resultOffset + i, SPECIES.length());
            } else {
                SimdFloatMathematics.sin(x).intoArray(result, resultOffset + i);
            }
        }
        REFERENCE.sin(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    /// A vector with a lane beyond the limit of the range reduction goes through the reference.
    @Override
    public void cos(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            if (x.abs().compare(VectorOperators.GT, FloatPolynomials.SIN_LIMIT).anyTrue()) {
                REFERENCE.cos(input, inputOffset + i, result, resultOffset + i, SPECIES.length());
            } else {
                SimdFloatMathematics.cos(x).intoArray(result, resultOffset + i);
            }
        }
        REFERENCE.cos(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void tanh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            SimdFloatMathematics.tanh(x).intoArray(result, resultOffset + i);
        }
        REFERENCE.tanh(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void sigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            SimdFloatMathematics.sigmoid(x).intoArray(result, resultOffset + i);
        }
        REFERENCE.sigmoid(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }
}
