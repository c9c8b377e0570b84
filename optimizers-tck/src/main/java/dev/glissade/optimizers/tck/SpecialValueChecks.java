package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// Gradients of 0, subnormal, huge, infinite and NaN.
final class SpecialValueChecks {
    private static final long FIRST = 3;
    private static final int STEPS = 6;

    /// An element of the first segment.
    private static final int ELEMENT = 17;

    private SpecialValueChecks() {}

    static List<DynamicTest> of(Subject subject) {
        var tests = new ArrayList<DynamicTest>();
        tests.add(DynamicTest.dynamicTest("gradients of 0 leave finite numbers", () -> finite(subject, 0)));
        tests.add(DynamicTest.dynamicTest("subnormal gradients leave finite numbers", () -> {
            finite(subject, Float.MIN_VALUE);
            finite(subject, -1e-40);
        }));
        tests.add(DynamicTest.dynamicTest("huge, infinite and NaN gradients stop no step", () -> noFailure(subject)));
        if (subject.scope() != Scope.GLOBAL) {
            tests.add(DynamicTest.dynamicTest("huge, infinite and NaN gradients stay where they are", () -> {
                for (double slope : new double[] {1e30, -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN}) {
                    stays(subject, slope);
                }
            }));
        }
        tests.add(DynamicTest.dynamicTest("a NaN gradient becomes what is declared", () -> declared(subject)));
        return tests;
    }

    private static void finite(Subject subject, double slope) {
        for (ElementType elementType : subject.types()) {
            for (long first : new long[] {1, FIRST}) {
                Course course = Course.hilly(1).with(-1, first, STEPS, slope);
                Run run = run(subject, course, elementType);
                for (int step = 1; step <= STEPS; step++) {
                    run.step();
                    Expect.nothing(
                            subject,
                            elementType,
                            run.snapshot()
                                    .first(value -> !Double.isFinite(value))
                                    .map(seen -> seen + " in step " + run.steps + ", the gradients being " + slope
                                            + " from step " + first + " on"),
                            "it must be finite",
                            "Keep divisors from 0: add a hyperparameter epsilon, or choose what 0 ÷ 0 is to be");
                }
            }
        }
    }

    private static void noFailure(Subject subject) {
        double[] slopes = {
            1e30, -Float.MAX_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
        };
        for (ElementType elementType : subject.types()) {
            for (double slope : slopes) {
                for (int element : new int[] {-1, ELEMENT}) {
                    Course course = Course.hilly(1).with(element, FIRST, FIRST, slope);
                    Expect.noFailure(
                            subject,
                            "a step over " + elementType + " parameters with gradients of " + slope,
                            () -> run(subject, course, elementType).steps(STEPS),
                            "a step must end whatever the gradients are",
                            "Let NaN and infinity go through the arithmetic, and do not use numbers as indices or counts");
                }
            }
        }
    }

    private static void stays(Subject subject, double slope) {
        for (ElementType elementType : subject.types()) {
            Course course = Course.hilly(1).with(ELEMENT, FIRST, FIRST, slope);
            Snapshot plain = elsewhere(
                    subject,
                    run(subject, Course.hilly(1), elementType).steps(STEPS).snapshot());
            Snapshot other = elsewhere(
                    subject, run(subject, course, elementType).steps(STEPS).snapshot());
            Expect.same(
                    subject,
                    elementType,
                    other,
                    "if the gradient of element " + ELEMENT + " is " + slope + " in step " + FIRST,
                    plain,
                    "if not",
                    subject.scope() == Scope.SEGMENT
                            ? "A rule of scope SEGMENT must keep to its segment"
                            : "A rule of scope ELEMENTWISE must use no element but the one it updates, nor keep anything of"
                                    + " one in a scalar slot; a rule that needs more declares scope SEGMENT or GLOBAL");
        }
    }

    /// What such a gradient must not reach.
    private static Snapshot elsewhere(Subject subject, Snapshot snapshot) {
        Segment first = Placement.standard().segments().getFirst();
        return subject.scope() == Scope.SEGMENT
                ? snapshot.without(first.name())
                : snapshot.joined(subject.scalarSlots()).without(ELEMENT, subject.scalarSlots());
    }

    private static void declared(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Course course = Course.hilly(1).with(ELEMENT, FIRST, FIRST, Double.NaN);
            Snapshot after = run(subject, course, elementType).steps(STEPS).snapshot();
            boolean propagates = subject.provider().nan() == NanPolicy.PROPAGATES;
            String seen = after.first(Double::isNaN).orElse("no parameter and no slot is NaN");
            if (propagates == seen.startsWith("no ")) {
                Expect.fail(
                        subject.name(),
                        "over " + elementType + " parameters, " + seen + " after a NaN gradient of element " + ELEMENT,
                        "the provider declares that NaN " + (propagates ? "goes through" : "is left out"),
                        propagates
                                ? "Let it go through the arithmetic, so that a fault upstream shows: a comparison with NaN is"
                                        + " false, Math.max keeps NaN; or declare nan() as NanPolicy.IGNORES"
                                : "Leave out what is NaN before it reaches a slot; or declare nan() as NanPolicy.PROPAGATES");
            }
        }
    }

    private static Run run(Subject subject, Course course, ElementType elementType) {
        return subject.run(subject.recipe(), Placement.standard(), course, elementType);
    }
}
