package dev.glissade.cli;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.MatrixProducts;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import dev.glissade.training.Dataset;
import dev.glissade.training.Dense;
import dev.glissade.training.Descent;
import dev.glissade.training.Evaluation;
import dev.glissade.training.Model;
import dev.glissade.training.Standardiser;
import dev.glissade.training.Trainer;
import dev.glissade.training.TrainingListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A program over everything that computes, in parts with a digest each; on every machine the digests are the same.
///
/// Every elementwise operation and reduction, dense, strided and broadcast, on random and special values; matrix
/// products, also on several threads; steps of every optimizer; random numbers; short training runs. Both element types.
final class MixedProgram {
    private static final Seed SEED = Seed.of(20_260);
    private static final List<Integer> THREADS = List.of(1, 2, 3, 8);

    /// What one in eight of the special operands' elements is; each is a `float`, the subnormals included.
    private static final double[] SPECIAL = {
        Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p-149, -0x1p-140, 0x1p-126, 1, -1
    };

    private final SequencedMap<String, String> digests = new LinkedHashMap<>();
    private final Workspace workspace = new Workspace();

    private MixedProgram() {}

    /// Runs the program.
    ///
    /// @return the digest of each part by the name of the part, in the order of the program
    static SequencedMap<String, String> run() {
        var program = new MixedProgram();
        for (DType dtype : DType.values()) {
            for (ElementwiseOperation operation : ElementwiseOperation.values()) {
                program.elementwise(operation, dtype);
            }
            for (Reduction reduction : Reduction.values()) {
                program.reduction(reduction, dtype);
            }
            new TensorProgram(dtype, (part, digest) -> program.end(part, dtype, digest)).run();
            new OptimizerProgram(dtype, (part, digest) -> program.end(part, dtype, digest)).run();
            program.products(dtype);
            program.sharedProducts(dtype);
            program.randomNumbers(dtype);
            for (String optimizer : List.of("sgd", "momentum", "rmsprop", "adam")) {
                program.training(optimizer, dtype);
            }
        }
        return program.digests;
    }

    private void end(String part, DType dtype, Digest digest) {
        String earlier = digests.put(part + " " + dtype, digest.hex());
        if (earlier != null) {
            throw new IllegalStateException("two parts are named " + part + " " + dtype);
        }
    }

    /// On dense operands, then on transposed ones of which the last is broadcast.
    private void elementwise(ElementwiseOperation operation, DType dtype) {
        var digest = new Digest();
        var dense = new Tensor[] {special(dtype, 1, 1003), special(dtype, 2, 1003), special(dtype, 3, 1003)};
        digest.add(apply(operation, dense, Shape.of(1003)));
        var views = new Tensor[] {
            special(dtype, 4, 37, 29).transpose(0, 1),
            special(dtype, 5, 37, 29).transpose(0, 1),
            special(dtype, 6, 37, 29).transpose(0, 1)
        };
        views[operation.operands() - 1] = special(dtype, 7, 29, 1).broadcastTo(Shape.of(29, 37));
        digest.add(apply(operation, views, Shape.of(29, 37)));
        end(operation.toString(), dtype, digest);
    }

    private Tensor apply(ElementwiseOperation operation, Tensor[] operands, Shape shape) {
        Tensor result = Tensor.zeros(operands[0].dtype(), shape);
        switch (operation) {
            case SCALE -> Elementwise.scale(0.3, operands[0], result, workspace);
            case ADD_SCALED -> Elementwise.addScaled(operands[0], 0.3, operands[1], result, workspace);
            case CLAMP -> Elementwise.clamp(-0.3, 0.9, operands[0], result, workspace);
            case LEAKY_RELU -> Elementwise.leakyRelu(0.3, operands[0], result, workspace);
            case SOFTPLUS -> Elementwise.softplus(0.9, 2, operands[0], result, workspace);
            case ELU -> Elementwise.elu(0.3, operands[0], result, workspace);
            default -> {
                switch (operation.operands()) {
                    case 1 -> Elementwise.apply(operation, operands[0], result, workspace);
                    case 2 -> Elementwise.apply(operation, operands[0], operands[1], result, workspace);
                    default -> Elementwise.apply(operation, operands[0], operands[1], operands[2], result, workspace);
                }
            }
        }
        return result;
    }

    /// Over every set of axes of an array of rank 3 that the reduction takes, and over one long axis.
    private void reduction(Reduction reduction, DType dtype) {
        var digest = new Digest();
        Tensor input = random(dtype, 1, 7, 45, 33);
        for (int mask = 1; mask <= Axes.all(input.shape()).mask(); mask++) {
            var axes = new Axes(mask);
            if (axes.count() == 1 || !reduction.isIndex()) {
                digest.add(reduce(reduction, input, axes));
            }
        }
        digest.add(reduce(reduction, random(dtype, 2, 70_001), new Axes(1)));
        digest.add(reduce(reduction, special(dtype, 3, 99, 21), new Axes(2)));
        end("reduction " + reduction, dtype, digest);
    }

