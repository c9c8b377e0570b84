package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Copies of what is about to change, to put it back.
final class Undo {
    private final IdentityHashMap<Tensor, Tensor> before = new IdentityHashMap<>();
    private final IdentityHashMap<Parameters, Runnable> gradients = new IdentityHashMap<>();

    /// Remembers tensors that are not remembered yet.
    void keep(List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            before.computeIfAbsent(tensor, Tensor::copy);
        }
    }

    /// Remembers the gradients of parameters that are not remembered yet.
    void keepGradients(Parameters parameters) {
        gradients.computeIfAbsent(parameters, Parameters::keepGradients);
    }

    /// The parameters whose gradients are remembered.
    Set<Parameters> parameters() {
        return Collections.unmodifiableSet(gradients.keySet());
    }

    /// Puts everything back.
    void run() {
        var workspace = new Workspace();
        before.forEach((tensor, copy) -> Elementwise.copy(copy, tensor, workspace));
        gradients.values().forEach(Runnable::run);
    }
}
