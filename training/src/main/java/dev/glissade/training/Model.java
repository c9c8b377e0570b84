package dev.glissade.training;

import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// A chain of layers: what maps features to outputs, without the parameters.
///
/// The parameters of layer i, counted from 1, are the segments `layer<i>.weight` and `layer<i>.bias`.
public final class Model {

    /// A layer and the names of its parameters, made once so that a forward pass makes none.
    private record Link(Dense layer, String weight, String bias) {
        Shape weightShape() {
            return Shape.of(layer.inputs(), layer.outputs());
        }

        Shape biasShape() {
            return Shape.of(layer.outputs());
        }
    }

    private final List<Link> links;

    private Model(List<Link> links) {
        this.links = links;
    }

    /// A model of these layers, the first one taking the features.
    ///
    /// @throws IllegalArgumentException if there are none, or the outputs of one are not the inputs of the next
    public static Model of(Dense... layers) {
        return of(List.of(layers));
    }

    /// A model of these layers, the first one taking the features.
    ///
    /// @throws IllegalArgumentException if there are none, or the outputs of one are not the inputs of the next
    public static Model of(List<Dense> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("model: 0 layers; at least 1 is needed");
        }
        var links = new ArrayList<Link>();
        for (int i = 0; i < layers.size(); i++) {
            if (i > 0 && layers.get(i - 1).outputs() != layers.get(i).inputs()) {
                throw new IllegalArgumentException("model: layer " + i + " has "
                        + layers.get(i - 1).outputs() + " outputs, layer " + (i + 1) + " has "
                        + layers.get(i).inputs() + " inputs; the numbers must be equal");
            }
            String name = "layer" + (i + 1);
            links.add(new Link(layers.get(i), name + ".weight", name + ".bias"));
        }
        return new Model(List.copyOf(links));
    }

    /// The number of features of a sample.
    public int inputs() {
        return links.getFirst().layer().inputs();
    }

    /// The number of outputs for a sample.
    public int outputs() {
        return links.getLast().layer().outputs();
    }

    /// New float32 parameters, drawn as each layer says.
    public Parameters initialise(Seed seed) {
        return initialise(seed, DType.FLOAT32);
    }

    /// New parameters, drawn as each layer says; the float32 ones are the float64 ones rounded.
    public Parameters initialise(Seed seed, DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        for (Link link : links) {
            shapes.put(link.weight(), link.weightShape());
            shapes.put(link.bias(), link.biasShape());
        }
        Parameters parameters = Parameters.zeros(dtype, shapes);
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            draw(link.layer(), parameters.value(link.weight()), RandomStream.INITIALISATION.at(seed, i));
        }
        parameters.changed();
        return parameters;
    }

    private static void draw(Dense layer, Tensor weight, RandomNumbers random) {
        for (int i = 0; i < weight.shape().elements(); i++) {
            double drawn = layer.initialiser().draw(random, i, layer.inputs(), layer.outputs());
            switch (weight.dtype()) {
                case FLOAT32 -> weight.floats()[weight.offset() + i] = (float) drawn;
                case FLOAT64 -> weight.doubles()[weight.offset() + i] = drawn;
            }
        }
    }

    /// Checks that parameters have the segments of this model; they may have more.
    ///
    /// @throws IllegalArgumentException if one is missing or of another shape
    void check(Parameters parameters) {
        for (Link link : links) {
            check(link.weight(), link.weightShape(), parameters);
            check(link.bias(), link.biasShape(), parameters);
        }
    }

    private static void check(String name, Shape shape, Parameters parameters) {
        Shape given = parameters.value(name).shape();
        if (!given.equals(shape)) {
            throw new IllegalArgumentException(
                    "model: " + name + " is " + shape + ", the parameter is " + given + "; the shapes must be equal");
        }
    }

    /// Records the forward pass.
    ///
    /// @param features rows × inputs, read in place
    /// @return rows × outputs
    /// @throws IllegalArgumentException if the features or parameters do not fit the model
    public Variable apply(Tape tape, Parameters parameters, Tensor features) {
        return apply(tape, parameters, tape.input(features));
    }

    /// As [#apply(Tape, Parameters, Tensor)], for features that are on the tape, as the inputs of a
    /// [dev.glissade.autodiff.Program] are.
    public Variable apply(Tape tape, Parameters parameters, Variable features) {
        Variable x = features;
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            x = x.linear(
                    tape.parameter(parameters, link.weight()),
                    tape.parameter(parameters, link.bias()),
                    link.layer().activation());
        }
        return x;
    }
}