    private Tensor reduce(Reduction reduction, Tensor input, Axes axes) {
        Tensor result = Tensor.zeros(input.dtype(), Reductions.shape(reduction, input.shape(), axes, false));
        Reductions.reduce(reduction, input, axes, result, workspace);
        return result;
    }

    private void products(DType dtype) {
        int[][] shapes = {{1, 19, 13}, {3, 130, 257}, {9, 37, 18}, {65, 33, 11}, {70, 81, 300}};
        for (int[] shape : shapes) {
            var digest = new Digest();
            for (int transposed = 0; transposed < 4; transposed++) {
                boolean left = (transposed & 1) != 0;
                boolean right = (transposed & 2) != 0;
                Tensor result = random(dtype, 3, shape[0], shape[1]);
                product(shape[0], shape[1], shape[2], left, right, result, false, workspace);
                digest.add(result);
                product(shape[0], shape[1], shape[2], left, right, result, true, workspace);
                digest.add(result);
            }
            end("product " + shape[0] + "x" + shape[1] + "x" + shape[2], dtype, digest);
        }
    }

    /// Products of at least 2²³ multiplications, work enough for 8 threads.
    private void sharedProducts(DType dtype) {
        for (int threads : THREADS) {
            try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
                var shared = new Workspace(Parallel.on(workers, threads));
                Tensor high = Tensor.zeros(dtype, Shape.of(209, 203));
                Tensor wide = Tensor.zeros(dtype, Shape.of(3, 4001));
                product(209, 203, 201, false, true, high, false, shared);
                product(3, 4001, 701, false, false, wide, false, shared);
                end("product, threads " + threads, dtype, new Digest().add(high).add(wide));
            }
        }
    }

    private static void product(
            int m,
            int n,
            int k,
            boolean leftTransposed,
            boolean rightTransposed,
            Tensor result,
            boolean accumulate,
            Workspace workspace) {
        Tensor left = leftTransposed ? random(result.dtype(), 1, k, m) : random(result.dtype(), 1, m, k);
        Tensor right = rightTransposed ? random(result.dtype(), 2, n, k) : random(result.dtype(), 2, k, n);
        MatrixProducts.multiply(left, leftTransposed, right, rightTransposed, result, accumulate, workspace);
    }

    private void randomNumbers(DType dtype) {
        RandomNumbers numbers = RandomNumbers.of(SEED, 9, 3);
        double[] normal = new double[301];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = numbers.normal(i);
        }
        end("random numbers", dtype, new Digest().add(tensor(dtype, Shape.of(normal.length), normal)));
    }

    /// One epoch of a small network on the digits.
    private void training(String optimizer, DType dtype) {
        Dataset.Split split = new DataOptions().read().split(0.8, SEED);
        Standardiser standardiser = Standardiser.of(split.training());
        Model model = Model.of(Dense.of(64, 32, Activation.TANH), Dense.of(32, 10));
        Parameters parameters = model.initialise(SEED, dtype);
        var trainer = new Trainer(
                model,
                Descent.of(Optimizers.named(optimizer), parameters),
                standardiser.apply(split.training()),
                standardiser.apply(split.test()),
                32,
                SEED,
                Parallel.none());
        var digest = new Digest();
        Evaluation test = trainer.run(1, new TrainingListener() {
            @Override
            public void stepped(long step, double loss) {
                digest.add(loss);
            }
        });
        end("training with " + optimizer, dtype, digest.add(test.loss()).add(parameters.values()));
    }

    /// Values of both signs and of sizes up to 2⁻⁶ … 2⁹, so that the order of a sum shows in its bits.
    static Tensor random(DType dtype, int stream, int... sizes) {
        return values(dtype, stream, Shape.of(sizes), false);
    }

    static Tensor special(DType dtype, int stream, int... sizes) {
        return values(dtype, stream, Shape.of(sizes), true);
    }

    private static Tensor values(DType dtype, int stream, Shape shape, boolean special) {
        RandomNumbers numbers = RandomNumbers.of(SEED, stream, 0);
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            long bits = numbers.bits(i);
            values[i] = special && (bits & 7) == 0
                    ? SPECIAL[(int) ((bits >>> 3 & 0xFFFF) % SPECIAL.length)]
                    : Math.scalb((double) (bits >> 24), (int) (bits >>> 3 & 15) - 45);
        }
        return tensor(dtype, shape, values);
    }

    static Tensor tensor(DType dtype, Shape shape, double[] values) {
        if (dtype == DType.FLOAT64) {
            return Tensor.of(shape, values);
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return Tensor.of(shape, rounded);
    }
}
