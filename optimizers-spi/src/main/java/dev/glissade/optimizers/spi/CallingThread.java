package dev.glissade.optimizers.spi;

import java.util.function.IntConsumer;

/// The calling thread as the only worker.
final class CallingThread implements Workers {
    static final CallingThread INSTANCE = new CallingThread();

    private CallingThread() {}

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void run(int count, IntConsumer task) {
        for (int i = 0; i < count; i++) {
            task.accept(i);
        }
    }
}
