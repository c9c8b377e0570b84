package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Scope;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// No parameter, one parameter, and a segment of none among others.
final class LengthChecks {
    private static final int STEPS = 4;

    private LengthChecks() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(
                DynamicTest.dynamicTest("no parameter stops no step", () -> none(subject)),
                DynamicTest.dynamicTest("one parameter is one of many", () -> one(subject)),
                DynamicTest.dynamicTest("an empty segment changes nothing", () -> emptyAmongOthers(subject)));
    }

    private static void none(Subject subject) {
        for (ElementType elementType : subject.types()) {
            for (Placement placement : List.of(Placement.nothing(), Placement.vector(0))) {
                Expect.noFailure(
                        subject,
                        "a step over no " + elementType + " parameters, in "
                                + placement.segments().size() + " segments,",
                        () -> run(subject, placement, elementType).steps(STEPS),
                        "a step must end however few they are",
                        "Let the loop be `for (int i = from; i < to; i++)`, which may be empty, and look at no element"
                                + " outside it");
            }
        }
    }

    private static void one(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Run run = run(subject, Placement.vector(1), elementType);
            Expect.noFailure(
                    subject,
                    "a step over one parameter",
                    () -> run.steps(STEPS),
                    "a step must end however few they are",
                    "Look at no element outside from … to");
            if (subject.scope() == Scope.ELEMENTWISE) {
                Snapshot alone = run.snapshot().parameters().joined(subject.scalarSlots());
                Snapshot among = run(subject, Placement.standard(), elementType)
                        .steps(STEPS)
                        .snapshot()
                        .parameters()
                        .joined(subject.scalarSlots())
                        .beginning(1);
                Expect.same(subject, elementType, alone, "alone", among, "as one of many", SplittingChecks.RANGES);
            }
        }
    }

    private static void emptyAmongOthers(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot without = run(subject, Placement.standard(), elementType)
                    .steps(STEPS)
                    .snapshot()
                    .parameters()
                    .joined(subject.scalarSlots());
            Run run = run(subject, Placement.withEmpty(), elementType);
            Expect.noFailure(
                    subject,
                    "a step over segments of which one is empty",
                    () -> run.steps(STEPS),
                    "a step must end",
                    "Look at no element outside from … to, and divide by no number of elements that may be 0");
            Snapshot with = run.snapshot().parameters().joined(subject.scalarSlots());
            Expect.same(
                    subject,
                    elementType,
                    with,
                    "with an empty segment among the others",
                    without,
                    "without",
                    "Let an empty segment add nothing");
        }
    }

    private static Run run(Subject subject, Placement placement, ElementType elementType) {
        return subject.run(subject.recipe(), placement, Course.hilly(1), elementType);
    }
}
