/*
 * Elementwise loops as a C programmer writes them; the compiler vectorises them.
 *
 * Compiled by the benchmark on the machine where it runs. Operands do not overlap, which the compiler is told.
 */

/* What a call costs that does nothing. */
void glissade_empty(const float *left, const float *right, float *result, long length) {
    (void)left;
    (void)right;
    (void)result;
    (void)length;
}

void glissade_add(const float *restrict left, const float *restrict right, float *restrict result, long length) {
    for (long i = 0; i < length; i++) {
        result[i] = left[i] + right[i];
    }
}

void glissade_multiply(const float *restrict left, const float *restrict right, float *restrict result, long length) {
    for (long i = 0; i < length; i++) {
        result[i] = left[i] * right[i];
    }
}

/* The second operand is not read. */
void glissade_relu(const float *restrict left, const float *restrict right, float *restrict result, long length) {
    (void)right;
    for (long i = 0; i < length; i++) {
        result[i] = left[i] > 0.0f ? left[i] : 0.0f;
    }
}

/* left + 0.5 right, rounded once. */
void glissade_add_scaled(const float *restrict left, const float *restrict right, float *restrict result, long length) {
    for (long i = 0; i < length; i++) {
        result[i] = __builtin_fmaf(0.5f, right[i], left[i]);
    }
}
