package dev.glissade.training;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import org.jspecify.annotations.Nullable;

/// The samples of a data set in batches, in a new random order each epoch.
///
/// The three kinds of descent differ in the size alone: all samples (batch), one (stochastic), some (mini-batch). The
/// last batch of an epoch is smaller if the size does not divide the number of samples. Two batches of storage are
/// reused for all; before the first [#shuffle] the samples come in the order of the data.
public final class Batches {
    private final Dataset data;
    private final Seed seed;
    private final int size;
    private final Batch full;
    private final @Nullable Batch rest;
    private final int[] order;

    /// Batches of a size over a data set.
    ///
    /// @throws IllegalArgumentException if the data set is empty, or the size not in 1..samples
    public Batches(Dataset data, int size, Seed seed, DType dtype) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("batches: there are 0 samples; at least 1 is needed");
        }
        if (size < 1 || size > data.size()) {
            throw new IllegalArgumentException("batches: size is " + size + ", there are " + data.size()
                    + " samples; it must be in 1.." + data.size());
        }
        this.data = data;
        this.seed = seed;
        this.size = size;
        this.full = data.emptyBatch(size, dtype);
        int left = data.size() % size;
        this.rest = left == 0 ? null : data.emptyBatch(left, dtype);
        this.order = Dataset.count(new int[data.size()]);
    }

    /// The number of batches in an epoch.
    public int count() {
        return Math.ceilDiv(data.size(), size);
    }

    /// Puts the samples into the order of an epoch, which depends on the seed and the number alone.
    ///
    /// With batches of all samples the order stays that of the data: it could change no more than rounding.
    public void shuffle(long epoch) {
        Dataset.count(order);
        if (size < data.size()) {
            RandomStream.SHUFFLE.at(seed, epoch).shuffle(order);
        }
    }

    /// Batch number `index` of the epoch; its tensors are overwritten by a later call.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public Batch get(int index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("batch " + index + " of " + count() + "; the first is 0");
        }
        Batch batch = rest != null && index == count() - 1 ? rest : full;
        data.fill(batch, order, index * size);
        return batch;
    }
}
