package dev.glissade.cli;

import dev.glissade.autodiff.CentralDifferences;
import dev.glissade.autodiff.Estimate;
import dev.glissade.autodiff.Estimates;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.symbolic.Expression;
import dev.glissade.symbolic.SharedNodes;
import dev.glissade.symbolic.Swell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What `glissade grad` prints.
final class GradReport {
    /// Longer formulas are counted, not shown.
    private static final long LONGEST_SHOWN = 400;

    private final Expression formula;
    private final Steps steps;
    private final int order;
    private final boolean latex;
    private final List<String> names;
    private final Map<String, Double> at = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    GradReport(Expression formula, Steps steps, int order, boolean latex) {
        this.formula = formula;
        this.steps = steps;
        this.order = order;
        this.latex = latex;
        this.names = List.copyOf(steps.inputs().sequencedKeySet());
        steps.inputs().forEach((name, variable) -> at.put(name, variable.value()));
    }

    /// All lines, computed when they are asked for.
    ///
    /// @throws UsageException if a derivative by rule is too large
    List<String> lines() {
        lines.clear();
        List<Expression> first =
                names.stream().map(name -> derivative(formula, name)).toList();
        lines.add("f(" + String.join(", ", names) + ") = " + text(formula) + " at " + point());
        if (latex) {
            lines.add("  f = " + latexOf(formula));
        }
        forward();
        backward();
        byRule(first);
        gradient(first);
        if (order == 2) {
            hessian(first);
        }
        swell();
        return List.copyOf(lines);
    }

    private String point() {
        return at.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + NumberText.of(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static Expression derivative(Expression of, String by) {
        try {
            return of.derivative(by);
        } catch (IllegalArgumentException e) {
            throw new UsageException("by rule, ∂/∂" + by + ": " + e.getMessage());
        }
    }

    private void section(String title) {
        lines.add("");
        lines.add(title);
    }

    private void table(List<List<String>> rows) {
        TextTable.of(rows).forEach(line -> lines.add("  " + line));
    }

    // ---- the two passes

    private void forward() {
        section("forward: values, from the inputs to the result");
        var rows = new ArrayList<List<String>>();
        for (Steps.Step step : steps.all()) {
            rows.add(List.of(
                    step.name(),
                    "= " + step.operation(),
                    "= " + NumberText.of(step.variable().value())));
        }
        if (rows.isEmpty()) {
            lines.add("  nothing to compute: f is " + steps.last());
        } else {
            table(rows);
        }
    }

    /// A use of a value by a later step.
    private record Use(Steps.Step by, Expression local) {}

    private void backward() {
        String result = steps.last();
        section("backward: derivatives of " + result + ", from the result to the inputs");
        var uses = new HashMap<String, List<Use>>();
        for (Steps.Step step : steps.all()) {
            for (String operand : step.operation().variables()) {
                uses.computeIfAbsent(operand, _ -> new ArrayList<>())
                        .add(new Use(step, step.operation().derivative(operand)));
            }
        }
        Map<String, Double> values = steps.values();
        var adjoints = new HashMap<String, Double>();
        adjoints.put(result, 1.0);
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("of", "through", "local derivative", "value", "× adjoint", "= part", "adjoint"));
        if (!steps.all().isEmpty()) {
            rows.add(List.of(result, "", "", "", "", "", "1"));
        }
        for (String name : backwards()) {
            List<Use> all = uses.getOrDefault(name, List.of());
            double sum = name.equals(result) ? 1 : 0;
            for (int i = all.size() - 1; i >= 0; i--) {
                Use use = all.get(i);
                double local = use.local().value(values);
                double adjoint = adjoints.getOrDefault(use.by().name(), 0.0);
                sum += local * adjoint;
                rows.add(List.of(
                        i == all.size() - 1 ? name : "",
                        use.by().name(),
                        "∂" + use.by().name() + "/∂" + name + " = " + use.local(),
                        NumberText.of(local),
                        NumberText.of(adjoint),
                        NumberText.of(local * adjoint),
                        i == 0 ? NumberText.of(sum) : ""));
            }
            adjoints.put(name, sum);
        }
        if (steps.all().isEmpty()) {
            rows.add(List.of(result, "", "", "", "", "", "1"));
        }
        table(rows);
    }

    /// Steps that depend on an input, the last one left out, then inputs, each group from the last to the first.
    private List<String> backwards() {
        var moving = new LinkedHashSet<>(names);
        for (Steps.Step step : steps.all()) {
            if (step.operation().variables().stream().anyMatch(moving::contains)) {
                moving.add(step.name());
            }
        }
        moving.remove(steps.last());
        return List.copyOf(moving.reversed());
    }

    // ---- by rule

    private void byRule(List<Expression> first) {
        section("by rule, simplified");
        for (int i = 0; i < names.size(); i++) {
            show("∂f/∂" + names.get(i), "\\frac{\\partial f}{\\partial " + symbol(i) + "}", first.get(i));
        }
        if (order == 2) {
            for (int i = 0; i < names.size(); i++) {
                for (int j = i; j < names.size(); j++) {
                    String by = i == j ? "∂" + names.get(i) + "²" : "∂" + names.get(i) + "∂" + names.get(j);
                    String below = i == j
                            ? "\\partial " + symbol(i) + "^2"
                            : "\\partial " + symbol(i) + "\\,\\partial " + symbol(j);
                    show("∂²f/" + by, "\\frac{\\partial^2 f}{" + below + "}", derivative(first.get(i), names.get(j)));
                }
            }
        }
    }

    private String symbol(int variable) {
        return Expression.symbol(names.get(variable)).latex();
    }

    private void show(String name, String inLatex, Expression derivative) {
        lines.add("  " + name + " = " + text(derivative));
        if (latex) {
            lines.add("  " + inLatex + " = " + latexOf(derivative));
        }
    }

    private static String text(Expression expression) {
        return expression.nodes() > LONGEST_SHOWN ? tooLong(expression) : expression.text();
    }

    private static String latexOf(Expression expression) {
        return expression.nodes() > LONGEST_SHOWN ? tooLong(expression) : expression.latex();
    }

    private static String tooLong(Expression expression) {
        return "… (" + expression.nodes() + " nodes, not shown)";
    }

    // ---- the four ways

    private void gradient(List<Expression> first) {
        section("gradient, in four ways");
        Tape tape = steps.tape();
        Variable[] inputs = steps.inputs().values().toArray(new Variable[0]);
        List<Variable> reverse = tape.grad(steps.result(), inputs);
        Variable one = tape.input(1.0);
        Estimates numerical = CentralDifferences.gradient(function(), coordinates());
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("by", "way", "derivative", "difference from reverse"));
        for (int i = 0; i < inputs.length; i++) {
            double expected = reverse.get(i).value();
            Estimate estimate = numerical.at(i);
            double forward = tape.pushforward(steps.result(), inputs[i], one).value();
            add(rows, names.get(i), "numerical", estimate, expected);
            add(rows, "", "symbolic", first.get(i).value(at), expected);
            add(rows, "", "forward", forward, expected);
            rows.add(List.of("", "reverse", NumberText.of(expected), ""));
        }
        table(rows);
        for (int i = 0; i < inputs.length; i++) {
            if (!Double.isFinite(reverse.get(i).value())) {
                lines.add("  ∂f/∂" + names.get(i) + " is "
                        + NumberText.of(reverse.get(i).value()) + ": f has no finite derivative there");
            }
        }
    }

