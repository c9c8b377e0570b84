package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.Workers;
import java.util.function.IntConsumer;

/// Three workers of whom the last comes first, all on the calling thread: an order that threads seldom have.
final class Backwards implements Workers {

    @Override
    public int threads() {
        return 3;
    }

    @Override
    public void run(int count, IntConsumer task) {
        for (int i = count - 1; i >= 0; i--) {
            task.accept(i);
        }
    }
}
