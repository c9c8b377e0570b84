package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The sum over all axes but axis 1, the channels: n×c… becomes c. The transpose of [ChannelRepeat].
record ChannelSum() implements Primitive {
    static final ChannelSum INSTANCE = new ChannelSum();

    static Variable of(Variable x) {
        return x.tape().record(INSTANCE, x);
    }

    @Override
    public String operation() {
        return "channelSum";
    }

    @Override
    public Shape shape(Instruction at) {
        return Shape.of(at.shape(0).size(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Tensor x = at.tensor(0);
        Axes axes = Axes.without(x.shape(), 1);
        Reductions.reduce(Reduction.SUM, x, axes, result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, ChannelRepeat.of(cotangent, at.shape(0)));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent);
    }
}
