package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The polynomials of [FloatPolynomials], a vector at a time.
final class SimdFloatPolynomials {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;

    private SimdFloatPolynomials() {}

    /// (e^r − 1 − r) ÷ r²
    static FloatVector exp(FloatVector r) {
        FloatVector sum = FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_6);
        sum = sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_5));
        sum = sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_4));
        sum = sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_3));
        return sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_2));
    }

    /// (e^r − 1 − r) ÷ r², in pairs of powers: a shorter chain than that of [#exp(FloatVector)]
    static FloatVector exp(FloatVector r, FloatVector square) {
        FloatVector low = r.fma(
                FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_3),
                FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_2));
        FloatVector high = r.fma(
                FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_5),
                FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_4));
        FloatVector sum = square.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_6), high);
        return sum.fma(square, low);
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s
    static FloatVector log(FloatVector square) {
        FloatVector sum = FloatVector.broadcast(SPECIES, FloatPolynomials.LOG_3);
        sum = sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.LOG_2));
        return sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.LOG_1));
    }

    /// (tanh x − x) ÷ x³, from the square of x
    static FloatVector tanh(FloatVector square) {
        FloatVector sum = FloatVector.broadcast(SPECIES, FloatPolynomials.TANH_11);
        sum = sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.TANH_9));
        sum = sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.TANH_7));
        sum = sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.TANH_5));
        return sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.TANH_3));
    }

    /// (e^r − 1 − r) ÷ r², closer than [#exp]
    static FloatVector expm1(FloatVector r) {
        FloatVector sum = FloatVector.broadcast(SPECIES, FloatPolynomials.EXPM1_7);
        sum = sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXPM1_6));
        sum = sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXPM1_5));
        sum = sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXPM1_4));
        sum = sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXPM1_3));
        return sum.fma(r, FloatVector.broadcast(SPECIES, FloatPolynomials.EXPM1_2));
    }

    /// (sinh r − r) ÷ r³, from the square of r
    static FloatVector sinh(FloatVector square) {
        FloatVector sum = FloatVector.broadcast(SPECIES, FloatPolynomials.SINH_7);
        sum = sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.SINH_5));
        return sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.SINH_3));
    }

    /// (cosh r − 1 − r² ÷ 2) ÷ r⁴, from the square of r
    static FloatVector cosh(FloatVector square) {
        FloatVector sum = FloatVector.broadcast(SPECIES, FloatPolynomials.COSH_6);
        return sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.COSH_4));
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s up to ⅑
    static FloatVector log1p(FloatVector square) {
        FloatVector sum = FloatVector.broadcast(SPECIES, FloatPolynomials.LOG1P_4);
        sum = sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.LOG1P_3));
        sum = sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.LOG1P_2));
        return sum.fma(square, FloatVector.broadcast(SPECIES, FloatPolynomials.LOG1P_1));
    }
}
