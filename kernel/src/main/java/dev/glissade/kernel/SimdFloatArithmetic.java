package dev.glissade.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatArithmetic], a vector at a time; the tail goes through the reference.
final class SimdFloatArithmetic implements FloatArithmetic {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    // Loops that call a method of our own on vectors are methods of their own, as in SimdFloatExponentials.

    private static final ScalarFloatArithmetic REFERENCE = new ScalarFloatArithmetic();

    @Override
    public void add(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            l.add(r).intoArray(result, resultOffset + i);
        }
        REFERENCE.add(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void subtract(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            l.sub(r).intoArray(result, resultOffset + i);
        }
        REFERENCE.subtract(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void multiply(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            l.mul(r).intoArray(result, resultOffset + i);
        }
        REFERENCE.multiply(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void divide(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            l.div(r).intoArray(result, resultOffset + i);
        }
        REFERENCE.divide(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void max(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            l.max(r).intoArray(result, resultOffset + i);
        }
        REFERENCE.max(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void min(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            l.min(r).intoArray(result, resultOffset + i);
        }
        REFERENCE.min(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void negate(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.neg().intoArray(result, resultOffset + i);
        }
        REFERENCE.negate(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void abs(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.abs().intoArray(result, resultOffset + i);
        }
        REFERENCE.abs(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void square(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.mul(x).intoArray(result, resultOffset + i);
        }
        REFERENCE.square(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void sqrt(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.sqrt().intoArray(result, resultOffset + i);
        }
        REFERENCE.sqrt(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void reciprocal(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector.broadcast(SPECIES, 1).div(x).intoArray(result, resultOffset + i);
        }
        REFERENCE.reciprocal(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void reciprocalSqrt(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector r = FloatVector.broadcast(SPECIES, 1).div(x.sqrt());
            FloatVector h = x.mul(r);
            FloatVector l = x.fma(r, h.neg());
            FloatVector error = l.neg().fma(r, h.neg().fma(r, FloatVector.broadcast(SPECIES, 1)));
            FloatVector corrected = r.mul(0.5f).fma(error, r);
            corrected.blend(r, error.compare(VectorOperators.NE, error)).intoArray(result, resultOffset + i);
        }
        REFERENCE.reciprocalSqrt(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void floor(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            floorVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.floor(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void floorVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector rounded = round(x);
            rounded.blend(rounded.sub(1), rounded.compare(VectorOperators.GT, x))
                    .intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void ceil(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            ceilVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.ceil(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    /// −⌊−x⌋, which has the sign of zero right.
    private static void ceilVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector y = x.neg();
            FloatVector rounded = round(y);
            rounded.blend(rounded.sub(1), rounded.compare(VectorOperators.GT, y))
                    .neg()
                    .intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void round(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            roundVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.round(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void roundVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            round(x).intoArray(result, resultOffset + i);
        }
    }

    /// Adding and subtracting the number from which on all are integers leaves the nearest integer, the even one of two.
    private static FloatVector round(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector rounded = magnitude
                .add(FloatFormat.INTEGERS_ONLY)
                .sub(FloatFormat.INTEGERS_ONLY)
                .mul(SimdFloatFormat.sign(x));
        return x.blend(rounded, magnitude.compare(VectorOperators.LT, FloatFormat.INTEGERS_ONLY));
    }

    @Override
    public void softsign(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.div(x.abs().add(1)).intoArray(result, resultOffset + i);
        }
        REFERENCE.softsign(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void relu(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.max(0).intoArray(result, resultOffset + i);
        }
        REFERENCE.relu(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void scale(float factor, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.mul(factor).intoArray(result, resultOffset + i);
        }
        REFERENCE.scale(factor, input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void addScaled(
            float[] left,
            int leftOffset,
            float factor,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            r.fma(FloatVector.broadcast(SPECIES, factor), l).intoArray(result, resultOffset + i);
        }
        REFERENCE.addScaled(
                left,
                leftOffset + bound,
                factor,
                right,
                rightOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    @Override
    public void fma(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] addend,
            int addendOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            FloatVector a = FloatVector.fromArray(SPECIES, addend, addendOffset + i);
            l.fma(r, a).intoArray(result, resultOffset + i);
        }
        REFERENCE.fma(
                left,
                leftOffset + bound,
                right,
                rightOffset + bound,
                addend,
                addendOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    /// Contiguous elements are copied and a single one is repeated; in between, lanes bring nothing.
    @Override
    public void gather(
            float[] source, int sourceOffset, int sourceStride, float[] target, int targetOffset, int length) {
        if (sourceStride == 1) {
            System.arraycopy(source, sourceOffset, target, targetOffset, length);
        } else if (sourceStride == 0 && length > 0) {
            Arrays.fill(target, targetOffset, targetOffset + length, source[sourceOffset]);
        } else {
            REFERENCE.gather(source, sourceOffset, sourceStride, target, targetOffset, length);
        }
    }

    /// Contiguous elements are copied; otherwise lanes bring nothing.
    @Override
    public void scatter(
            float[] source, int sourceOffset, float[] target, int targetOffset, int targetStride, int length) {
        if (targetStride == 1) {
            System.arraycopy(source, sourceOffset, target, targetOffset, length);
        } else {
            REFERENCE.scatter(source, sourceOffset, target, targetOffset, targetStride, length);
        }
    }
}
