package dev.glissade.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Measures a loop over all arguments, or over a sample of them, in chunks that threads take one by one.
///
/// The arguments of a chunk depend on its number only, so the result does not depend on the threads.
final class AccuracySweep {
    private static final int CHUNK = 1 << 14;
    private static final long ALL_FLOATS = 1L << 32;

    private final int threads;

    /// One of a sample's values, or all, of 2³² floats; of doubles and of pairs, the number of samples.
    private final long samples;

    private AccuracySweep(int threads, long samples) {
        this.threads = threads;
        this.samples = samples;
    }

    /// Every `float`, and `samples` values where there are too many to try all.
    static AccuracySweep full(int threads, long samples) {
        return new AccuracySweep(threads, -samples);
    }

    /// `samples` values of everything.
    static AccuracySweep sampled(int threads, long samples) {
        return new AccuracySweep(threads, samples);
    }

    Errors measure(MeasuredLoop loop, double[] factors) {
        boolean everyFloat = samples < 0 && !loop.wide() && loop.reference().operands() == 1;
        long values = everyFloat ? ALL_FLOATS : Math.abs(samples);
        long chunks = Math.ceilDiv(values, CHUNK);
        long step = everyFloat ? 1 : ALL_FLOATS / values;
        var next = new AtomicLong();
        List<Future<Errors>> parts = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                parts.add(executor.submit(() -> {
                    var worker = new Worker(loop, factors, step);
                    for (long chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                        worker.measure(chunk);
                    }
                    return worker.errors;
                }));
            }
        }
        var errors = new Errors();
        try {
            for (Future<Errors> part : parts) {
                errors.add(part.get());
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(loop.reference().name(), e);
        }
        return errors;
    }

    /// One thread's arrays and errors.
    private static final class Worker {
        private final MeasuredLoop loop;
        private final double[] factors;
        private final long step;
        private final Errors errors = new Errors();
        private final float[] floatLeft = new float[CHUNK];
        private final float[] floatRight = new float[CHUNK];
        private final float[] floatResult = new float[CHUNK];
        private final double[] doubleLeft = new double[CHUNK];
        private final double[] doubleRight = new double[CHUNK];
        private final double[] doubleResult = new double[CHUNK];

        Worker(MeasuredLoop loop, double[] factors, long step) {
            this.loop = loop;
            this.factors = factors;
            this.step = step;
        }

        void measure(long chunk) {
            if (loop.wide()) {
                doubles(chunk);
            } else {
                floats(chunk);
            }
        }

        private void floats(long chunk) {
            if (loop.reference().operands() == 2) {
                var pair = new double[2];
                var random = new Samples(chunk, false);
                for (int i = 0; i < CHUNK; i++) {
                    random.nextPair(pair);
                    floatLeft[i] = (float) pair[0];
                    floatRight[i] = (float) pair[1];
                }
            } else {
                var random = new SplittableRandom(chunk);
                for (int i = 0; i < CHUNK; i++) {
                    long index = (chunk * CHUNK + i) * step;
                    floatLeft[i] = Float.intBitsToFloat((int) (step == 1 ? index : index + random.nextLong(step)));
                }
            }
            loop.run(factors, floatLeft, floatRight, floatResult, CHUNK);
            FunctionReference.Quick quick = loop.reference().quick();
            for (int i = 0; i < CHUNK; i++) {
                double exact = quick.at(floatLeft[i], floatRight[i], factors);
                boolean special = !Double.isFinite(exact);
                errors.add(Ulps.of(floatResult[i], exact), floatLeft[i], floatRight[i], special);
            }
        }

        private void doubles(long chunk) {
            var random = new Samples(chunk, true);
            var pair = new double[2];
            for (int i = 0; i < CHUNK; i++) {
                if (loop.reference().operands() == 2) {
                    random.nextPair(pair);
                    doubleLeft[i] = pair[0];
                    doubleRight[i] = pair[1];
                } else {
                    doubleLeft[i] = random.next();
                }
            }
            loop.run(factors, doubleLeft, doubleRight, doubleResult, CHUNK);
            FunctionReference.Precise precise = loop.reference().precise();
            for (int i = 0; i < CHUNK; i++) {
                DoubleDouble exact = precise.at(doubleLeft[i], doubleRight[i], factors);
                boolean special = exact.isNaN() || exact.isInfinite();
                errors.add(Ulps.of(doubleResult[i], exact), doubleLeft[i], doubleRight[i], special);
            }
        }
    }
}
