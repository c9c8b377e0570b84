package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Scope;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// The rules over `float` and over `double` are one rule: they differ by little, measured by how far the parameter has gone;
/// or, where a rounding of one parameter reaches others, by how far one has gone at most.
final class TypeChecks {
    private static final int STEPS = 20;
    private static final double SHARE = 0.01;

    private TypeChecks() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(DynamicTest.dynamicTest("float and double agree", () -> agree(subject)));
    }

    private static void agree(Subject subject) {
        if (subject.types().size() < ElementType.values().length) {
            return;
        }
        Run floats = subject.run(ElementType.FLOAT32);
        Run doubles = subject.run(ElementType.FLOAT64);
        var ways = new double[floats.indices.length];
        for (int step = 1; step <= STEPS; step++) {
            double[] before = parameters(doubles);
            floats.step();
            doubles.step();
            double[] after = parameters(doubles);
            double[] narrow = parameters(floats);
            double longest = 0;
            for (int i = 0; i < ways.length; i++) {
                ways[i] += Math.abs(after[i] - before[i]);
                longest = Math.max(longest, ways[i]);
            }
            for (int i = 0; i < ways.length; i++) {
                double way = subject.scope() == Scope.ELEMENTWISE ? ways[i] : longest;
                double tolerance = SHARE * way + 1e-6 * (1 + Math.abs(after[i]));
                if (!(Math.abs(narrow[i] - after[i]) <= tolerance)) {
                    Expect.fail(
                            subject.name(),
                            "parameters[" + i + "] is " + narrow[i] + " over FLOAT32 and " + after[i]
                                    + " over FLOAT64 after step " + step + ", on a way of " + way,
                            "they must differ by at most " + tolerance + ", a hundredth of the way",
                            "Compare floatRule with doubleRule: constants, forms, and scalars that are narrowed too early");
                }
            }
        }
    }

    private static double[] parameters(Run run) {
        var parameters = new double[run.indices.length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = run.parameter(run.indices[i]);
        }
        return parameters;
    }
}
