package dev.glissade.reference;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A case of the reference ready to be computed: its inputs as tensors, indices and conditions in the element type too.
final class ReferenceCall {
    private final ReferenceCase reference;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Tensor> extra = new LinkedHashMap<>();
    private final Workspace workspace;

    ReferenceCall(ReferenceCase reference, Workspace workspace) {
        this.reference = reference;
        this.workspace = workspace;
        reference.inputs().forEach((name, tensor) -> inputs.put(name, tensor.as(reference.dtype())));
    }

    ReferenceCase reference() {
        return reference;
    }

    Workspace workspace() {
        return workspace;
    }

    Tensor x() {
        return in("x");
    }

    Tensor in(String name) {
        Tensor input = inputs.get(name);
        if (input == null) {
            throw new IllegalArgumentException(reference.id() + " has inputs " + inputs.keySet() + ", no " + name);
        }
        return input;
    }

    boolean has(String name) {
        return inputs.containsKey(name);
    }

    /// The inputs `x0`, `x1`, …
    List<Tensor> parts() {
        List<Tensor> parts = new ArrayList<>();
        while (has("x" + parts.size())) {
            parts.add(in("x" + parts.size()));
        }
        return parts;
    }

    /// The axis `dim`.
    int axis() {
        return reference.integer("dim");
    }

    double number(String argument) {
        return reference.number(argument);
    }

    /// A scalar argument as a tensor.
    Tensor scalar(String argument) {
        return filled(Shape.SCALAR, number(argument));
    }

    /// A result of which every element is yet to be written: it is full of a number that no case expects.
    Tensor result(Shape shape) {
        return filled(shape, 0x1.234p56);
    }

    private Tensor filled(Shape shape, double value) {
        Tensor tensor = Tensor.zeros(reference.dtype(), shape);
        Tensor exact = Tensor.of(Shape.SCALAR, value);
        Tensor scalar = reference.dtype() == DType.FLOAT64 ? exact : Tensor.of(Shape.SCALAR, exact.toFloats());
        Elementwise.copy(scalar, tensor, workspace);
        return tensor;
    }

    Tensor apply(ElementwiseOperation operation, Tensor input) {
        Tensor result = result(input.shape());
        Elementwise.apply(operation, input, result, workspace);
        return result;
    }

    Tensor apply(ElementwiseOperation operation, Tensor left, Tensor right) {
        Tensor result = result(Shape.broadcast(operation.toString(), left.shape(), right.shape()));
        Elementwise.apply(operation, left, right, result, workspace);
        return result;
    }

    /// Adds a further output.
    void extra(String name, Tensor output) {
        extra.put(name, output);
    }

    Map<String, Tensor> extra() {
        return extra;
    }
}
