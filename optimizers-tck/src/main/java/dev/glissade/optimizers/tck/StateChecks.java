package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// What a rule remembers is in its slots, and nowhere else.
final class StateChecks {
    static final String SLOTS = "Keep what outlives a step in a slot: declare it in slots(), and use step.slot(…) or"
            + " step.scalar(…); fields and statics are neither saved nor kept apart";
    private static final int STEPS = 12;
    private static final int SAVED_AT = 5;

    private StateChecks() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(
                DynamicTest.dynamicTest("a run can be repeated", () -> repeatable(subject)),
                DynamicTest.dynamicTest("a run goes on where it was saved", () -> resumed(subject)),
                DynamicTest.dynamicTest("a run can be taken back", () -> takenBack(subject)),
                DynamicTest.dynamicTest("a run does not see another", () -> interleaved(subject)));
    }

    private static void repeatable(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot first = subject.run(elementType).steps(STEPS).snapshot();
            Snapshot second = subject.run(elementType).steps(STEPS).snapshot();
            Expect.same(subject, elementType, first, "in a run", second, "in the same run again", SLOTS);
        }
    }

    private static void resumed(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot whole = subject.run(elementType).steps(STEPS).snapshot();
            Run.Saved saved = subject.run(elementType).steps(SAVED_AT).save();
            Run resumed = subject.run(elementType);
            resumed.resume(saved);
            Snapshot second = resumed.steps(STEPS - SAVED_AT).snapshot();
            Expect.same(
                    subject,
                    elementType,
                    second,
                    "in a run saved after step " + SAVED_AT + " and restored into a new optimizer",
                    whole,
                    "in the same run without a break",
                    SLOTS);
        }
    }

    private static void takenBack(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Run run = subject.run(elementType).steps(SAVED_AT);
            Run.Saved saved = run.save();
            Snapshot ahead = run.steps(STEPS - SAVED_AT).snapshot();
            run.resume(saved);
            Snapshot again = run.steps(STEPS - SAVED_AT).snapshot();
            Expect.same(
                    subject,
                    elementType,
                    again,
                    "in a run taken back from step " + STEPS + " to step " + SAVED_AT,
                    ahead,
                    "the first time",
                    SLOTS);
        }
    }

    private static void interleaved(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot alone = run(subject, 1, elementType).steps(STEPS).snapshot();
            Snapshot otherAlone = run(subject, 2, elementType).steps(STEPS).snapshot();
            Run one = run(subject, 1, elementType);
            Run other = run(subject, 2, elementType);
            for (int step = 0; step < STEPS; step++) {
                one.step();
                other.step();
            }
            String beside = "in a run whose steps alternate with those of another";
            Expect.same(subject, elementType, one.snapshot(), beside, alone, "in the run alone", SLOTS);
            Expect.same(subject, elementType, other.snapshot(), beside, otherAlone, "in the run alone", SLOTS);
        }
    }

    private static Run run(Subject subject, long seed, ElementType elementType) {
        return subject.run(subject.recipe(), Placement.standard(), Course.hilly(seed), elementType);
    }
}
