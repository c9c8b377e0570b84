package dev.glissade.cli;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.symbolic.Expression;
import dev.glissade.symbolic.Expression.Application;
import dev.glissade.symbolic.Expression.Constant;
import dev.glissade.symbolic.Expression.Difference;
import dev.glissade.symbolic.Expression.Maximum;
import dev.glissade.symbolic.Expression.Minimum;
import dev.glissade.symbolic.Expression.Negation;
import dev.glissade.symbolic.Expression.Numeral;
import dev.glissade.symbolic.Expression.Power;
import dev.glissade.symbolic.Expression.Product;
import dev.glissade.symbolic.Expression.Quotient;
import dev.glissade.symbolic.Expression.Sum;
import dev.glissade.symbolic.Expression.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A formula computed on a tape, one operation after the other; equal parts are computed once.
///
/// @param inputs by name
/// @param all numbered v1, v2, … : first operations on inputs alone, then those on these, and so on
/// @param result the last step, or the only input
record Steps(Tape tape, SequencedMap<String, Variable> inputs, List<Step> all, Variable result) {

    /// One operation.
    ///
    /// @param operation in terms of inputs and earlier steps, such as `v1 + v2`
    record Step(String name, Expression operation, Variable variable) {}

    /// Computes a formula at a point.
    ///
    /// @param at a number for each variable of the formula
    static Steps of(Expression formula, SequencedMap<String, Double> at) {
        String letter = letter(at.sequencedKeySet());
        var tape = new Tape();
        var inputs = new LinkedHashMap<String, Variable>();
        at.forEach((name, number) -> inputs.put(name, tape.input((double) number)));
        Map<String, Variable> known = new HashMap<>(inputs);
        Map<Expression, Expression> named = new HashMap<>();
        var steps = new ArrayList<Step>();
        for (Part part : parts(formula, letter)) {
            Expression operation = over(part.operation(), one -> named.getOrDefault(one, one));
            String name = letter + (steps.size() + 1);
            Variable variable = operation.record(tape, known);
            steps.add(new Step(name, operation, variable));
            known.put(name, variable);
            named.put(part.symbol(), Expression.symbol(name));
        }
        Variable result = steps.isEmpty()
                ? inputs.firstEntry().getValue()
                : steps.getLast().variable();
        return new Steps(tape, inputs, List.copyOf(steps), result);
    }

    /// An operation on leaves and on the symbols of other parts.
    ///
    /// @param height the greatest distance from a leaf
    private record Part(Expression operation, Expression symbol, int height) {}

    /// The operations that differ, by height. Equal ones become so from the leaves up, so that no tree is compared.
    private static List<Part> parts(Expression formula, String letter) {
        var parts = new LinkedHashMap<Expression, Part>();
        var heights = new HashMap<Expression, Integer>();
        var symbols = new IdentityHashMap<Expression, Expression>();
        var stack = new ArrayDeque<Expression>();
        stack.push(formula);
        while (!stack.isEmpty()) {
            Expression node = stack.element();
            int before = stack.size();
            if (!isLeaf(node) && !symbols.containsKey(node)) {
                for (Expression operand : node.operands().reversed()) {
                    if (!isLeaf(operand) && !symbols.containsKey(operand)) {
                        stack.push(operand);
                    }
                }
                if (stack.size() > before) {
                    continue;
                }
                Expression operation = over(node, one -> symbols.getOrDefault(one, one));
                Part part = parts.get(operation);
                if (part == null) {
                    int below = 0;
                    for (Expression operand : operation.operands()) {
                        below = Math.max(below, heights.getOrDefault(operand, 0));
                    }
                    part = new Part(operation, Expression.symbol(letter + (parts.size() + 1)), below + 1);
                    parts.put(operation, part);
                    heights.put(part.symbol(), part.height());
                }
                symbols.put(node, part.symbol());
            }
            stack.pop();
        }
        return parts.values().stream()
                .sorted(Comparator.comparingInt(Part::height))
                .toList();
    }

    /// A negative number is one, too.
    private static boolean isLeaf(Expression node) {
        return switch (node) {
            case Numeral _, Constant _, Symbol _, Negation(Numeral _) -> true;
            default -> false;
        };
    }

    /// A letter that with a number is not the name of a variable.
    private static String letter(Iterable<String> variables) {
        String taken = String.join(" ", variables);
        for (String letter : List.of("v", "w", "u", "s")) {
            if (!(" " + taken).matches(".* " + letter + "[0-9]+\\b.*")) {
                return letter;
            }
        }
        return "step_";
    }

    /// The operation of a node on its operands' names.
    private static Expression over(Expression node, UnaryOperator<Expression> named) {
        List<Expression> operands = node.operands().stream().map(named).toList();
        Expression left = operands.getFirst();
        Expression right = operands.getLast();
        return switch (node) {
            case Numeral _, Constant _, Symbol _ -> node;
            case Negation _ -> new Negation(left);
            case Sum _ -> new Sum(left, right);
            case Difference _ -> new Difference(left, right);
            case Product _ -> new Product(left, right);
            case Quotient _ -> new Quotient(left, right);
            case Power _ -> new Power(left, right);
            case Maximum _ -> new Maximum(left, right);
            case Minimum _ -> new Minimum(left, right);
            case Application(var function, var _) -> new Application(function, left);
        };
    }

    /// The values of inputs and steps, by name.
    Map<String, Double> values() {
        var values = new LinkedHashMap<String, Double>();
        inputs.forEach((name, variable) -> values.put(name, variable.value()));
        all.forEach(step -> values.put(step.name(), step.variable().value()));
        return values;
    }

    /// The name of the result.
    String last() {
        return all.isEmpty() ? inputs.firstEntry().getKey() : all.getLast().name();
    }

    /// @throws UsageException if the result is not a finite number, with the first step that is none
    void checkDomain() {
        if (Double.isFinite(result.value())) {
            return;
        }
        Map<String, Double> values = values();
        for (Step step : all) {
            if (!Double.isFinite(step.variable().value())) {
                String operands = step.operation().variables().stream()
                        .map(name -> name + " = " + NumberText.of(values.getOrDefault(name, Double.NaN)))
                        .collect(Collectors.joining(", "));
                throw new UsageException(step.name() + " = " + step.operation() + " is "
                        + NumberText.of(step.variable().value()) + (operands.isEmpty() ? "" : " at " + operands)
                        + domain(step.operation()));
            }
        }
    }

    private static String domain(Expression operation) {
        return switch (operation) {
            case Quotient _ -> "; the divisor must not be 0";
            case Power _ -> "; a power needs a base above 0, or a whole exponent, and 0 has no negative power";
            case Application(var function, var _) ->
                switch (function) {
                    case LN, LOG2, LOG10 -> "; " + function + " is defined above 0";
                    case SQRT -> "; sqrt is defined from 0 on";
                    case ASIN, ACOS -> "; " + function + " is defined from -1 to 1";
                    default -> "";
                };
            default -> "";
        };
    }
}
