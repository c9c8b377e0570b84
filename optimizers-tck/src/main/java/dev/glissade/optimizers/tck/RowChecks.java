package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// Rows may be left out of a step, where the provider says so.
final class RowChecks {
    private static final int STEPS = 4;
    private static final int[] SOME = {1, 4, 6};
    private static final int[] ALL = {0, 1, 2, 3, 4, 5, 6, 7};

    private RowChecks() {}

    static List<DynamicTest> of(OptimizerSubject subject) {
        if (!subject.provider().updatesRows()) {
            return List.of();
        }
        return List.of(
                DynamicTest.dynamicTest("a step over all rows is a step", () -> all(subject)),
                DynamicTest.dynamicTest("a step over some rows leaves the others", () -> some(subject)));
    }

    private static void all(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Run rows = subject.run(elementType);
            for (int step = 1; step <= STEPS; step++) {
                rows.stepRows(segment(), ALL);
            }
            Expect.same(
                    subject,
                    elementType,
                    rows.snapshot(),
                    "in steps over all rows",
                    subject.run(elementType).steps(STEPS).snapshot(),
                    "in whole steps",
                    SplittingChecks.RANGES);
        }
    }

    /// After whole steps, one over some rows: these are as after another whole step, the others as before it.
    private static void some(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot before = subject.run(elementType).steps(STEPS).snapshot();
            Snapshot whole = subject.run(elementType).steps(STEPS + 1).snapshot();
            Run rows = subject.run(elementType).steps(STEPS);
            rows.stepRows(segment(), SOME);
            Snapshot after = rows.snapshot();
            var wanted = new ArrayList<Integer>();
            for (int row : SOME) {
                wanted.add(row);
            }
            for (int row : ALL) {
                int columns = segment().columns();
                boolean chosen = wanted.contains(row);
                Expect.same(
                        subject,
                        elementType,
                        after.row(segment().name(), row, columns, subject.scalarSlots()),
                        "after a step over rows " + wanted,
                        (chosen ? whole : before).row(segment().name(), row, columns, subject.scalarSlots()),
                        chosen ? "after a whole step" : "before, in row " + row + " which was left out",
                        SplittingChecks.RANGES);
            }
        }
    }

    private static Segment segment() {
        return Placement.standard().segments().getFirst();
    }
}
