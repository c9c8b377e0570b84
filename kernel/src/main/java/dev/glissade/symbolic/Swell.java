package dev.glissade.symbolic;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How derivatives of a formula grow with their order, as formulas and on a tape: *expression swell*.
///
/// The row of order k holds all partial derivatives of order k that differ, together; order 0 is the function itself.
/// Differentiating by rule copies parts of the formula into each derivative; a tape computes each part once and appends
/// what the derivatives need. For sin(x·y)³ and x:
///
/// ```text
/// order  derivatives  by rule  simplified  shared  tape
///     0            1        6           6       6     6
///     1            1       15          15      11    14
///     2            1       43          30      17    31
///     3            1      129          30      18    70
///     4            1      422          30      19   159
/// ```
///
/// Source: A. G. Baydin et al., Automatic differentiation in machine learning: a survey, JMLR 18 (2018), section 2.2.
///
/// @param function the formula
/// @param rows one for each order from 0
public record Swell(Expression function, List<Row> rows) {
    /// The most derivatives that are followed in one order.
    private static final int DERIVATIVES = 1000;

    /// The sizes of all partial derivatives of one order.
    ///
    /// @param order of differentiation, 0 being the function itself
    /// @param derivatives how many there are
    /// @param byRule nodes as trees, as the rules of differentiation give them
    /// @param simplified nodes as trees, simplified after each differentiation
    /// @param shared different nodes of the simplified ones together
    /// @param tape instructions of a tape that holds their values, with those of all lower orders
    public record Row(int order, int derivatives, long byRule, long simplified, int shared, int tape) {}

    public Swell {
        rows = List.copyOf(rows);
    }

    /// The growth with respect to all variables of a function.
    ///
    /// @see #of(Expression, int, List)
    public static Swell of(Expression function, int order) {
        return of(function, order, function.variables());
    }

    /// The growth with respect to some variables of a function.
    ///
    /// @param order the highest order of differentiation, at least 0
    /// @param variables what is differentiated with respect to
    /// @throws IllegalArgumentException if the order is negative, a row has more than 1,000 derivatives, or one of them is
    ///     too large
    public static Swell of(Expression function, int order, List<String> variables) {
        if (order < 0) {
            throw new IllegalArgumentException("swell: order is " + order + "; it must not be negative");
        }
        Tape tape = new Tape();
        Map<String, Variable> inputs = new LinkedHashMap<>();
        function.variables().forEach(name -> inputs.put(name, tape.input(0.5)));
        variables.forEach(name -> inputs.computeIfAbsent(name, _ -> tape.input(0.5)));
        Variable value = function.record(tape, inputs);
        List<Partial> partials = List.of(new Partial(0, function, function, value));
        List<Row> rows = new ArrayList<>();
        rows.add(row(0, partials, tape));
        for (int k = 1; k <= order; k++) {
            List<Partial> next = new ArrayList<>();
            for (Partial partial : partials) {
                differentiate(partial, variables, inputs, tape, next);
                if (next.size() > DERIVATIVES) {
                    throw new IllegalArgumentException("swell: order " + k + " in " + variables.size()
                            + " variables has more than " + DERIVATIVES + " derivatives; no more are followed");
                }
            }
            partials = next;
            rows.add(row(k, partials, tape));
        }
        return new Swell(function, rows);
    }

    /// One derivative: by rule alone, simplified, and on the tape; `from` is the first variable to go on with, so that
    /// each mixed derivative is taken in one order only.
    private record Partial(int from, Expression byRule, Expression simplified, Variable recorded) {}

    private static void differentiate(
            Partial partial, List<String> variables, Map<String, Variable> inputs, Tape tape, List<Partial> results) {
        List<String> names = variables.subList(partial.from(), variables.size());
        List<Variable> gradient = tape.grad(
                partial.recorded(),
                names.stream()
                        .map(name -> Objects.requireNonNull(inputs.get(name)))
                        .toArray(Variable[]::new));
        for (int i = 0; i < names.size(); i++) {
            results.add(new Partial(
                    partial.from() + i,
                    partial.byRule().derivativeByRule(names.get(i)),
                    partial.simplified().derivative(names.get(i)),
                    gradient.get(i)));
        }
    }

    private static Row row(int order, List<Partial> partials, Tape tape) {
        long byRule = 0;
        long simplified = 0;
        for (Partial partial : partials) {
            byRule = sum(byRule, partial.byRule().nodes());
            simplified = sum(simplified, partial.simplified().nodes());
        }
        int shared = partials.isEmpty()
                ? 0
                : SharedNodes.of(partials.stream().map(Partial::simplified).toList())
                        .size();
        return new Row(order, partials.size(), byRule, simplified, shared, tape.instructions());
    }

    private static long sum(long left, long right) {
        return left + right < 0 ? Long.MAX_VALUE : left + right;
    }

    /// A table with a line for each order.
    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"order", "derivatives", "by rule", "simplified", "shared", "tape"});
        for (Row row : rows) {
            lines.add(new String[] {
                "" + row.order(),
                "" + row.derivatives(),
                count(row.byRule()),
                count(row.simplified()),
                "" + row.shared(),
                "" + row.tape()
            });
        }
        StringBuilder text = new StringBuilder("nodes of the derivatives, instructions of the tape");
        for (String[] line : lines) {
            text.append('\n');
            for (int column = 0; column < line.length; column++) {
                int width = width(lines, column);
                text.append(" ".repeat(width - line[column].length() + (column == 0 ? 0 : 2)))
                        .append(line[column]);
            }
        }
        return text.toString();
    }

    private static int width(List<String[]> lines, int column) {
        return lines.stream().mapToInt(line -> line[column].length()).max().orElse(0);
    }

    private static String count(long nodes) {
        return nodes == Long.MAX_VALUE ? "> 9.2e18" : "" + nodes;
    }
}
