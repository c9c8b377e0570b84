package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Tapes know nothing of each other.
class ManyTapesTest {
    private static final int TAPES = 64;

    @Test
    void tapesOnVirtualThreadsGiveTheirOwnAnswers() throws Exception {
        var found = new ArrayList<Future<double[]>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TAPES; i++) {
                int number = i;
                found.add(threads.submit(() -> gradient(number, true)));
            }
        }
        for (int i = 0; i < TAPES; i++) {
            assertThat(found.get(i).get()).as("tape " + i).containsExactly(gradient(i, false));
        }
    }

    /// Ten thousand at once: all have recorded before any of them differentiates.
    @Test
    void tenThousandTapesAtOnceGiveTheirOwnAnswers() throws Exception {
        int count = 10_000;
        var allRecorded = new CountDownLatch(count);
        var found = new ArrayList<Future<Double>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                double number = i;
                found.add(threads.submit(() -> {
                    Tape tape = new Tape();
                    Variable x = tape.input(number);
                    Variable y = x.square().plusScaled(number, x);
                    allRecorded.countDown();
                    allRecorded.await();
                    return tape.grad(y, x).getFirst().value();
                }));
            }
        }
        for (int i = 0; i < count; i++) {
            assertThat(found.get(i).get()).as("tape " + i).isEqualTo(3.0 * i);
        }
    }

    private static double[] gradient(int number, boolean parking) {
        Samples samples = new Samples(number, 31);
        Tape tape = new Tape();
        double[] last = {};
        for (int repeat = 0; repeat < 20; repeat++) {
            tape.restart();
            Tensor x = samples.signed(DType.FLOAT64, Shape.of(3 + number % 5, 7));
            Variable input = tape.input(x);
            Variable h = input.matmul(input.transpose(0, 1)).tanh();
            if (parking) {
                LockSupport.parkNanos(1);
            }
            for (int i = 0; i < number % 4; i++) {
                h = h.softmax(0).times(2);
            }
            last = tape.grad(h.square().sum(), input).getFirst().tensor().toDoubles();
        }
        return last;
    }
}
