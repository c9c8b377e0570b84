package dev.glissade.training;

import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;

/// What random numbers are drawn for; each purpose has a stream of its own, so that none disturbs another.
///
/// The numbers are part of the library's promise of equal bits: they are never reused or changed.
enum RandomStream {
    INITIALISATION(1),
    SPLIT(2),
    SHUFFLE(3);

    private final int number;

    RandomStream(int number) {
        this.number = number;
    }

    RandomNumbers at(Seed seed, long step) {
        return RandomNumbers.of(seed, number, step);
    }
}
