package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/// However the host places, cuts and spreads the work, the bits are the same.
final class SplittingChecks {
    static final String RANGES =
            "Let what happens to an element depend on this element, the slots there and the step alone:"
                    + " not on from, to, to − from, the index, or the number of calls; what belongs to a step as a whole, compute in"
                    + " begin and keep in a scalar slot: Slot.scalar(…)";
    private static final String SEGMENTS = "Let what happens to a segment depend on this segment alone, and start at"
            + " step.segment().offset(): from and to are indices of the whole array";
    private static final int STEPS = 8;
    private static final int[] PIECES = {1, 7, 64, 500};

    /// Whatever the width of vectors, something is left over.
    private static final int VECTOR = 1021;

    private SplittingChecks() {}

    static List<DynamicTest> of(Subject subject) {
        var tests = new ArrayList<DynamicTest>();
        add(tests, "the same bits wherever the parameters lie", () -> moved(subject));
        if (subject.scope() == Scope.ELEMENTWISE) {
            add(tests, "the same bits in segments of other sizes", () -> recut(subject));
        }
        if (subject.scope() != Scope.SEGMENT) {
            add(tests, "the same bits in ranges of any sizes", () -> cut(subject));
        }
        if (subject.scope() != Scope.GLOBAL) {
            add(tests, "the same bits in groups", () -> grouped(subject));
        }
        if (!subject.evaluatesLoss()) {
            add(tests, "the same bits block by block", () -> byBlocks(subject));
        }
        add(tests, "the same bits on workers in any order", () -> backwards(subject));
        add(tests, "the same bits on several threads", () -> threads(subject));
        return tests;
    }

    private static void add(List<DynamicTest> tests, String name, Executable check) {
        tests.add(DynamicTest.dynamicTest(name, check));
    }

    private static void moved(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot here = subject.run(elementType).steps(STEPS).snapshot();
            for (int gap : new int[] {1, 5}) {
                Run moved = subject.run(subject.recipe(), Placement.spread(3 * gap, gap), Course.hilly(1), elementType);
                same(subject, elementType, moved.steps(STEPS).snapshot(), "at other offsets with gaps of " + gap, here);
            }
        }
    }

    private static void recut(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot whole = subject.run(elementType).steps(STEPS).snapshot();
            Run recut = subject.run(subject.recipe(), Placement.recut(), Course.hilly(1), elementType);
            same(
                    subject,
                    elementType,
                    recut.steps(STEPS).snapshot().joined(subject.scalarSlots()),
                    "in segments of other sizes",
                    whole.joined(subject.scalarSlots()));
        }
    }

    private static void cut(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Placement vector = Placement.vector(VECTOR);
            Snapshot whole = subject.run(subject.recipe(), vector, Course.hilly(1), elementType)
                    .steps(STEPS)
                    .snapshot();
            for (int piece : PIECES) {
                Recipe recipe = subject.recipe(RuleWrapper.cutting(piece), Map.of());
                Run run = subject.run(recipe, vector, Course.hilly(1), elementType);
                Expect.noFailure(
                        subject,
                        "a step in ranges of " + piece + " elements and an empty one at the end",
                        () -> run.steps(STEPS),
                        "any range must do",
                        "Let the loop be `for (int i = from; i < to; i++)`, and look at nothing before it: from may be to, and"
                                + " the length of the array");
                Snapshot pieces = run.snapshot();
                same(subject, elementType, pieces, "in ranges of " + piece + " elements, the last first", whole);
            }
        }
    }

    private static void grouped(Subject subject) {
        for (ElementType elementType : subject.types()) {
            Snapshot whole = subject.run(elementType).steps(STEPS).snapshot();
            Recipe groups = subject.recipe(
                    recipe -> recipe.group("13", UnaryOperator.identity()).group("2x3x4", UnaryOperator.identity()));
            Snapshot grouped = subject.run(groups, elementType).steps(STEPS).snapshot();
            same(subject, elementType, grouped, "in three groups with the same values", whole);
        }
    }

    private static void byBlocks(Subject subject) {
        Recipe blocks = subject.recipe(recipe -> recipe.transform(Choice.of(new Untouched())));
        otherwise(subject, blocks, "behind a gradient transform that changes nothing");
    }

    private static void backwards(Subject subject) {
        otherwise(subject, subject.recipe(recipe -> recipe.on(new Backwards())), "with the last worker first");
    }

    private static void threads(Subject subject) {
        try (var threads = Executors.newFixedThreadPool(2)) {
            Workers workers = Workers.on(threads, 3);
            otherwise(subject, subject.recipe(recipe -> recipe.on(workers)), "on three threads");
        }
    }

    /// A run that does the same otherwise, over arrays so long that the host cuts them; segments are spread as they are.
    private static void otherwise(Subject subject, Recipe recipe, String how) {
        Placement placement = subject.scope() == Scope.SEGMENT ? Placement.standard() : Placement.large();
        int steps = subject.scope() == Scope.SEGMENT ? STEPS : 3;
        for (ElementType elementType : subject.types()) {
            Snapshot plain = subject.run(subject.recipe(), placement, Course.hilly(1), elementType)
                    .steps(steps)
                    .snapshot();
            Snapshot other = subject.run(recipe, placement, Course.hilly(1), elementType)
                    .steps(steps)
                    .snapshot();
            same(subject, elementType, other, how, plain);
        }
    }

    private static void same(Subject subject, ElementType elementType, Snapshot other, String how, Snapshot plain) {
        String remedy = subject.scope() == Scope.SEGMENT ? SEGMENTS : RANGES;
        Expect.same(subject, elementType, other, how, plain, "in one piece on one thread", remedy);
    }
}
