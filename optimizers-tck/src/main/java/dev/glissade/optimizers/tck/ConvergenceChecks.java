package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.OptimizerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DynamicTest;

/// An optimizer descends.
final class ConvergenceChecks {
    private ConvergenceChecks() {}

    static List<DynamicTest> of(OptimizerProvider provider, ToDoubleFunction<Problem> learningRates) {
        var tests = new ArrayList<DynamicTest>();
        for (Problem problem : Problem.values()) {
            tests.add(DynamicTest.dynamicTest(
                    "descends: " + name(problem),
                    () -> descends(provider, problem, learningRates.applyAsDouble(problem))));
        }
        return tests;
    }

    private static void descends(OptimizerProvider provider, Problem problem, double rate) {
        double start = problem.evaluate(problem.start(), problem.start());
        double limit = problem.share() * start;
        for (ElementType elementType : new OptimizerSubject(provider).types()) {
            double end = Descent.end(provider, problem, rate, elementType);
            if (!(end <= limit)) {
                Expect.fail(
                        provider.name(),
                        "over " + elementType + " parameters, the loss of the problem '" + name(problem) + "' is "
                                + start
                                + " at first and " + end + " after " + problem.steps() + " steps with "
                                + (Double.isNaN(rate) ? "the default learning rate" : "learning rate " + rate),
                        "it must fall to " + limit,
                        "Look whether the parameters move against the gradient: w ← w − η g. If it wants another learning"
                                + " rate, override learningRate(Problem)");
            }
        }
    }

    private static String name(Problem problem) {
        return problem.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
