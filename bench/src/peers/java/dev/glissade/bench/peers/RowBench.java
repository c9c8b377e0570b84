package dev.glissade.bench.peers;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One row of a family by one implementation, as JMH measures it; [Fork] says which.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowBench {
    /// Rows of this process that failed, and why.
    static final Map<String, String> FAILURES = new ConcurrentSkipListMap<>();

    @Param("")
    String family = "";

    @Param("")
    String implementation = "";

    @Param("")
    String row = "";

    Work work = new Nothing();

    /// Makes the operands and brings them to the library.
    @Setup
    public void setUp() {
        Family of = Families.named(family);
        work = new Nothing();
        try {
            work = of.work(implementation, of.row(row));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /// What is measured.
    @Benchmark
    public void run() {
        work.run();
    }

    /// Compares the result of the last measured call with ours.
    @TearDown
    public void checkAgainstOurs() {
        try (var measured = work) {
            Family of = Families.named(family);
            if (implementation.equals(of.implementations().getFirst()) || row.equals(of.emptyRow())) {
                return;
            }
            compareWithOurs(of, of.row(row), measured.result());
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /// JMH does not get to see the failure: it would end the whole process.
    private void fail(Throwable e) {
        FAILURES.putIfAbsent(key(implementation, row), row + " by " + implementation + ": " + e.getMessage());
    }

    /// How a row by an implementation is called in [#FAILURES].
    static String key(String implementation, String row) {
        return implementation + "\t" + row;
    }

    /// Compares a result with ours.
    ///
    /// @throws IllegalStateException if they differ by more than the family allows
    static void compareWithOurs(Family family, Row row, double[] result) {
        try (var reference = family.work(family.implementations().getFirst(), row)) {
            reference.run();
            compare(result, reference.result(), family.tolerance(row));
        }
    }

    /// Compares two results.
    ///
    /// @throws IllegalStateException if they differ by more than the tolerance, relative to the larger of an expected
    ///     magnitude and 1
    static void compare(double[] result, double[] expected, double tolerance) {
        if (result.length != expected.length) {
            throw new IllegalStateException(
                    result.length + " elements, ours has " + expected.length + "; the numbers must be equal");
        }
        for (int i = 0; i < expected.length; i++) {
            double bound = tolerance * Math.max(1, Math.abs(expected[i]));
            if (!(Math.abs(result[i] - expected[i]) <= bound)) {
                throw new IllegalStateException("element " + i + " is " + result[i] + ", ours is " + expected[i]
                        + "; they must differ by at most " + bound);
            }
        }
    }
}
