package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// How rows join the lanes of [SimdFloatColumns]: one loop for one row, one for four rows in a row, for each
/// [ColumnTerm].
final class SimdFloatColumnTerms {
    private static final int V = SPECIES.length();

    private SimdFloatColumnTerms() {}

    /// target = target joined with `length` elements of source
    static void join(
            ColumnTerm term,
            float[] source,
            int sourceOffset,
            float[] target,
            int targetOffset,
            int length,
            float[] centers,
            int centersOffset) {
        switch (term) {
            case SUM -> sum(source, sourceOffset, target, targetOffset, length);
            case SUM_MAGNITUDES -> sumMagnitudes(source, sourceOffset, target, targetOffset, length);
            case SUM_SQUARES -> sumSquares(source, sourceOffset, target, targetOffset, length);
            case SUM_SQUARED_DIFFERENCES ->
                sumSquaredDifferences(source, sourceOffset, target, targetOffset, length, centers, centersOffset);
            case PRODUCT -> product(source, sourceOffset, target, targetOffset, length);
            case MAX -> max(source, sourceOffset, target, targetOffset, length);
            case MIN -> min(source, sourceOffset, target, targetOffset, length);
            case MAX_MAGNITUDE -> maxMagnitude(source, sourceOffset, target, targetOffset, length);
        }
    }

    /// target = target joined with four runs of `length` elements, `step` elements apart, one after the other
    static void joinFour(
            ColumnTerm term,
            float[] source,
            int sourceOffset,
            int step,
            float[] target,
            int targetOffset,
            int length,
            float[] centers,
            int centersOffset) {
        int bound = SPECIES.loopBound(length);
        switch (term) {
            case SUM -> sumOfFour(source, sourceOffset, step, target, targetOffset, bound);
            case SUM_MAGNITUDES -> sumMagnitudesOfFour(source, sourceOffset, step, target, targetOffset, bound);
            case SUM_SQUARES -> sumSquaresOfFour(source, sourceOffset, step, target, targetOffset, bound);
            case SUM_SQUARED_DIFFERENCES ->
                sumSquaredDifferencesOfFour(
                        source, sourceOffset, step, target, targetOffset, bound, centers, centersOffset);
            case PRODUCT -> productOfFour(source, sourceOffset, step, target, targetOffset, bound);
            case MAX -> maxOfFour(source, sourceOffset, step, target, targetOffset, bound);
            case MIN -> minOfFour(source, sourceOffset, step, target, targetOffset, bound);
            case MAX_MAGNITUDE -> maxMagnitudeOfFour(source, sourceOffset, step, target, targetOffset, bound);
        }
        for (int i = 0; i < 4 && bound < length; i++) {
            join(
                    term,
                    source,
                    sourceOffset + i * step + bound,
                    target,
                    targetOffset + bound,
                    length - bound,
                    centers,
                    centersOffset + bound);
        }
    }

