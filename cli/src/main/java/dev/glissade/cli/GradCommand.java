package dev.glissade.cli;

import dev.glissade.autodiff.TapeGraph;
import dev.glissade.autodiff.TapeGraphBuilder;
import dev.glissade.formats.TapeDrawing;
import dev.glissade.symbolic.Expression;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Differentiates a formula in four ways and shows how.
@Command(
        name = "grad",
        sortOptions = false,
        description = "Differentiates a formula in four ways: numerically, by rule, forward and in reverse.",
        footer = {
            "",
            "Shown are the forward pass, the backward pass with each local derivative, the derivatives by rule, the gradient"
                    + " by all four ways with their differences, and how large derivatives are as formulas and on a tape.",
            "",
            "  glissade grad 'ln(x1) + x1*x2 - sin(x2)' --at x1=2,x2=5",
            "",
            "Exit codes: 0 done; 1 the drawing cannot be written; 2 the input is wrong, or outside of the formula's domain."
        })
final class GradCommand implements Callable<Integer> {
    private static final Duration TIME_EACH = Duration.ofMillis(5);

    private final Console console;

    @Parameters(
            paramLabel = "FORMULA",
            description =
                    "Such as 'x^2 * exp(-y)'; + - * / ^, parentheses, pi, e, and functions such as ln, sin, sqrt, max.")
    private String formula = "";

    @Option(
            names = "--at",
            paramLabel = "NAME=NUMBER,…",
            converter = Point.Converter.class,
            description = "A number for each variable, such as x1=2,x2=5 or t=pi/4.")
    private @Nullable Point at;

    @Option(
            names = "--order",
            paramLabel = "1|2",
            defaultValue = "1",
            description = "2 adds the second derivatives, the Hessian; default: ${DEFAULT-VALUE}.")
    private int order;

    @Option(names = "--latex", description = "Show the formula and its derivatives in LaTeX, too.")
    private boolean latex;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the recorded program.")
    private @Nullable Path svg;

    @Option(names = "--times", description = "Measure each operation, and show the times in the drawing.")
    private boolean times;

    GradCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (order < 1 || order > 2) {
            throw new UsageException("--order " + order, "it must be 1 or 2");
        }
        if (times && svg == null) {
            throw new UsageException("--times", "the times are shown in a drawing; it needs --svg FILE");
        }
        Loops.inUse();
        Expression expression = Expression.parse(formula);
        Point point = at == null ? Point.NOWHERE : at;
        Steps steps = Steps.of(expression, point.of(expression));
        steps.checkDomain();
        var report = new GradReport(expression, steps, order, latex);
        report.lines().forEach(console.out()::println);
        if (svg != null) {
            new TapeDrawing(graph(steps), formula).write(svg);
            console.out().println();
            console.out().println(svg);
        }
        return ExitCode.OK;
    }

    private TapeGraph graph(Steps steps) {
        TapeGraphBuilder builder = TapeGraph.builder(steps.result()).gradients(steps.result());
        steps.inputs().forEach((name, variable) -> builder.name(variable, name));
        steps.all().forEach(step -> builder.name(step.variable(), step.name()));
        return (times ? builder.times(TIME_EACH) : builder).build();
    }
}