    private void hessian(List<Expression> first) {
        section("Hessian, in four ways");
        Tape tape = steps.tape();
        Variable[] inputs = steps.inputs().values().toArray(new Variable[0]);
        List<Variable> gradient = tape.grad(steps.result(), inputs);
        Variable one = tape.input(1.0);
        Estimates numerical = CentralDifferences.hessian(function(), coordinates());
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("by", "way", "second derivative", "difference from reverse over reverse"));
        for (int i = 0; i < inputs.length; i++) {
            List<Variable> row = tape.grad(gradient.get(i), inputs);
            for (int j = i; j < inputs.length; j++) {
                double expected = row.get(j).value();
                add(rows, names.get(i) + ", " + names.get(j), "numerical", numerical.at(i, j), expected);
                add(rows, "", "symbolic", derivative(first.get(i), names.get(j)).value(at), expected);
                add(
                        rows,
                        "",
                        "forward over reverse",
                        tape.pushforward(gradient.get(i), inputs[j], one).value(),
                        expected);
                rows.add(List.of("", "reverse over reverse", NumberText.of(expected), ""));
            }
        }
        table(rows);
    }

    private static void add(List<List<String>> rows, String by, String way, double derivative, double expected) {
        rows.add(List.of(by, way, NumberText.of(derivative), NumberText.difference(derivative, expected)));
    }

    /// With the error that the differences themselves estimate.
    private static void add(List<List<String>> rows, String by, String way, Estimate estimate, double expected) {
        rows.add(List.of(
                by,
                way,
                NumberText.of(estimate.value()),
                NumberText.difference(estimate.value(), expected) + " (expected: up to "
                        + NumberText.size(estimate.error()) + ")"));
    }

    private ToDoubleFunction<double[]> function() {
        SharedNodes nodes = formula.sharedNodes();
        return coordinates -> {
            var moved = new HashMap<String, Double>();
            for (int i = 0; i < coordinates.length; i++) {
                moved.put(names.get(i), coordinates[i]);
            }
            return nodes.value(moved);
        };
    }

    private double[] coordinates() {
        return at.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    // ---- swell

    private void swell() {
        section("size: nodes of the derivatives as formulas, instructions on a tape");
        try {
            Swell.of(formula, order).toString().lines().skip(1).forEach(line -> lines.add("  " + line));
        } catch (IllegalArgumentException e) {
            lines.add("  " + e.getMessage());
        }
    }
}
