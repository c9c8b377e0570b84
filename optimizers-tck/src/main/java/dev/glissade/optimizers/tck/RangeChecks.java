package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/// A rule keeps to its range, and to what is its to write.
final class RangeChecks {
    private static final int STEPS = 5;

    private RangeChecks() {}

    static List<DynamicTest> of(Subject subject) {
        var tests = new ArrayList<DynamicTest>();
        tests.add(DynamicTest.dynamicTest("writes nothing but its range", () -> writes(subject)));
        tests.add(DynamicTest.dynamicTest("reads nothing but its range", () -> reads(subject)));
        tests.add(DynamicTest.dynamicTest("leaves gaps and the caller's gradients", () -> leaves(subject)));
        return tests;
    }

    private static void writes(Subject subject) {
        Recipe guarded = subject.recipe(RuleWrapper.guarding(false), Map.of());
        for (ElementType elementType : subject.types()) {
            for (Placement placement : placements(subject)) {
                subject.run(guarded, placement, Course.hilly(1), elementType).steps(STEPS);
            }
        }
    }

    private static void reads(Subject subject) {
        Recipe hiding = subject.recipe(RuleWrapper.guarding(true), Map.of());
        for (ElementType elementType : subject.types()) {
            for (Placement placement : placements(subject)) {
                Snapshot plain = subject.run(subject.recipe(), placement, Course.hilly(1), elementType)
                        .steps(STEPS)
                        .snapshot();
                Snapshot hidden = subject.run(hiding, placement, Course.hilly(1), elementType)
                        .steps(STEPS)
                        .snapshot();
                Expect.same(
                        subject,
                        elementType,
                        hidden,
                        "if all elements outside the range at hand are " + Guard.HIDDEN,
                        plain,
                        "if not",
                        subject.scope() == Scope.ELEMENTWISE
                                ? "Read no element but the one at i, and none in begin; a rule that needs more declares scope"
                                        + " SEGMENT or GLOBAL"
                                : "Read no element outside from … to in update and measure; an averaging reads no gradient");
            }
        }
    }

    /// With segments that touch, and with gaps.
    private static List<Placement> placements(Subject subject) {
        return subject.scope() == Scope.ELEMENTWISE
                ? List.of(Placement.standard(), Placement.recut())
                : List.of(Placement.standard(), Placement.spread(3, 2));
    }

    private static void leaves(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Run run = subject.run(subject.recipe(), Placement.spread(4, 3), Course.hilly(1), elementType);
            for (int step = 1; step <= STEPS; step++) {
                run.step();
                Expect.nothing(
                        subject,
                        elementType,
                        run.disturbance(),
                        "gaps and the caller's gradients must stay as they are",
                        "Write parameters and slots at from … to, or in begin at step.segments(), and nothing else; what"
                                + " is to become of a gradient, compute into a local variable or a scratch slot:"
                                + " Slot.scratch(…)");
            }
        }
    }
}