    private static void sum(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            lane.add(x).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] = target[targetOffset + i] + source[sourceOffset + i];
        }
    }

    private static void sumOfFour(
            float[] source, int sourceOffset, int step, float[] target, int targetOffset, int bound) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            lane = FloatVector.fromArray(SPECIES, source, sourceOffset + i).add(lane);
            lane = FloatVector.fromArray(SPECIES, source, second + i).add(lane);
            lane = FloatVector.fromArray(SPECIES, source, third + i).add(lane);
            lane = FloatVector.fromArray(SPECIES, source, fourth + i).add(lane);
            lane.intoArray(target, targetOffset + i);
        }
    }

    private static void sumMagnitudes(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            lane.add(x.abs()).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] = target[targetOffset + i] + Math.abs(source[sourceOffset + i]);
        }
    }

    private static void sumMagnitudesOfFour(
            float[] source, int sourceOffset, int step, float[] target, int targetOffset, int bound) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            lane = FloatVector.fromArray(SPECIES, source, sourceOffset + i)
                    .abs()
                    .add(lane);
            lane = FloatVector.fromArray(SPECIES, source, second + i).abs().add(lane);
            lane = FloatVector.fromArray(SPECIES, source, third + i).abs().add(lane);
            lane = FloatVector.fromArray(SPECIES, source, fourth + i).abs().add(lane);
            lane.intoArray(target, targetOffset + i);
        }
    }

    private static void sumSquares(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            x.fma(x, lane).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] =
                    Math.fma(source[sourceOffset + i], source[sourceOffset + i], target[targetOffset + i]);
        }
    }

    private static void sumSquaresOfFour(
            float[] source, int sourceOffset, int step, float[] target, int targetOffset, int bound) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x0 = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            lane = x0.fma(x0, lane);
            var x1 = FloatVector.fromArray(SPECIES, source, second + i);
            lane = x1.fma(x1, lane);
            var x2 = FloatVector.fromArray(SPECIES, source, third + i);
            lane = x2.fma(x2, lane);
            var x3 = FloatVector.fromArray(SPECIES, source, fourth + i);
            lane = x3.fma(x3, lane);
            lane.intoArray(target, targetOffset + i);
        }
    }

    private static void sumSquaredDifferences(
            float[] source,
            int sourceOffset,
            float[] target,
            int targetOffset,
            int length,
            float[] centers,
            int centersOffset) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            var difference = x.sub(FloatVector.fromArray(SPECIES, centers, centersOffset + i));
            difference.fma(difference, lane).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            float difference = source[sourceOffset + i] - centers[centersOffset + i];
            target[targetOffset + i] = Math.fma(difference, difference, target[targetOffset + i]);
        }
    }

    private static void sumSquaredDifferencesOfFour(
            float[] source,
            int sourceOffset,
            int step,
            float[] target,
            int targetOffset,
            int bound,
            float[] centers,
            int centersOffset) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var center = FloatVector.fromArray(SPECIES, centers, centersOffset + i);
            var difference0 =
                    FloatVector.fromArray(SPECIES, source, sourceOffset + i).sub(center);
            lane = difference0.fma(difference0, lane);
            var difference1 = FloatVector.fromArray(SPECIES, source, second + i).sub(center);
            lane = difference1.fma(difference1, lane);
            var difference2 = FloatVector.fromArray(SPECIES, source, third + i).sub(center);
            lane = difference2.fma(difference2, lane);
            var difference3 = FloatVector.fromArray(SPECIES, source, fourth + i).sub(center);
            lane = difference3.fma(difference3, lane);
            lane.intoArray(target, targetOffset + i);
        }
    }

    private static void product(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            lane.mul(x).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] = target[targetOffset + i] * source[sourceOffset + i];
        }
    }

    private static void productOfFour(
            float[] source, int sourceOffset, int step, float[] target, int targetOffset, int bound) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            lane = FloatVector.fromArray(SPECIES, source, sourceOffset + i).mul(lane);
            lane = FloatVector.fromArray(SPECIES, source, second + i).mul(lane);
            lane = FloatVector.fromArray(SPECIES, source, third + i).mul(lane);
            lane = FloatVector.fromArray(SPECIES, source, fourth + i).mul(lane);
            lane.intoArray(target, targetOffset + i);
        }
    }

    private static void max(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            lane.max(x).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] = Math.max(target[targetOffset + i], source[sourceOffset + i]);
        }
    }

    private static void maxOfFour(
            float[] source, int sourceOffset, int step, float[] target, int targetOffset, int bound) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            lane = FloatVector.fromArray(SPECIES, source, sourceOffset + i).max(lane);
            lane = FloatVector.fromArray(SPECIES, source, second + i).max(lane);
            lane = FloatVector.fromArray(SPECIES, source, third + i).max(lane);
            lane = FloatVector.fromArray(SPECIES, source, fourth + i).max(lane);
            lane.intoArray(target, targetOffset + i);
        }
    }

    private static void min(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            lane.min(x).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] = Math.min(target[targetOffset + i], source[sourceOffset + i]);
        }
    }

    private static void minOfFour(
            float[] source, int sourceOffset, int step, float[] target, int targetOffset, int bound) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            lane = FloatVector.fromArray(SPECIES, source, sourceOffset + i).min(lane);
            lane = FloatVector.fromArray(SPECIES, source, second + i).min(lane);
            lane = FloatVector.fromArray(SPECIES, source, third + i).min(lane);
            lane = FloatVector.fromArray(SPECIES, source, fourth + i).min(lane);
            lane.intoArray(target, targetOffset + i);
        }
    }

    private static void maxMagnitude(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            var x = FloatVector.fromArray(SPECIES, source, sourceOffset + i);
            lane.max(x.abs()).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] = Math.max(target[targetOffset + i], Math.abs(source[sourceOffset + i]));
        }
    }

    private static void maxMagnitudeOfFour(
            float[] source, int sourceOffset, int step, float[] target, int targetOffset, int bound) {
        int second = sourceOffset + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < bound; i += V) {
            var lane = FloatVector.fromArray(SPECIES, target, targetOffset + i);
            lane = FloatVector.fromArray(SPECIES, source, sourceOffset + i)
                    .abs()
                    .max(lane);
            lane = FloatVector.fromArray(SPECIES, source, second + i).abs().max(lane);
            lane = FloatVector.fromArray(SPECIES, source, third + i).abs().max(lane);
            lane = FloatVector.fromArray(SPECIES, source, fourth + i).abs().max(lane);
            lane.intoArray(target, targetOffset + i);
        }
    }
}
