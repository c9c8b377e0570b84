package dev.glissade.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The polynomials of [DoublePolynomials], a vector at a time.
final class SimdDoublePolynomials {
    private static final VectorSpecies<Double> SPECIES = SimdDoubleSpecies.SPECIES;

    private SimdDoublePolynomials() {}

    /// (e^r − 1 − r) ÷ r²
    static DoubleVector exp(DoubleVector r) {
        DoubleVector sum = DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_11);
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_10));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_9));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_8));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_7));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_6));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_5));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_4));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_3));
        return sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_2));
    }

    /// (e^r − 1 − r) ÷ r², in pairs of powers: a shorter chain than that of [#exp(DoubleVector)]
    static DoubleVector exp(DoubleVector r, DoubleVector square) {
        DoubleVector tenth = r.fma(
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_11),
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_10));
        DoubleVector eighth = r.fma(
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_9),
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_8));
        DoubleVector sixth = r.fma(
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_7),
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_6));
        DoubleVector fourth = r.fma(
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_5),
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_4));
        DoubleVector second = r.fma(
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_3),
                DoubleVector.broadcast(SPECIES, DoublePolynomials.EXP_2));
        DoubleVector sum = tenth.fma(square, eighth);
        sum = sum.fma(square, sixth);
        sum = sum.fma(square, fourth);
        return sum.fma(square, second);
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s
    static DoubleVector log(DoubleVector square) {
        DoubleVector sum = DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG_7);
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG_6));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG_5));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG_4));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG_3));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG_2));
        return sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG_1));
    }

    /// (tanh x − x) ÷ x³, from the square of x
    static DoubleVector tanh(DoubleVector square) {
        DoubleVector sum = DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_21);
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_19));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_17));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_15));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_13));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_11));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_9));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_7));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_5));
        return sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.TANH_3));
    }

    /// (e^r − 1 − r) ÷ r², closer than [#exp]
    static DoubleVector expm1(DoubleVector r) {
        DoubleVector sum = DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_12);
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_11));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_10));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_9));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_8));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_7));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_6));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_5));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_4));
        sum = sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_3));
        return sum.fma(r, DoubleVector.broadcast(SPECIES, DoublePolynomials.EXPM1_2));
    }

    /// (sinh r − r) ÷ r³, from the square of r
    static DoubleVector sinh(DoubleVector square) {
        DoubleVector sum = DoubleVector.broadcast(SPECIES, DoublePolynomials.SINH_11);
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.SINH_9));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.SINH_7));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.SINH_5));
        return sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.SINH_3));
    }

    /// (cosh r − 1 − r² ÷ 2) ÷ r⁴, from the square of r
    static DoubleVector cosh(DoubleVector square) {
        DoubleVector sum = DoubleVector.broadcast(SPECIES, DoublePolynomials.COSH_12);
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.COSH_10));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.COSH_8));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.COSH_6));
        return sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.COSH_4));
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s up to ⅑
    static DoubleVector log1p(DoubleVector square) {
        DoubleVector sum = DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_10);
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_9));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_8));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_7));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_6));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_5));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_4));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_3));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_2));
        return sum.fma(square, DoubleVector.broadcast(SPECIES, DoublePolynomials.LOG1P_1));
    }
}
