package dev.glissade.bench.peers;

/// A network that one thread trains while others infer with the newest published copy of its parameters.
interface Service extends AutoCloseable {

    /// Steps of training at batch 1, for the thread that calls.
    Work training();

    /// Copies the parameters of [#training] for the readers. Called by its thread.
    void publish();

    /// Inference for one image with the newest copy, for the thread that calls.
    Work reader();

    @Override
    void close();
}
