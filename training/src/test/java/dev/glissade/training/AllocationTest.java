package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.Parallel;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Training allocates nothing per step on the calling thread once warm: forward, backward, optimizer and batches.
class AllocationTest {
    private static final Seed SEED = Seed.of(7);
    private static final Model MODEL = Model.of(Dense.of(64, 32, Activation.RELU), Dense.of(32, 10));
    private static final int STEPS = 1_000;
    private static final int BATCH = 32;
    /// What an epoch may allocate in bytes, however many steps it has: see [Trainer].
    private static final long EPOCH = 256;
    /// Until the compiler is done, vectors are boxed.
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final AllocationMeter meter = new AllocationMeter();

    AllocationTest() throws ReflectiveOperationException {}

    /// Three windows in a row must stay within the bytes allowed; windows before them need not.
    private void allocates(long allowed, Runnable window) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        int clean = 0;
        long last = Long.MAX_VALUE;
        while (clean < 3 && System.nanoTime() < end) {
            long before = meter.bytes();
            window.run();
            last = meter.bytes() - before;
            clean = last <= allowed ? clean + 1 : 0;
        }
        assertThat(clean)
                .as("windows in a row within " + allowed + " bytes; the last took " + last)
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aStepAllocatesNothing(DType dtype) {
        Dataset data = Samples.clouds(100, 64, 10, 1);
        Parameters parameters = MODEL.initialise(SEED, dtype);
        Descent descent = Descent.of(Optimizers.named("adam"), parameters);
        var batches = new Batches(data, BATCH, SEED, dtype);
        var full = new Tape();
        var rest = new Tape();
        allocates(0, () -> {
            for (int i = 0; i < STEPS; i++) {
                // The last of the four batches has four samples only.
                Batch batch = batches.get(i % batches.count());
                Tape tape = batch.size() == BATCH ? full : rest;
                tape.restart();
                Variable loss = MODEL.apply(tape, parameters, batch.features()).softmaxCrossEntropy(batch.labels());
                tape.backward(loss);
                descent.step();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void anEpochAllocatesTheSameFewBytesHoweverManyStepsItHas(DType dtype) {
        for (int samples : new int[] {100, 5_000}) {
            var trainer = new Trainer(
                    MODEL,
                    Descent.of(Optimizers.named("adam"), MODEL.initialise(SEED, dtype)),
                    Samples.clouds(samples, 64, 10, 1),
                    Samples.clouds(300, 64, 10, 2),
                    BATCH,
                    SEED,
                    Parallel.none());
            var listener = new TrainingListener() {};
            allocates(EPOCH, () -> trainer.run(1, listener));
        }
    }
}
