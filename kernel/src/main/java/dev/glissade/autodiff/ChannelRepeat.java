package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// One number for each channel, repeated to fill a shape n×c… along its axis 1, as a view. The transpose of
/// [ChannelSum].
record ChannelRepeat(Shape target) implements Primitive {

    static Variable of(Variable x, Shape target) {
        Primitive expected = x.tape().expected();
        Primitive repeat =
                expected instanceof ChannelRepeat(Shape t) && t.equals(target) ? expected : new ChannelRepeat(target);
        return x.tape().record(repeat, x);
    }

    @Override
    public String operation() {
        return "channelRepeat";
    }

    @Override
    public Shape shape(Instruction at) {
        return target;
    }

    /// Channels are put last, where broadcasting finds them, and then where they belong.
    @Override
    public Tensor view(Instruction at) {
        int[] sizes = target.sizes();
        int last = sizes.length - 1;
        sizes[1] = target.size(last);
        sizes[last] = target.size(1);
        return at.tensor(0).broadcastTo(Shape.of(sizes)).transpose(1, last);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.copy(view(at), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, ChannelSum.of(cotangent));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : of(tangent, target);
    }
}
