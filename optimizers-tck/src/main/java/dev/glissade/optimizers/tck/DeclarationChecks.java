package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.RuleDescription;
import dev.glissade.optimizers.spi.RuleProvider;
import dev.glissade.optimizers.spi.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/// A provider declares itself, and its rule takes whatever is declared.
final class DeclarationChecks {
    private static final int STEPS = 3;

    private DeclarationChecks() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(
                DynamicTest.dynamicTest("declares itself consistently", () -> consistent(subject)),
                DynamicTest.dynamicTest("declares the same every time", () -> constant(subject)),
                DynamicTest.dynamicTest("says on one line what everything is", () -> legible(subject)),
                DynamicTest.dynamicTest("refuses values out of range", () -> refuses(subject)),
                DynamicTest.dynamicTest("steps at the ends of its ranges", () -> ends(subject)),
                DynamicTest.dynamicTest("steps with every preset", () -> presets(subject)));
    }

    private static void consistent(Subject subject) {
        try {
            RuleDescription.of(subject.provider());
        } catch (RuntimeException | ExceptionInInitializerError failure) {
            Throwable cause = failure instanceof ExceptionInInitializerError ? failure.getCause() : failure;
            Assertions.fail(
                    subject.provider().getClass().getName() + ": the declaration is refused: "
                            + (cause instanceof OptimizerException ? cause.getMessage() : String.valueOf(cause))
                            + ". Correct what hyperparameters(), slots(), presets() and name() return; until then the"
                            + " optimizer cannot be found",
                    failure);
        }
        Hyperparameters defaults =
                Hyperparameters.defaults(subject.description().hyperparameters());
        for (Slot needed : subject.provider().slots(defaults)) {
            if (!subject.provider().slots().contains(needed)) {
                Expect.fail(
                        subject.name(),
                        "slots(chosen) has " + needed.name() + ", slots() has it not or has another of this name",
                        "the first must be some of the second",
                        "Declare every slot in slots(), and let slots(chosen) leave out what is not needed");
            }
        }
    }

    private static void constant(Subject subject) {
        RuleProvider provider = subject.provider();
        unchanged(subject, "name()", provider.name(), provider.name());
        unchanged(subject, "summary()", provider.summary(), provider.summary());
        unchanged(subject, "hyperparameters()", provider.hyperparameters(), provider.hyperparameters());
        unchanged(subject, "slots()", provider.slots(), provider.slots());
        unchanged(subject, "presets()", provider.presets(), provider.presets());
        unchanged(subject, "scope()", provider.scope(), provider.scope());
        unchanged(subject, "nan()", provider.nan(), provider.nan());
    }

    private static void unchanged(Subject subject, String method, Object first, Object second) {
        if (!first.equals(second)) {
            Expect.fail(
                    subject.name(),
                    method + " is " + first + " at first and " + second + " when asked again",
                    "a declaration is constant",
                    "Return constants");
        }
    }

    private static void legible(Subject subject) {
        line(subject, "the summary", subject.provider().summary());
        var meanings = new HashMap<String, String>();
        for (Hyperparameter own : subject.provider().hyperparameters()) {
            line(subject, "the meaning of " + own.name(), own.meaning());
            String other = meanings.put(own.meaning(), own.name());
            if (other != null) {
                Expect.fail(
                        subject.name(),
                        other + " and " + own.name() + " both mean '" + own.meaning() + "'",
                        "a meaning must tell a hyperparameter from the others",
                        "Name the symbol that it is in the equations");
            }
        }
        for (Preset preset : subject.provider().presets()) {
            line(subject, "the meaning of the preset " + preset.name(), preset.meaning());
        }
    }

    private static void line(Subject subject, String what, String text) {
        if (text.isBlank() || text.lines().count() > 1) {
            Expect.fail(
                    subject.name(),
                    what + " is '" + text + "'",
                    "it must be one line for people, and not blank",
                    "Write what it is, with the symbol used in the equations");
        }
    }

    private static void refuses(Subject subject) {
        for (Hyperparameter own : subject.provider().hyperparameters()) {
            for (double value : new double[] {Double.NaN, below(own), above(own)}) {
                try {
                    var _ = subject.recipe(RuleWrapper.NONE, Map.of(own.name(), value));
                } catch (OptimizerException refused) {
                    continue;
                }
                Expect.fail(
                        subject.name(),
                        own.name() + " took the value " + value,
                        "the range " + own.range() + " must keep it out",
                        "State the range in which the rule is meant to work");
            }
        }
    }

    private static double below(Hyperparameter own) {
        double lower = own.range().lower();
        return own.range().lowerOpen() ? lower : Math.nextDown(lower);
    }

    private static double above(Hyperparameter own) {
        double upper = own.range().upper();
        return own.range().upperOpen() ? upper : Math.nextUp(upper);
    }

    private static void ends(Subject subject) {
        for (Hyperparameter own : subject.provider().hyperparameters()) {
            var ends = new ArrayList<Double>();
            if (!own.range().lowerOpen()) {
                ends.add(own.range().lower());
            }
            if (!own.range().upperOpen()) {
                ends.add(own.range().upper());
            }
            for (double end : ends) {
                steps(
                        subject,
                        Map.of(own.name(), end),
                        own.name() + " = " + own.format(end),
                        "a value in the range " + own.range() + " must not stop a step",
                        "If it is never meant to be there, leave the end out: Range.above, Range.closedOpen, …");
            }
        }
    }

    private static void presets(Subject subject) {
        for (Preset preset : subject.provider().presets()) {
            steps(
                    subject,
                    preset.values(),
                    "the preset " + preset.name(),
                    "a preset must give an optimizer that steps",
                    "Correct the values of the preset, or the rule that they select");
        }
    }

    private static void steps(Subject subject, Map<String, Double> values, String with, String rule, String remedy) {
        for (ElementType elementType : subject.types()) {
            Expect.noFailure(
                    subject,
                    "a step over " + elementType + " parameters with " + with,
                    () -> {
                        Recipe recipe = subject.recipe(RuleWrapper.NONE, values);
                        subject.run(recipe, elementType).steps(STEPS);
                    },
                    rule,
                    remedy);
        }
    }
}
