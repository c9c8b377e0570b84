package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A recorded program as a graph to look at: results as nodes, and what they were computed from as edges.
///
/// ```java
/// TapeGraph graph = TapeGraph.builder(y).name(x1, "x1").name(x2, "x2").name(y, "y").gradients(y).build();
/// Files.writeString(Path.of("y.dot"), graph.toDot());         // dot -Tsvg y.dot
/// Files.writeString(Path.of("y.mmd"), graph.toMermaid());
/// ```
///
/// It is a snapshot: it holds numbers and text, nothing of the tape. Of a long program the first and the last instructions
/// are nodes, and all between them are one [Group].
///
/// @param nodes in the order of recording, so that every edge leads from an earlier to a later one
/// @param edges by target, then operand
/// @param instructions how many were recorded, those in a group included
public record TapeGraph(List<Node> nodes, List<Edge> edges, int instructions) {

    public TapeGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// What an instruction is to a program.
    public enum Kind {
        /// A number or tensor of the caller.
        INPUT,
        /// A segment of parameters.
        PARAMETER,
        /// One number repeated, part of the program.
        CONSTANT,
        /// A primitive applied to operands.
        OPERATION,
        /// An operation for whose sake the graph is drawn.
        RESULT
    }

    /// A box of the picture.
    public sealed interface Node {
        /// The position of the instruction, or of the first in a group, on the tape.
        int position();

        /// How long one run takes, in nanoseconds; empty if that was not measured.
        OptionalDouble nanoseconds();

        /// The storage that the tape holds for it: 0 for a view, and for what is read in place.
        long bytes();

        /// What is written in the box.
        List<String> lines();
    }

    /// The result of one instruction.
    ///
    /// @param name as the caller gave it; empty if there is none
    /// @param operation the name of the primitive, with its settings, such as `scale factor=2.0`
    /// @param value that of the only element, else the Euclidean norm
    /// @param gradient the derivative by the only element, else the Euclidean norm of the gradient; empty if none was
    ///     asked for, or nothing leads from here to the result
    public record Result(
            int position,
            Kind kind,
            String name,
            String operation,
            DType dtype,
            Shape shape,
            double value,
            OptionalDouble gradient,
            OptionalDouble nanoseconds,
            long bytes)
            implements Node {

        @Override
        public List<String> lines() {
            String norm = shape.elements() == 1 ? "" : "norm ";
            var lines = new ArrayList<String>();
            lines.add(name.isEmpty() ? operation : name + " = " + operation);
            lines.add(dtype + " " + shape);
            lines.add((norm.isEmpty() ? "value " : norm) + GraphText.number(value));
            gradient.ifPresent(number -> lines.add("gradient " + norm + GraphText.number(number)));
            lines.add(GraphText.cost(nanoseconds, bytes));
            return lines;
        }
    }

    /// Instructions in a row that are not shown one by one.
    ///
    /// @param count how many they are
    /// @param operations the most frequent ones with their numbers
    public record Group(int position, int count, String operations, OptionalDouble nanoseconds, long bytes)
            implements Node {

        @Override
        public List<String> lines() {
            return List.of(
                    "… " + GraphText.grouped(count) + " instructions, not shown",
                    operations,
                    GraphText.cost(nanoseconds, bytes));
        }
    }

    /// A node that another was computed from.
    ///
    /// @param from index of the operand in [#nodes]
    /// @param to index of the result
    /// @param operand the number of the operand, 0 being the first; 0 for a group, whatever it is there
    public record Edge(int from, int to, int operand) {}

    /// A graph of what results were computed from. Other instructions on the tape are not in it.
    ///
    /// @param results of one tape, at least one
    /// @throws IllegalArgumentException if there is none
    /// @throws IllegalStateException if one is of another tape or an earlier recording
    public static TapeGraphBuilder builder(Variable... results) {
        return TapeGraphBuilder.of(List.of(results));
    }

    /// A graph of all that is recorded on a tape now.
    public static TapeGraphBuilder builder(Tape tape) {
        return TapeGraphBuilder.of(tape);
    }

    /// One sentence about what is not shown; empty if all is.
    public String note() {
        for (Node node : nodes) {
            if (node instanceof Group group) {
                return "Of " + GraphText.grouped(instructions) + " instructions, "
                        + GraphText.grouped(group.count()) + " from number " + GraphText.grouped(group.position())
                        + " on are drawn as one.";
            }
        }
        return "";
    }

    /// The graph in the language of Graphviz, from top to bottom.
    public String toDot() {
        return DotText.of(this);
    }

    /// The graph as a Mermaid flowchart, from top to bottom. Mermaid itself refuses more than 500 edges unless its setting
    /// `maxEdges` is raised.
    public String toMermaid() {
        return MermaidText.of(this);
    }
}
