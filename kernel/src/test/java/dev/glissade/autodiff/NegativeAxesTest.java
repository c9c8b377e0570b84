package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Axes that count from the end have the derivatives of those that count from the start.
class NegativeAxesTest {
    @Test
    void derivativesAlongNegativeAxes() {
        Tensor x = new Samples(3, 9).positive(DType.FLOAT64, Shape.of(2, 3));
        Tensor index = Tensor.of(Shape.of(2, 2), 0.0, 2.0, 1.0, 1.0);
        Tensor columns = Tensor.of(Shape.of(2), 2.0, 0.0);
        List<UnaryOperator<Variable>> programs = List.of(
                v -> v.slice(-1, 0, 3, 2),
                v -> v.select(-2, 1),
                v -> v.cumulativeSum(-1),
                v -> v.flip(-1),
                v -> v.softmax(-1),
                v -> v.logSoftmax(-2),
                v -> v.max(-1),
                v -> v.product(-1),
                v -> v.standardDeviation(-1),
                v -> v.transpose(-1, -2),
                v -> v.permute(-1, 0),
                v -> v.unsqueeze(-1).squeeze(-1),
                v -> v.gather(v.tape().input(index), -1),
                v -> v.scatterAdd(v.tape().input(index), v.slice(-1, 0, 2, 1), -1),
                v -> v.indexSelect(v.tape().input(columns), -1),
                v -> v.indexAdd(v.tape().input(columns), v.slice(-1, 1, 3, 1), -1),
                v -> Variable.concatenate(List.of(v, v.square()), -1),
                v -> Variable.stack(List.of(v, v.square()), -1));
        for (int i = 0; i < programs.size(); i++) {
            UnaryOperator<Variable> program = programs.get(i);
            GradientCheck check =
                    GradientCheck.of(in -> program.apply(in.getFirst()).sin().sum(), x);
            assertThat(check.passes(1e-7)).as("program " + i + ": " + check).isTrue();
            Tensor forward =
                    Derivatives.at(Derivatives.jvp(v -> program.apply(v).sin().sum(), x), x);
            Tensor gradient =
                    Derivatives.at(Derivatives.grad(v -> program.apply(v).sin().sum()), x);
            double[] g = gradient.toDoubles();
            double[] t = x.toDoubles();
            double inner = 0;
            for (int j = 0; j < g.length; j++) {
                inner += g[j] * t[j];
            }
            assertThat(Math.abs(forward.item() - inner)).as("program " + i).isLessThan(1e-12);
        }
    }
}
