package dev.glissade.autodiff;

import static dev.glissade.autodiff.Derivatives.at;
import static dev.glissade.autodiff.Derivatives.grad;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.glissade.reference.ReferenceSuite;
import dev.glissade.reference.ReferenceTensor;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Derivatives of every kind and order against those of another implementation.
class FunctionalReferenceTest {
    /// Of the suite; the tolerance is 64 units of the type in the scale of each number.
    private static final int CASES = 88;

    private static final double UNITS = 64;

    private final List<String> complaints = new ArrayList<>();
    private int ran;
    private int numbers;

    @Test
    void derivativesAreThoseOfTheReference() throws IOException {
        ReferenceSuite.forEachFunctional(this::compare);
        System.out.printf(
                "reference functions: %d ran, %d numbers compared, %d complaints%n", ran, numbers, complaints.size());
        assertThat(complaints).isEmpty();
        if (!ReferenceSuite.external()) {
            assertThat(ran).isEqualTo(CASES);
        }
    }

    private void compare(JsonObject reference) {
        ran++;
        String id = reference.get("id").getAsString();
        try {
            DType dtype = reference.get("dtype").getAsString().equals("f32") ? DType.FLOAT32 : DType.FLOAT64;
            JsonObject constants = reference.has("consts") ? reference.getAsJsonObject("consts") : new JsonObject();
            Function<Variable, Variable> f = FunctionalOperations.of(
                    reference.get("function").getAsString(), new FunctionalOperations.Constants(constants, dtype));
            Tensor x = ReferenceTensor.read(reference.get("x")).as(dtype);
            if (reference.has("derivatives")) {
                compareOrders(reference, id, f, x);
            } else {
                compareKinds(reference, id, f, x);
            }
        } catch (RuntimeException e) {
            complaints.add(id + ": " + e);
        }
    }

    private void compareKinds(JsonObject reference, String id, Function<Variable, Variable> f, Tensor x) {
        compare(reference, id, "value", reference.get("value"), at(f, x));
        compareProduct(reference, id, "jvp", "v", v -> at(Derivatives.jvp(f, v), x), x.dtype());
        compareProduct(reference, id, "vjp", "u", u -> at(Derivatives.vjp(f, u), x), x.dtype());
        compare(reference, id, "jacobian", reference.get("jacobian"), at(Derivatives.jacobian(f), x));
        if (reference.has("hessian")) {
            compare(reference, id, "jacobian", reference.get("jacobian"), at(grad(f), x));
            compare(
                    reference,
                    id,
                    "jacobian",
                    reference.get("jacobian"),
                    Derivatives.valueAndGrad(f, x).gradient());
            compare(reference, id, "hessian", reference.get("hessian"), at(Derivatives.hessian(f), x));
            compareProduct(reference, id, "hvp", "v", v -> at(Derivatives.hvp(f, v), x), x.dtype());
        }
    }

    private void compareProduct(
            JsonObject reference,
            String id,
            String kind,
            String operand,
            Function<Tensor, Tensor> product,
            DType dtype) {
        JsonObject given = reference.getAsJsonObject(kind);
        Tensor actual = product.apply(ReferenceTensor.read(given.get(operand)).as(dtype));
        compare(reference, id, kind, given.get("out"), actual);
    }

    private void compare(JsonObject reference, String id, String kind, JsonElement expected, Tensor actual) {
        ReferenceTensor numbersExpected = ReferenceTensor.read(expected);
        Shape shape = numbersExpected.shape();
        if (!actual.shape().equals(shape)) {
            complaints.add(id + " " + kind + ": shape is " + actual.shape() + ", reference is " + shape);
            return;
        }
        double scale = reference.getAsJsonObject("scale").get(kind).getAsDouble();
        double[] values = actual.toDoubles();
        for (int i = 0; i < values.length; i++) {
            compare(id, kind + "[" + i + "]", values[i], numbersExpected.data()[i], scale, actual.dtype());
        }
    }

    private void compareOrders(JsonObject reference, String id, Function<Variable, Variable> f, Tensor x) {
        double[] expected = ReferenceTensor.read(reference.get("derivatives")).data();
        double[] actual = Derivatives.upTo(expected.length - 1, f, x);
        for (int order = 0; order < expected.length; order++) {
            double scale = reference
                    .getAsJsonObject("scale")
                    .getAsJsonArray("derivatives")
                    .get(order)
                    .getAsDouble();
            compare(id, "order " + order, actual[order], expected[order], scale, x.dtype());
        }
    }

    private void compare(String id, String what, double actual, double expected, double scale, DType dtype) {
        numbers++;
        double unit = dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
        if (!(Math.abs(actual - expected) <= UNITS * unit * scale)) {
            complaints.add(id + " " + what + ": " + actual + ", reference is " + expected + ", "
                    + Math.abs(actual - expected) / (unit * scale) + " units of scale " + scale);
        }
    }
}
