package dev.glissade.autodiff;

import dev.glissade.autodiff.TapeGraph.Edge;
import dev.glissade.autodiff.TapeGraph.Group;
import dev.glissade.autodiff.TapeGraph.Kind;
import dev.glissade.autodiff.TapeGraph.Node;
import dev.glissade.autodiff.TapeGraph.Result;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes a [TapeGraph] from a tape, which stays as it is.
// The annotation is for checkers; whoever compiles against the library does not need its jar.
@SuppressWarnings("exports")
public final class TapeGraphBuilder {
    private static final int USUAL_NODES = 200;
    private static final int FEWEST_NODES = 3;
    private static final int MOST_OPERATIONS_NAMED = 3;

    private final Tape tape;
    /// Positions that are asked for, ascending.
    private final List<Integer> positions;
    private final List<Variable> results;
    private final Map<Integer, String> names = new HashMap<>();
    private @Nullable Variable differentiated;
    private @Nullable Duration each;
    private int most = USUAL_NODES;

    private TapeGraphBuilder(Tape tape, List<Integer> positions, List<Variable> results) {
        this.tape = tape;
        this.positions = positions;
        this.results = results;
    }

    static TapeGraphBuilder of(Tape tape) {
        var positions = new ArrayList<Integer>();
        for (int i = 0; i < tape.instructions(); i++) {
            positions.add(i);
        }
        return new TapeGraphBuilder(tape, positions, List.of());
    }

