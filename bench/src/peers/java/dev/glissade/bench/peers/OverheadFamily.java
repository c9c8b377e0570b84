package dev.glissade.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a call on tensors costs beyond the loop it makes.
final class OverheadFamily implements Family {
    private static final String TENSORS = "tensors";
    private static final String BARE = "bare loop";
    private static final String ADD = "add n=16";
    private static final String DOT = "dot n=16";
    private static final String RECORDED = "x·y recorded n=16";
    private static final String PULLED_BACK = "x·y and pullback n=16";
    private static final String CHAIN = "100 x·y in a chain and pullback n=16";
    private static final int LENGTH = 16;
    private static final int LINKS = 100;

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public String summary() {
        return "Operations on 16 numbers, float32, through the face of tensors with all its checks, beside a plain Java loop over the same "
                + "arrays. `x·y recorded` is a product of two inputs on a tape; `x·y and pullback` has the cotangents of both "
                + "too, beside loops that compute the product and both cotangents; `100 x·y in a chain` multiplies a number "
                + "by the same input again and again and pulls back to the first, so that a hundredth of it is what an "
                + "operation costs without the fixed costs of a recording and a pass.";
    }

    @Override
    public List<String> implementations() {
        return List.of(TENSORS, BARE);
    }

    @Override
    public boolean difference() {
        return true;
    }

    @Override
    public List<Row> rows() {
        return Stream.of(ADD, DOT, RECORDED, PULLED_BACK, CHAIN)
                .map(name -> Row.of(name, true))
                .toList();
    }

    @Override
    public Work work(String implementation, Row row) {
        boolean tensors = implementation.equals(TENSORS);
        return switch (row.name()) {
            case ADD -> tensors ? new AddTensors() : new Add();
            case DOT -> tensors ? new DotTensors() : new Dot();
            case RECORDED -> tensors ? new Recorded(false) : new Multiply();
            case PULLED_BACK -> tensors ? new Recorded(true) : new MultiplyAndPullBack();
            case CHAIN -> tensors ? new RecordedChain() : new Chain();
            default -> throw new IllegalArgumentException("overhead: no row is called '" + row.name() + "'");
        };
    }

    @Override
    public double tolerance(Row row) {
        return LENGTH * (double) Math.ulp(1f);
    }

    private static float[] left() {
        return Numbers.floats(LENGTH, 0, -1, 1);
    }

    private static float[] right() {
        return Numbers.floats(LENGTH, 1, -1, 1);
    }

    private static final class AddTensors implements Work {
        private final Workspace workspace = new Workspace();
        private final Tensor left = Tensor.over(left(), 0, Shape.of(LENGTH));
        private final Tensor right = Tensor.over(right(), 0, Shape.of(LENGTH));
        private final Tensor result = Tensor.zeros(DType.FLOAT32, Shape.of(LENGTH));

        @Override
        public void run() {
            Elementwise.apply(ElementwiseOperation.ADD, left, right, result, workspace);
        }

        @Override
        public double[] result() {
            return result.toDoubles();
        }
    }

    private static final class Add implements Work {
        private final float[] left = left();
        private final float[] right = right();
        private final float[] result = new float[LENGTH];

        @Override
        public void run() {
            for (int i = 0; i < LENGTH; i++) {
                result[i] = left[i] + right[i];
            }
        }

        @Override
        public double[] result() {
            return Numbers.exact(result);
        }
    }

    private static final class DotTensors implements Work {
        private final Workspace workspace = new Workspace();
        private final Tensor left = Tensor.over(left(), 0, Shape.of(LENGTH));
        private final Tensor right = Tensor.over(right(), 0, Shape.of(LENGTH));
        private final Tensor result = Tensor.zeros(DType.FLOAT32, Shape.SCALAR);

        @Override
        public void run() {
            Reductions.dot(left, right, result, workspace);
        }

        @Override
        public double[] result() {
            return result.toDoubles();
        }
    }

    private static final class Dot implements Work {
        private final float[] left = left();
        private final float[] right = right();
        private final float[] result = new float[1];

        @Override
        public void run() {
            float sum = 0;
            for (int i = 0; i < LENGTH; i++) {
                sum = Math.fma(left[i], right[i], sum);
            }
            result[0] = sum;
        }

        @Override
        public double[] result() {
            return Numbers.exact(result);
        }
    }

