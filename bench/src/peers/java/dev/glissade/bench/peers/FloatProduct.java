package dev.glissade.bench.peers;

/// C = A·B of two n × n matrices of `float`s by one library, its operands already where the library wants them.
interface FloatProduct {

    /// Computes the product; this is what is measured.
    void multiply();

    /// The product, row-major: a copy, or the array that the library wrote.
    float[] result();

    /// What computes, in a line: version, loops chosen, threads.
    String description();
}