    static TapeGraphBuilder of(List<Variable> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("graph: there are 0 results; at least 1 is needed");
        }
        Tape tape = results.getFirst().tape();
        var positions = new TreeSet<Integer>();
        for (Variable result : results) {
            tape.checkOperand("graph", result);
            var ancestry = new Ancestry(tape);
            ancestry.trace("graph", result);
            for (int i = 0; i <= result.position(); i++) {
                if (ancestry.contains(i)) {
                    positions.add(i);
                }
            }
        }
        return new TapeGraphBuilder(tape, List.copyOf(positions), results);
    }

    /// Names a variable in the picture. Any text will do: each form of output escapes it.
    ///
    /// @throws IllegalStateException if it is of another tape or an earlier recording
    public TapeGraphBuilder name(Variable variable, String name) {
        tape.checkOperand("graph", variable);
        names.put(variable.position(), name);
        return this;
    }

    /// Asks for the derivatives of a scalar by every node that it was computed from, constants apart, by one reverse pass
    /// when the graph is taken.
    ///
    /// @throws IllegalStateException if it is of another tape or an earlier recording
    public TapeGraphBuilder gradients(Variable scalar) {
        tape.checkOperand("graph", scalar);
        differentiated = scalar;
        return this;
    }

    /// Asks for times: each instruction is run again, on the values that are there, as often as fits into a time; the
    /// shortest counts, and the first does not. All instructions of a group are measured together, as one.
    ///
    /// @param each for one node, such as 2 ms; it runs twice at least
    /// @throws IllegalArgumentException if it is negative
    public TapeGraphBuilder times(Duration each) {
        if (each.isNegative()) {
            throw new IllegalArgumentException("graph: time is " + each + "; it must not be negative");
        }
        this.each = each;
        return this;
    }

    /// Sets how many nodes are shown; 200 unless set. Of more instructions, those in the middle become one node.
    ///
    /// @throws IllegalArgumentException if there are fewer than 3
    public TapeGraphBuilder atMost(int nodes) {
        if (nodes < FEWEST_NODES) {
            throw new IllegalArgumentException(
                    "graph: at most " + nodes + " nodes; there must be at least " + FEWEST_NODES);
        }
        most = nodes;
        return this;
    }

    /// Takes the graph.
    ///
    /// @throws IllegalArgumentException if what gradients were asked of is not a scalar
    /// @throws IllegalStateException if the tape was restarted since the builder was made, or belongs to another thread
    public TapeGraph build() {
        results.forEach(result -> tape.checkOperand("graph", result));
        boolean cut = positions.size() > most;
        int head = cut ? (most - 1) / 2 : positions.size();
        int tail = cut ? positions.size() - (most - 1 - head) : head;
        var shown = new ArrayList<>(positions.subList(0, head));
        shown.addAll(positions.subList(tail, positions.size()));
        Map<Integer, Double> gradients = gradients(shown);
        var nodes = new ArrayList<Node>();
        var indices = new HashMap<Integer, Integer>();
        for (int i = 0; i < positions.size(); i++) {
            boolean grouped = i >= head && i < tail;
            if (!grouped) {
                nodes.add(result(tape.instruction(positions.get(i)), gradients));
            } else if (i == head) {
                nodes.add(group(positions.subList(head, tail)));
            }
            indices.put(positions.get(i), nodes.size() - 1);
        }
        return new TapeGraph(nodes, edges(indices, cut ? head : -1), positions.size());
    }

    // ---- nodes

    private Result result(Instruction instruction, Map<Integer, Double> gradients) {
        int position = instruction.position();
        Tensor value = instruction.value();
        Double gradient = gradients.get(position);
        return new Result(
                position,
                kind(instruction),
                names.getOrDefault(position, ""),
                operation(instruction.primitive()),
                value.dtype(),
                value.shape(),
                magnitude(value),
                gradient == null ? OptionalDouble.empty() : OptionalDouble.of(gradient),
                nanoseconds(List.of(instruction)),
                bytes(instruction));
    }

    private Group group(List<Integer> members) {
        List<Instruction> part = members.stream().map(tape::instruction).toList();
        long bytes = 0;
        var counts = new LinkedHashMap<String, Integer>();
        for (Instruction instruction : part) {
            bytes += bytes(instruction);
            counts.merge(instruction.primitive().operation(), 1, Integer::sum);
        }
        String frequent = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_OPERATIONS_NAMED)
                .map(entry -> entry.getKey() + " " + GraphText.grouped(entry.getValue()))
                .collect(Collectors.joining(", "));
        return new Group(
                members.getFirst(),
                part.size(),
                frequent + (counts.size() > MOST_OPERATIONS_NAMED ? ", …" : ""),
                nanoseconds(part),
                bytes);
    }

    private Kind kind(Instruction instruction) {
        return switch (instruction.primitive()) {
            case Leaf.Input _, Leaf.Scalar _ -> Kind.INPUT;
            case Leaf.Parameter _ -> Kind.PARAMETER;
            case Leaf.Constant _ -> Kind.CONSTANT;
            default -> results.contains(instruction.result()) ? Kind.RESULT : Kind.OPERATION;
        };
    }

    /// The name, and the settings of the library's own primitives, which are records, where they are plain values.
    private static String operation(Primitive primitive) {
        String name = primitive.operation();
        if (primitive instanceof Record
                && !(primitive instanceof Leaf)
                && primitive.getClass().getPackageName().equals(TapeGraphBuilder.class.getPackageName())) {
            String text = primitive.toString();
            String settings = text.substring(text.indexOf('[') + 1, text.length() - 1);
            return settings.isEmpty() || settings.contains("@") ? name : name + " " + settings;
        }
        return name;
    }

    private static long bytes(Instruction instruction) {
        int size = instruction.value().dtype() == DType.FLOAT32 ? Float.BYTES : Double.BYTES;
        return switch (instruction.primitive()) {
            case Leaf.Input _, Leaf.Parameter _ -> 0;
            case Leaf.Scalar _, Leaf.Constant _ -> size;
            default ->
                instruction.isView()
                        ? 0
                        : (long) size * instruction.value().shape().elements();
        };
    }

    /// The only element, or the Euclidean norm, scaled so that squares do not overflow.
    private static double magnitude(Tensor tensor) {
        if (tensor.shape().elements() == 1) {
            return tensor.item();
        }
        double[] values = tensor.toDoubles();
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : values) {
            sum += value / largest * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    // ---- gradients

    /// By position; the instructions of the reverse pass are taken back.
    private Map<Integer, Double> gradients(List<Integer> shown) {
        Variable result = differentiated;
        if (result == null) {
            return Map.of();
        }
        tape.checkOperand("graph", result);
        var ancestry = new Ancestry(tape);
        ancestry.trace("graph", result);
        var wanted = new ArrayList<Variable>();
        for (int position : shown) {
            if (position <= result.position()
                    && ancestry.contains(position)
                    && !(tape.instruction(position).primitive() instanceof Leaf.Constant)) {
                wanted.add(tape.instruction(position).result());
            }
        }
        int before = tape.instructions();
        var gradients = new HashMap<Integer, Double>();
        List<Variable> found = tape.grad(result, wanted.toArray(new Variable[0]));
        for (int i = 0; i < found.size(); i++) {
            gradients.put(wanted.get(i).position(), magnitude(found.get(i).tensor()));
        }
        tape.rewind(before);
        return gradients;
    }

    // ---- times

    private OptionalDouble nanoseconds(List<Instruction> part) {
        Duration time = each;
        if (time == null || part.stream().allMatch(instruction -> instruction.operands() == 0)) {
            return OptionalDouble.empty();
        }
        runAll(part); // What is cold, such as classes that are not loaded, does not count.
        long budget = time.toNanos();
        long begin = System.nanoTime();
        double best = Double.POSITIVE_INFINITY;
        long runs = 1;
        long end;
        do {
            long start = System.nanoTime();
            for (long run = 0; run < runs; run++) {
                runAll(part);
            }
            end = System.nanoTime();
            best = Math.min(best, (double) (end - start) / runs);
            if (end - start < budget / 16) {
                runs *= 2;
            }
        } while (end - begin < budget);
        return OptionalDouble.of(best);
    }

    private void runAll(List<Instruction> part) {
        for (int i = 0; i < part.size(); i++) {
            part.get(i).run(tape.workspace());
        }
    }

    // ---- edges

    /// @param indices of nodes, by position on the tape
    /// @param group the index of the group; −1 if there is none
    private List<Edge> edges(Map<Integer, Integer> indices, int group) {
        var edges = new ArrayList<Edge>();
        var seen = new HashSet<Edge>();
        for (int position : positions) {
            Instruction instruction = tape.instruction(position);
            int to = index(indices, position);
            for (int i = 0; i < instruction.operands(); i++) {
                int from = index(indices, instruction.operand(i).position());
                boolean atGroup = from == group || to == group;
                var edge = new Edge(from, to, to == group ? 0 : i);
                if (from != to && (!atGroup || seen.add(new Edge(from, to, 0)))) {
                    edges.add(edge);
                }
            }
        }
        return edges;
    }

    private static int index(Map<Integer, Integer> indices, int position) {
        Integer index = indices.get(position);
        if (index == null) {
            throw new IllegalStateException("graph: instruction " + position + " is missing");
        }
        return index;
    }
}
