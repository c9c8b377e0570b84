package dev.glissade.kernel;

import jdk.incubator.vector.VectorSpecies;

/// The species of `float` vectors: constants for the compiler, as wide as [SimdShape] says.
final class SimdFloatSpecies {
    static final VectorSpecies<Float> SPECIES = VectorSpecies.of(float.class, SimdShape.SHAPE);

    /// For loops that do little but load and store.
    static final VectorSpecies<Float> STREAMED = VectorSpecies.of(float.class, SimdShape.STREAMED);

    private SimdFloatSpecies() {}
}
