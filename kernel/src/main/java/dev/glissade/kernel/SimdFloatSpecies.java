package dev.glissade.kernel;

import jdk.incubator.vector.VectorSpecies;

/// The species of all `float` vectors: a constant for the compiler, as wide as [SimdShape] says.
final class SimdFloatSpecies {
    static final VectorSpecies<Float> SPECIES = VectorSpecies.of(float.class, SimdShape.SHAPE);

    private SimdFloatSpecies() {}
}
