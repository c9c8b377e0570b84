package dev.glissade.training;

import dev.glissade.autodiff.Tape;
import dev.glissade.kernel.Parallel;

/// One tape for full batches and one for the smaller last batch of an epoch, so that neither records the other anew.
final class Tapes {
    private final int size;
    private final Tape full;
    private final Tape rest;

    Tapes(int size, Parallel parallel) {
        this.size = size;
        this.full = new Tape(parallel);
        this.rest = new Tape(parallel);
    }

    Tape of(Batch batch) {
        return batch.size() == size ? full : rest;
    }
}
