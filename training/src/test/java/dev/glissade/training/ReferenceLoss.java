package dev.glissade.training;

import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.Optional;

/// The losses of the reference runs, each a mean over the batch.
enum ReferenceLoss {
    CROSS_ENTROPY {
        @Override
        Variable of(Variable outputs, Tensor targets) {
            return outputs.softmaxCrossEntropy(targets);
        }

        @Override
        Shape targetShape(int rows) {
            return Shape.of(rows);
        }
    },
    MSE {
        @Override
        Variable of(Variable outputs, Tensor targets) {
            return outputs.minus(outputs.tape().input(targets)).square().mean();
        }
    },
    /// a²/2 up to a = |x − t| = 1, a − 1/2 beyond: q (a − q/2) with q = min(a, 1).
    HUBER {
        @Override
        Variable of(Variable outputs, Tensor targets) {
            Variable a = outputs.minus(outputs.tape().input(targets)).abs();
            Variable q = a.min(a.tape().constant(1, a.dtype(), a.shape()));
            return q.times(a.plusScaled(-0.5, q)).mean();
        }
    },
    /// max(x, 0) − x t + ln(1 + e^−|x|), which neither overflows nor cancels.
    BCE_WITH_LOGITS {
        @Override
        Variable of(Variable outputs, Tensor targets) {
            Variable zero = outputs.tape().constant(0, outputs.dtype(), outputs.shape());
            Variable target = outputs.tape().input(targets);
            Variable tail = outputs.abs().negate().exp().plus(1).log();
            return outputs.max(zero).minus(outputs.times(target)).plus(tail).mean();
        }
    };

    static Optional<ReferenceLoss> named(String name) {
        for (ReferenceLoss loss : values()) {
            if (loss.name().equalsIgnoreCase(name)) {
                return Optional.of(loss);
            }
        }
        return Optional.empty();
    }

    abstract Variable of(Variable outputs, Tensor targets);

    Shape targetShape(int rows) {
        return Shape.of(rows, 1);
    }
}
