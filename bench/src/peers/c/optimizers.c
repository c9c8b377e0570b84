/*
 * One step of an optimizer as a C programmer writes it; the compiler vectorises the loops.
 *
 * Compiled by the benchmark on the machine where it runs. Parameters, gradients and moments do not overlap, which the
 * compiler is told. What is the same for all elements comes from the caller. Operations and their order are those of the
 * built-in rules in Java, so that the bits must be equal.
 */
#include <math.h>

void glissade_sgd(float *restrict w, const float *restrict g, float rate, long length) {
    for (long i = 0; i < length; i++) {
        w[i] -= rate * g[i];
    }
}

void glissade_momentum(
    float *restrict w, const float *restrict g, float *restrict m, float rate, float beta, long length) {
    for (long i = 0; i < length; i++) {
        float velocity = beta * m[i] - g[i];
        m[i] = velocity;
        w[i] += rate * velocity;
    }
}

void glissade_rmsprop(
    float *restrict w, const float *restrict g, float *restrict v, float rate, float kept, float added, float epsilon,
    long length) {
    for (long i = 0; i < length; i++) {
        float average = kept * v[i] + added * (g[i] * g[i]);
        v[i] = average;
        w[i] -= rate * (g[i] / sqrtf(average + epsilon));
    }
}

/* The rate and epsilon are corrected for the start of the moments at 0. */
void glissade_adam_float(
    float *restrict w, const float *restrict g, float *restrict m, float *restrict v, float rate, float kept1,
    float added1, float kept2, float added2, float epsilon, long length) {
    for (long i = 0; i < length; i++) {
        float first = kept1 * m[i] + added1 * g[i];
        float second = kept2 * v[i] + added2 * (g[i] * g[i]);
        m[i] = first;
        v[i] = second;
        w[i] -= rate * (first / (sqrtf(second) + epsilon));
    }
}

void glissade_adam_double(
    double *restrict w, const double *restrict g, double *restrict m, double *restrict v, double rate, double kept1,
    double added1, double kept2, double added2, double epsilon, long length) {
    for (long i = 0; i < length; i++) {
        double first = kept1 * m[i] + added1 * g[i];
        double second = kept2 * v[i] + added2 * (g[i] * g[i]);
        m[i] = first;
        v[i] = second;
        w[i] -= rate * (first / (sqrt(second) + epsilon));
    }
}
