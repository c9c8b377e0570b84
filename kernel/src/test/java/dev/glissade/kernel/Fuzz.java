package dev.glissade.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Calls every loop of every family with random arguments for a number of seconds, SIMD against scalar.
///
/// The arguments are the seconds and, to repeat a failed run of calls, its seed. Prints one line, or fails with the seed
/// of the call that gave different bits.
final class Fuzz {
    private static final int[] THREADS = {1, 2, 3, 8};

    /// About 2 MB of floats: enough for the blocked and shared forms of a loop, rarely drawn in full.
    private static final int LARGEST = 1 << 19;

    private Fuzz() {}

    @SuppressWarnings("SystemOut") // what the caller reads
    public static void main(String[] arguments) {
        long seconds = Long.parseLong(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        long calls = 0;
        int loops = 0;
        for (ElementType type : ElementType.values()) {
            List<LoopFuzzer.Loop> all = loops(type);
            loops += all.size();
            calls += run(all, seed, seconds * 1_000_000_000 / ElementType.values().length, LARGEST);
        }
        System.out.println(calls + " calls of " + loops + " loops gave the bits of the reference; seed " + seed + "; "
                + Kernels.report());
    }

    /// The loops of all families of a type, each of which has a driver.
    static List<LoopFuzzer.Loop> loops(ElementType type) {
        List<LoopFuzzer.Loop> loops = new ArrayList<>();
        for (KernelFamily family : KernelFamily.of(type)) {
            family.methods().forEach(method -> loops.add(LoopFuzzer.Loop.of(family, method)));
        }
        return loops;
    }

    /// Calls the loops in turn, each call with a seed of its own, until the time is over and each was called.
    ///
    /// @param largest about the number of elements of the largest operand
    /// @return the number of calls
    static long run(List<LoopFuzzer.Loop> loops, long seed, long nanos, int largest) {
        long end = System.nanoTime() + nanos;
        var seeds = new SplittableRandom(seed);
        long calls = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(7)) {
            do {
                int threads = THREADS[(int) (calls / loops.size() % THREADS.length)];
                var fuzzer = new LoopFuzzer(Parallel.on(executor, threads), largest);
                for (LoopFuzzer.Loop loop : loops) {
                    fuzzer.compare(loop, seeds.nextLong());
                    calls++;
                }
            } while (System.nanoTime() < end);
        }
        return calls;
    }
}
