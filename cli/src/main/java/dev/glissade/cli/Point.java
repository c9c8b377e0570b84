package dev.glissade.cli;

import dev.glissade.symbolic.Expression;
import dev.glissade.symbolic.SyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Numbers for variables, as `x1=2,x2=5`.
///
/// @param numbers by name, in the order in which they were typed
record Point(SequencedMap<String, Double> numbers) {
    static final Point NOWHERE = new Point(new LinkedHashMap<>());

    Point {
        numbers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(numbers));
    }

    /// The numbers of a formula's variables, in the order in which they appear there.
    ///
    /// @throws UsageException if one is missing or unknown, or there are none
    SequencedMap<String, Double> of(Expression formula) {
        List<String> variables = formula.variables();
        if (variables.isEmpty()) {
            throw new UsageException("the formula has no variable; there is nothing to differentiate by");
        }
        for (String name : numbers.keySet()) {
            if (!variables.contains(name)) {
                throw new UsageException(
                        "--at " + name + "=…",
                        "the formula has no variable '" + name + "'; it has " + String.join(", ", variables));
            }
        }
        var missing = new ArrayList<>(variables);
        missing.removeAll(numbers.keySet());
        if (!missing.isEmpty()) {
            throw new UsageException(
                    "--at",
                    String.join(", ", missing) + (missing.size() == 1 ? " has" : " have")
                            + " no number; each variable needs one, as in --at " + example(variables));
        }
        var point = new LinkedHashMap<String, Double>();
        variables.forEach(name -> point.put(name, numbers.getOrDefault(name, Double.NaN)));
        return point;
    }

    private static String example(List<String> variables) {
        var parts = new ArrayList<String>();
        for (String name : variables.subList(0, Math.min(variables.size(), 4))) {
            parts.add(name + "=" + (parts.size() + 1));
        }
        return String.join(",", parts) + (variables.size() > parts.size() ? ",…" : "");
    }

    static final class Converter implements ITypeConverter<Point> {
        @Override
        public Point convert(String text) {
            var numbers = new LinkedHashMap<String, Double>();
            for (String part : text.split(",", -1)) {
                int sign = part.indexOf('=');
                String name = part.substring(0, Math.max(sign, 0)).strip();
                if (name.isEmpty()) {
                    throw new TypeConversionException("'" + part + "' is not NAME=NUMBER");
                }
                if (numbers.put(name, number(part.substring(sign + 1).strip())) != null) {
                    throw new TypeConversionException(name + " is given twice");
                }
            }
            return new Point(numbers);
        }

        /// A number, also as a formula without variables.
        private static double number(String text) {
            double number;
            try {
                Expression formula = Expression.parse(text);
                number = formula.variables().isEmpty() ? formula.value(new LinkedHashMap<>()) : Double.NaN;
            } catch (SyntaxException e) {
                number = Double.NaN;
            }
            if (!Double.isFinite(number)) {
                throw new TypeConversionException("'" + text + "' is not a finite number");
            }
            return number;
        }
    }
}
