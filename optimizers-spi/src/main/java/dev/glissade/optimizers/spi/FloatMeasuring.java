package dev.glissade.optimizers.spi;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Measures blocks of elements, and folds what was measured in one order, that of [Fold].
final class FloatMeasuring {
    private static final int BLOCK = 4096;

    private final Workers workers;

    /// The blocks; the group of a block is the number of its range.
    private final Ranges blocks = new Ranges();

    private final IntConsumer share = this::share;
    private double[] results = {};
    private int tasks;
    private @Nullable FloatStage measured;

    FloatMeasuring(Workers workers) {
        this.workers = workers;
    }

    /// Measures what a stage is to see of some ranges, and hands it the results.
    ///
    /// @param row the stages of the groups
    /// @param tasks into how many tasks to cut the work
    void measure(FloatStage stage, @Nullable FloatStage[] row, Ranges ranges, int tasks) {
        int measures = stage.measures.size();
        blocks.clear();
        for (int i = 0; i < ranges.count(); i++) {
            if (row[ranges.group(i)] == stage) {
                cut(ranges.from(i), ranges.to(i), i);
            }
        }
        if (results.length < blocks.count() * measures || results.length < measures) {
            results = new double[Math.max(1, blocks.count()) * measures];
        }
        measured = stage;
        this.tasks = Math.min(tasks, Math.max(1, blocks.count()));
        workers.run(this.tasks, share);
        fold(stage, measures);
        stage.takeMeasures(results);
    }

    private void cut(int from, int to, int range) {
        for (int block = from; block < to; block = to - block > BLOCK ? block + BLOCK : to) {
            blocks.add(block, to - block > BLOCK ? block + BLOCK : to, range, false);
        }
    }

    private void share(int task) {
        FloatStage stage = measured;
        if (stage == null) {
            return;
        }
        double[] own = stage.measuredByTask[task];
        for (int block = task; block < blocks.count(); block += tasks) {
            stage.rule.measure(stage.views[task], blocks.from(block), blocks.to(block), own);
            System.arraycopy(own, 0, results, block * own.length, own.length);
        }
    }

    /// Folds the blocks of each range, then the ranges; the result is at the beginning.
    private void fold(FloatStage stage, int measures) {
        int ranges = 0;
        int block = 0;
        while (block < blocks.count()) {
            int next = block;
            while (next < blocks.count() && blocks.group(next) == blocks.group(block)) {
                next++;
            }
            fold(stage, block, next - block, measures);
            System.arraycopy(results, block * measures, results, ranges * measures, measures);
            ranges++;
            block = next;
        }
        fold(stage, 0, ranges, measures);
        if (ranges == 0) {
            Arrays.fill(results, 0, measures, 0);
        }
    }

    private void fold(FloatStage stage, int first, int count, int measures) {
        for (int left = count; left > 1; left = (left + 1) / 2) {
            for (int pair = 0; pair < (left + 1) / 2; pair++) {
                for (int k = 0; k < measures; k++) {
                    double one = results[(first + 2 * pair) * measures + k];
                    boolean odd = 2 * pair + 1 == left;
                    results[(first + pair) * measures + k] =
                            odd ? one : stage.measures.get(k).of(one, results[(first + 2 * pair + 1) * measures + k]);
                }
            }
        }
    }
}