    /// A product on a tape, and its pullback.
    private static final class Recorded implements Work {
        private final boolean pullsBack;
        private final Tape tape = new Tape();
        private final Tensor left = Tensor.over(left(), 0, Shape.of(LENGTH));
        private final Tensor right = Tensor.over(right(), 0, Shape.of(LENGTH));
        private final Tensor cotangent = Tensor.over(cotangent(), 0, Shape.of(LENGTH));
        private List<Variable> results = List.of();
        private @Nullable Variable product;

        Recorded(boolean pullsBack) {
            this.pullsBack = pullsBack;
        }

        @Override
        public void run() {
            tape.restart();
            var x = tape.input(left);
            var y = tape.input(right);
            product = x.times(y);
            if (pullsBack) {
                results = tape.pullback(product, tape.input(cotangent), x, y);
            }
        }

        @Override
        public double[] result() {
            return pullsBack
                    ? joined(
                            results.get(0).tensor().toDoubles(),
                            results.get(1).tensor().toDoubles())
                    : requireNonNull(product).tensor().toDoubles();
        }
    }

    private static float[] cotangent() {
        return Numbers.floats(LENGTH, 2, -1, 1);
    }

    private static double[] joined(double[] first, double[] second) {
        return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second))
                .toArray();
    }

    private static final class Multiply implements Work {
        private final float[] left = left();
        private final float[] right = right();
        private final float[] result = new float[LENGTH];

        @Override
        public void run() {
            for (int i = 0; i < LENGTH; i++) {
                result[i] = left[i] * right[i];
            }
        }

        @Override
        public double[] result() {
            return Numbers.exact(result);
        }
    }

    private static final class MultiplyAndPullBack implements Work {
        private final float[] left = left();
        private final float[] right = right();
        private final float[] cotangent = cotangent();
        private final float[] result = new float[LENGTH];
        private final float[] leftCotangent = new float[LENGTH];
        private final float[] rightCotangent = new float[LENGTH];

        @Override
        public void run() {
            for (int i = 0; i < LENGTH; i++) {
                result[i] = left[i] * right[i];
            }
            for (int i = 0; i < LENGTH; i++) {
                leftCotangent[i] = cotangent[i] * right[i];
            }
            for (int i = 0; i < LENGTH; i++) {
                rightCotangent[i] = cotangent[i] * left[i];
            }
        }

        @Override
        public double[] result() {
            return joined(Numbers.exact(leftCotangent), Numbers.exact(rightCotangent));
        }
    }

    /// Factors near 1, whose products stay near 1.
    private static float[] factor() {
        return Numbers.floats(LENGTH, 1, 0.99, 1.01);
    }

    /// Products on a tape, each of the one before and the same factor, and the pullback to the first.
    private static final class RecordedChain implements Work {
        private final Tape tape = new Tape();
        private final Tensor left = Tensor.over(left(), 0, Shape.of(LENGTH));
        private final Tensor factor = Tensor.over(factor(), 0, Shape.of(LENGTH));
        private final Tensor cotangent = Tensor.over(cotangent(), 0, Shape.of(LENGTH));
        private List<Variable> results = List.of();

        @Override
        public void run() {
            tape.restart();
            var x = tape.input(left);
            var y = tape.input(factor);
            var product = x;
            for (int i = 0; i < LINKS; i++) {
                product = product.times(y);
            }
            results = tape.pullback(product, tape.input(cotangent), x);
        }

        @Override
        public double[] result() {
            return results.getFirst().tensor().toDoubles();
        }
    }

    private static final class Chain implements Work {
        private final float[] left = left();
        private final float[] factor = factor();
        private final float[] cotangent = cotangent();
        private final float[][] products = new float[LINKS][LENGTH];
        private final float[][] cotangents = new float[LINKS][LENGTH];

        @Override
        public void run() {
            float[] before = left;
            for (float[] product : products) {
                multiply(before, factor, product);
                before = product;
            }
            before = cotangent;
            for (float[] next : cotangents) {
                multiply(before, factor, next);
                before = next;
            }
        }

        private static void multiply(float[] left, float[] right, float[] result) {
            for (int i = 0; i < LENGTH; i++) {
                result[i] = left[i] * right[i];
            }
        }

        @Override
        public double[] result() {
            return Numbers.exact(cotangents[LINKS - 1]);
        }
    }
}
