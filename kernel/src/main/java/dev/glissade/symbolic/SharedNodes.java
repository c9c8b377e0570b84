package dev.glissade.symbolic;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.ScalarFunctions;
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
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The different nodes of one or several expressions, each once: a computational graph.
///
/// Operations are numbered v1, v2, … from the leaves up: first those of leaves alone, then those of these, and so on.
///
/// ```text
/// v1 = ln(x1)
/// v2 = x1*x2
/// v3 = sin(x2)
/// v4 = v1 + v2
/// v5 = v4 - v3
/// ```
public final class SharedNodes {
    /// Leaves, then operations in the order of their numbers.
    private final List<Expression> nodes;

    private final IdentityHashMap<Expression, Integer> places = new IdentityHashMap<>();
    private final int leaves;
    private final int[] roots;
    /// The places of the operands; a node with one has it twice.
    private final int[] left;

    private final int[] right;

    private SharedNodes(List<Expression> nodes, int leaves, List<Expression> roots) {
        this.nodes = nodes;
        this.leaves = leaves;
        this.left = new int[nodes.size()];
        this.right = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            places.put(nodes.get(i), i);
            List<Expression> operands = nodes.get(i).operands();
            if (!operands.isEmpty()) {
                left[i] = place(operands.getFirst());
                right[i] = place(operands.getLast());
            }
        }
        this.roots = roots.stream().mapToInt(this::place).toArray();
    }

    private int place(Expression node) {
        return Objects.requireNonNull(places.get(node));
    }

    /// The different nodes of several expressions together, such as a function and its derivatives.
    ///
    /// @throws IllegalArgumentException if there are no expressions
    public static SharedNodes of(List<Expression> expressions) {
        if (expressions.isEmpty()) {
            throw new IllegalArgumentException("sharedNodes: there are 0 expressions; at least 1 is needed");
        }
        Pool pool = new Pool();
        List<Expression> roots = expressions.stream().map(pool::add).toList();
        int[] heights = new int[pool.size()];
        List<Expression> nodes = new ArrayList<>();
        for (int i = 0; i < heights.length; i++) {
            Expression node = pool.member(i);
            for (Expression operand : node.operands()) {
                heights[i] = Math.max(heights[i], 1 + heights[pool.number(operand)]);
            }
            nodes.add(node);
        }
        int leaves = (int) Arrays.stream(heights).filter(height -> height == 0).count();
        nodes.sort(Comparator.comparingInt(node -> heights[pool.number(node)]));
        return new SharedNodes(nodes, leaves, roots);
    }

    /// The number of different nodes, leaves included.
    public int size() {
        return nodes.size();
    }

    /// The number of different operations: the largest number of a v.
    public int operations() {
        return nodes.size() - leaves;
    }

    /// The operations in the order of their numbers, such as `v4 = v1 + v2`.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = leaves; i < nodes.size(); i++) {
            lines.add(name(i) + " = " + TextPrinter.operation(nodes.get(i), name(left[i]), name(right[i])));
        }
        return lines;
    }

    /// The names of the expressions, in the order in which they were given: the last number, for a single one.
    public List<String> results() {
        return Arrays.stream(roots).mapToObj(this::name).toList();
    }

    private String name(int place) {
        return place < leaves ? nodes.get(place).toString() : "v" + (place - leaves + 1);
    }

    /// The lines, one below the other.
    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    // ---- values

    /// The value of the first expression in float64; see [Expression#value].
    public double value(Map<String, Double> variables) {
        return values(variables)[0];
    }

    /// The values of the expressions in float64, in their order.
    ///
    /// @param variables a number for each variable; others are ignored
    /// @throws IllegalArgumentException if one is missing
    public double[] values(Map<String, Double> variables) {
        double[] values = new double[nodes.size()];
        for (int i = 0; i < values.length; i++) {
            double a = values[left[i]];
            double b = values[right[i]];
            switch (nodes.get(i)) {
                case Numeral(double number) -> values[i] = number;
                case Constant constant -> values[i] = constant.number();
                case Symbol(var name) -> values[i] = given("value", variables, name);
                case Negation _ -> values[i] = -a;
                case Sum _ -> values[i] = a + b;
                case Difference _ -> values[i] = a - b;
                case Product _ -> values[i] = a * b;
                case Quotient _ -> values[i] = a / b;
                case Power _ ->
                    values[i] = switch (exponent(i)) {
                        case SQUARE -> a * a;
                        case RECIPROCAL -> 1 / a;
                        case ANY -> ScalarFunctions.pow(a, b);
                    };
                case Maximum _ -> values[i] = Math.max(a, b);
                case Minimum _ -> values[i] = Math.min(a, b);
                case Application(var function, var _) -> values[i] = function.at(a);
            }
        }
        return Arrays.stream(roots).mapToDouble(root -> values[root]).toArray();
    }

    private <T> T given(String operation, Map<String, T> variables, String name) {
        T value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation + ": " + name + " is missing, given are "
                    + new TreeSet<>(variables.keySet()) + "; each variable of the expression needs a value");
        }
        return value;
    }

    // ---- on a tape

    /// Records the first expression on a tape; see [Expression#record].
    public Variable record(Tape tape, Map<String, Variable> variables) {
        return recordAll(tape, variables).getFirst();
    }

    /// Records the expressions on a tape, equal parts once.
    ///
    /// @param variables a variable of the tape for each name, all of one element type; others are ignored
    /// @return the results, in the order of the expressions
    /// @throws IllegalArgumentException if a variable is missing
    public List<Variable> recordAll(Tape tape, Map<String, Variable> variables) {
        DType dtype = null;
        @Nullable Variable[] recorded = new Variable[nodes.size()];
        for (int i = 0; i < leaves; i++) {
            if (nodes.get(i) instanceof Symbol(var name)) {
                Variable variable = given("record", variables, name);
                recorded[i] = variable;
                dtype = dtype == null ? variable.dtype() : dtype;
            }
        }
        var recording = new Recording(tape, dtype == null ? DType.FLOAT64 : dtype, recorded);
        for (int i = leaves; i < nodes.size(); i++) {
            recorded[i] = recording.operation(i);
        }
        return Arrays.stream(roots).mapToObj(recording::at).toList();
    }

    /// The state of one call of [#recordAll].
    private final class Recording {
        private final Tape tape;
        private final DType dtype;
        private final @Nullable Variable[] recorded;

        Recording(Tape tape, DType dtype, @Nullable Variable[] recorded) {
            this.tape = tape;
            this.dtype = dtype;
            this.recorded = recorded;
        }

        /// The variable of a node; a number is recorded when it is needed first.
        Variable at(int place) {
            Variable known = recorded[place];
            if (known != null) {
                return known;
            }
            Variable constant = tape.constant(number(place), dtype, Shape.SCALAR);
            recorded[place] = constant;
            return constant;
        }

        Variable operation(int i) {
            return switch (nodes.get(i)) {
                case Numeral _, Constant _, Symbol _ -> at(i);
                case Negation _ -> at(left[i]).negate();
                case Sum _ -> at(left[i]).plus(at(right[i]));
                case Difference _ -> at(left[i]).minus(at(right[i]));
                case Product _ ->
                    isNumber(left[i])
                            ? at(right[i]).times(number(left[i]))
                            : isNumber(right[i])
                                    ? at(left[i]).times(number(right[i]))
                                    : at(left[i]).times(at(right[i]));
                case Quotient _ ->
                    isNumber(left[i]) && number(left[i]) == 1
                            ? at(right[i]).reciprocal()
                            : at(left[i]).dividedBy(at(right[i]));
                case Power _ ->
                    switch (exponent(i)) {
                        case SQUARE -> at(left[i]).square();
                        case RECIPROCAL -> at(left[i]).reciprocal();
                        case ANY -> at(left[i]).pow(at(right[i]));
                    };
                case Maximum _ -> at(left[i]).max(at(right[i]));
                case Minimum _ -> at(left[i]).min(at(right[i]));
                case Application(var function, var _) -> function.record(at(left[i]));
            };
        }

        private boolean isNumber(int place) {
            return nodes.get(place) instanceof Numeral || nodes.get(place) instanceof Constant;
        }

        private double number(int place) {
            return nodes.get(place) instanceof Constant constant
                    ? constant.number()
                    : ((Numeral) nodes.get(place)).number();
        }
    }

    /// The powers that are computed by multiplication or division, and all others.
    private enum Exponent {
        SQUARE,
        RECIPROCAL,
        ANY
    }

    private Exponent exponent(int place) {
        return switch (nodes.get(right[place])) {
            case Numeral(double number) when number == 2 -> Exponent.SQUARE;
            case Negation(Numeral(double number)) when number == 1 -> Exponent.RECIPROCAL;
            default -> Exponent.ANY;
        };
    }
}
