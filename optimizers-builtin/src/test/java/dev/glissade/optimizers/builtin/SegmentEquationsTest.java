package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The optimizers that see a segment at once, in every form, beside the equations of their papers and of the libraries, written
/// out plainly for one segment.
///
/// The equations follow PyTorch 2 `torch/optim`, optax `_src` and Keras 3 `src/optimizers`, as of August 2026.
class SegmentEquationsTest {
    private static final int STEPS = 12;

    private static final List<Segment> SEGMENTS = List.of(
            Segment.of("tall", 0, 5, 3),
            Segment.of("wide", 15, 2, 7),
            Segment.of("vector", 29, 4),
            Segment.of("single", 33),
            Segment.of("row", 34, 1, 6),
            Segment.of("column", 40, 6, 1),
            Segment.of("kernel", 46, 2, 2, 3),
            Segment.of("nothing", 58, 0, 3));

    private static final int LENGTH = 58;

    /// What a paper or a library states for one segment.
    @FunctionalInterface
    interface Equations {

        /// Changes the parameters `w` of a segment by their gradient `g` in step t with learning rate r.
        void next(Kept kept, double[] w, double[] g, int t, double r);
    }

    /// A segment, with what is kept of it from step to step: arrays by name, 0 at first.
    record Kept(boolean matrix, int rows, int columns, Map<String, double[]> arrays) {

        static Kept of(Segment segment) {
            return new Kept(segment.shape().size() >= 2, segment.rows(), segment.columns(), new HashMap<>());
        }

        double[] array(String name, int length) {
            return arrays.computeIfAbsent(name, _ -> new double[length]);
        }
    }

    static Stream<Arguments> forms() {
        var all = new ArrayList<Arguments>();
        lars(all);
        lamb(all);
        adafactor(all);
        muon(all);
        return all.stream();
    }

    private static void add(List<Arguments> all, Recipe recipe, double rate, Equations equations) {
        all.add(Arguments.of(recipe, rate, equations));
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double one : x) {
            sum += one * one;
        }
        return Math.sqrt(sum);
    }

    private static void lars(List<Arguments> all) {
        Recipe recipe = Optimizers.named("lars");
        add(all, recipe, 50, lars(0.9, 0, 1e-3, 0, false));
        add(all, recipe.with("weightDecay", 0.3).with("epsilon", 0.5), 50, lars(0.9, 0.3, 1e-3, 0.5, false));
        add(all, recipe.preset("optax"), 50, lars(0.9, 0, 1e-3, 0, true));
        Recipe optax = recipe.preset("optax").with("weightDecay", 0.3).with("momentum", 0.5);
        add(all, optax.with("epsilon", 0.5), 50, lars(0.5, 0.3, 1e-3, 0.5, true));
    }

    private static Equations lars(double mu, double lambda, double tau, double epsilon, boolean joint) {
        return (kept, w, g, _, r) -> {
            double[] decayed = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                decayed[i] = g[i] + lambda * w[i];
            }
            double divisor = joint ? norm(decayed) : norm(g) + lambda * norm(w);
            double local = norm(w) == 0 || divisor == 0 ? 1 : tau * norm(w) / (divisor + epsilon);
            double[] v = kept.array("v", w.length);
            for (int i = 0; i < w.length; i++) {
                v[i] = mu * v[i] + r * local * decayed[i];
                w[i] -= v[i];
            }
        };
    }

    private static void lamb(List<Arguments> all) {
        Recipe recipe = Optimizers.named("lamb");
        add(all, recipe, 0.05, lamb(1e-6, 0.01));
        add(all, recipe.with("epsilon", 0.1).with("weightDecay", 0.4), 0.05, lamb(0.1, 0.4));
        add(all, recipe.preset("optax"), 0.05, lamb(1e-6, 0));
        add(all, recipe.preset("optax").with("weightDecay", 0.1), 0.05, lamb(1e-6, 0.1));
        add(all, recipe.preset("keras"), 0.05, lamb(1e-7, 0));
    }

    private static Equations lamb(double epsilon, double lambda) {
        return (kept, w, g, t, r) -> {
            double[] u = adam(kept, g, t, 0.9, 0.999, epsilon);
            for (int i = 0; i < w.length; i++) {
                u[i] += lambda * w[i];
            }
            double ratio = norm(w) == 0 || norm(u) == 0 ? 1 : norm(w) / norm(u);
            for (int i = 0; i < w.length; i++) {
                w[i] -= r * ratio * u[i];
            }
        };
    }

    private static double[] adam(Kept kept, double[] g, int t, double beta1, double beta2, double epsilon) {
        double[] m = kept.array("m", g.length);
        double[] v = kept.array("v", g.length);
        var u = new double[g.length];
        for (int i = 0; i < g.length; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            u[i] = m[i] / (1 - Math.pow(beta1, t)) / (Math.sqrt(v[i] / (1 - Math.pow(beta2, t))) + epsilon);
        }
        return u;
    }

    private static void adafactor(List<Arguments> all) {
        Recipe recipe = Optimizers.named("adafactor");
        Equations paper = adafactor(1e-30, false, (t, _) -> Math.min(1e-2, 1 / Math.sqrt(t)), true, 0, 0, 1);
        all.add(Arguments.of(recipe, Double.NaN, paper));
        add(all, recipe, 0.5, adafactor(1e-30, false, (t, r) -> Math.min(r, 1 / Math.sqrt(t)), true, 0, 0, 1));
        add(all, recipe.preset("optax"), 0.05, adafactor(1e-30, false, (_, r) -> r, true, 0, 0, 1));
        add(all, recipe.preset("keras"), 0.05, adafactor(1e-30, false, AdafactorRate.RELATIVE, true, 0, 0, 1));
        for (double epsilon : new double[] {0x1p-23, 0.5}) {
            add(
                    all,
                    recipe.preset("pytorch").with("epsilon", epsilon).with("weightDecay", 0.1),
                    0.05,
                    adafactor(epsilon, true, AdafactorRate.RELATIVE, true, 0, 0.1, 1));
        }
        Recipe plain = recipe.with("relativeStep", false).with("scaleByParameter", false);
        add(all, plain, 0.05, adafactor(1e-30, false, (_, r) -> r, false, 0, 0, 1));
        Recipe smooth = plain.with("beta1", 0.9).with("weightDecay", 0.1).with("clippingThreshold", 0.25);
        add(all, smooth, 0.05, adafactor(1e-30, false, (_, r) -> r, false, 0.9, 0.1, 0.25));
        add(all, smooth.with("epsilon", 0.01), 0.05, adafactor(0.01, false, (_, r) -> r, false, 0.9, 0.1, 0.25));
    }

    /// ρ in step t with learning rate r.
    @FunctionalInterface
    private interface AdafactorRate {
        AdafactorRate RELATIVE = (t, r) -> Math.min(r, 1 / Math.sqrt(t));

        double of(int t, double r);
    }

    private static Equations adafactor(
            double epsilon,
            boolean clamped,
            AdafactorRate rho,
            boolean scaled,
            double beta1,
            double lambda,
            double threshold) {
        return (kept, w, g, t, r) -> {
            double beta2 = 1 - Math.pow(t, -0.8);
            double[] square = new double[g.length];
            for (int i = 0; i < g.length; i++) {
                square[i] = g[i] * g[i] + (clamped ? 0 : epsilon);
            }
            double[] v =
                    kept.matrix() ? factored(kept, square, beta2, clamped ? epsilon : 0) : whole(kept, square, beta2);
            double[] u = new double[g.length];
            for (int i = 0; i < g.length; i++) {
                u[i] = g[i] / (clamped ? Math.max(Math.sqrt(v[i]), epsilon) : Math.sqrt(v[i]));
            }
            double root = Math.sqrt(g.length);
            double alpha = rho.of(t, r) * (scaled ? Math.max(1e-3, norm(w) / root) : 1);
            double divisor = Math.max(1, norm(u) / root / threshold);
            double[] m = kept.array("m", w.length);
            for (int i = 0; i < w.length; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * alpha * u[i] / divisor;
                w[i] = w[i] * (1 - r * lambda) - m[i];
            }
        };
    }

    private static double[] whole(Kept kept, double[] square, double beta2) {
        double[] v = kept.array("v", square.length);
        for (int i = 0; i < v.length; i++) {
            v[i] = beta2 * v[i] + (1 - beta2) * square[i];
        }
        return v;
    }

    /// The paper's Algorithm 4, with means for sums.
    private static double[] factored(Kept kept, double[] square, double beta2, double least) {
        int rows = kept.rows();
        int columns = kept.columns();
        double[] r = kept.array("r", rows);
        double[] c = kept.array("c", columns);
        double mean = 0;
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += square[i * columns + j];
            }
            r[i] = beta2 * r[i] + (1 - beta2) * sum / columns;
            mean += r[i] / rows;
        }
        for (int j = 0; j < columns; j++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += square[i * columns + j];
            }
            c[j] = beta2 * c[j] + (1 - beta2) * sum / rows;
        }
        var v = new double[square.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = r[i / columns] * c[i % columns] / Math.max(mean, least);
        }
        return v;
    }

    private static void muon(List<Arguments> all) {
        Recipe recipe = Optimizers.named("muon");
        MuonFactor reference = (rows, columns) -> Math.sqrt(Math.max(1, (double) columns / rows));
        MuonFactor turned = (rows, columns) -> Math.sqrt(Math.max(1, (double) rows / columns));
        all.add(Arguments.of(recipe, Double.NaN, muon(true, false, 1e-7, 0, reference, 5)));
        add(all, recipe, 0.05, muon(true, false, 1e-7, 0, reference, 5));
        add(all, recipe.with("nesterov", false).with("epsilon", 0.5), 0.05, muon(false, false, 0.5, 0, reference, 5));
        add(all, recipe.preset("pytorch"), 0.05, muon(true, true, 1e-7, 0.1, turned, 5));
        add(all, recipe.preset("pytorch").with("epsilon", 0.5), 0.05, muon(true, true, 0.5, 0.1, turned, 5));
        MuonFactor moonshot = (rows, columns) -> 0.2 * Math.sqrt(Math.max(rows, columns));
        add(all, recipe.with("matchAdamW", true), 0.05, muon(true, false, 1e-7, 0, moonshot, 5));
        add(all, recipe.with("rowsAreInputs", false), 0.05, muon(true, false, 1e-7, 0, turned, 5));
        add(all, recipe.with("iterations", 2), 0.05, muon(true, false, 1e-7, 0, reference, 2));
        Recipe adam = recipe.with("matricesFollowAdamW", true).with("adamLearningRate", 0.01);
        add(all, adam.with("adamWeightDecay", 0.2), 0.05, (kept, w, g, t, _) -> adamW(kept, w, g, t, 0.01, 0.2));
    }

    /// The factor of X for a matrix.
    @FunctionalInterface
    private interface MuonFactor {
        double of(int rows, int columns);
    }

    private static void adamW(Kept kept, double[] w, double[] g, int t, double rate, double lambda) {
        double[] u = adam(kept, g, t, 0.9, 0.95, 1e-10);
        for (int i = 0; i < w.length; i++) {
            w[i] = w[i] * (1 - rate * lambda) - rate * u[i];
        }
    }

    private static Equations muon(
            boolean nesterov, boolean clamped, double epsilon, double lambda, MuonFactor factor, int iterations) {
        return (kept, w, g, t, r) -> {
            if (!kept.matrix()) {
                adamW(kept, w, g, t, 3e-4, 0);
                return;
            }
            double[] m = kept.array("m", w.length);
            var x = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                m[i] = 0.95 * m[i] + 0.05 * g[i];
                x[i] = nesterov ? 0.05 * g[i] + 0.95 * m[i] : m[i];
            }
            double divisor = clamped ? Math.max(norm(x), epsilon) : norm(x) + epsilon;
            for (int i = 0; i < x.length; i++) {
                x[i] /= divisor;
            }
            int rows = kept.rows();
            int columns = kept.columns();
            x = rows > columns
                    ? transpose(orthogonal(transpose(x, rows, columns), columns, rows, iterations), columns, rows)
                    : orthogonal(x, rows, columns, iterations);
            for (int i = 0; i < w.length; i++) {
                w[i] = w[i] * (1 - r * lambda) - r * factor.of(rows, columns) * x[i];
            }
        };
    }

    private static double[] orthogonal(double[] start, int rows, int columns, int iterations) {
        double[] x = start;
        for (int k = 0; k < iterations; k++) {
            double[] a = product(x, transpose(x, rows, columns), rows, columns, rows);
            double[] aa = product(a, a, rows, rows, rows);
            for (int i = 0; i < a.length; i++) {
                a[i] = -4.7750 * a[i] + 2.0315 * aa[i];
            }
            double[] next = product(a, x, rows, rows, columns);
            for (int i = 0; i < x.length; i++) {
                next[i] += 3.4445 * x[i];
            }
            x = next;
        }
        return x;
    }

    private static double[] transpose(double[] x, int rows, int columns) {
        var turned = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            turned[i % columns * rows + i / columns] = x[i];
        }
        return turned;
    }

    private static double[] product(double[] left, double[] right, int m, int k, int n) {
        var result = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    result[i * n + j] += left[i * k + p] * right[p * n + j];
                }
            }
        }
        return result;
    }

    /// @param base the learning rate before its schedule; NaN for the default
    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void trajectoriesAreThoseOfTheEquations(Recipe recipe, double base, Equations equations) {
        Recipe scheduled = Double.isNaN(base) ? recipe : recipe.with("learningRate", step -> base * (1 + 0.5 / step));
        Optimizer doubles = scheduled.over(new Layout(ElementType.FLOAT64, SEGMENTS, LENGTH));
        Optimizer floats = scheduled.over(new Layout(ElementType.FLOAT32, SEGMENTS, LENGTH));
        double byDefault = recipe.description().hyperparameter("learningRate").defaultValue();
        List<Kept> kept = SEGMENTS.stream().map(Kept::of).toList();
        var random = new SplittableRandom(8);
        double[] w = random(random);
        float[] narrow = Descent.narrow(w);
        double[] expected = w.clone();
        for (int t = 1; t <= STEPS; t++) {
            double[] g = random(random);
            double rate = Double.isNaN(base) ? byDefault : base * (1 + 0.5 / t);
            for (int s = 0; s < SEGMENTS.size(); s++) {
                next(equations, kept.get(s), SEGMENTS.get(s), expected, g, t, rate);
            }
            doubles.step(w, g);
            floats.step(narrow, Descent.narrow(g));
            assertThat(w).as("step %d", t).containsExactly(expected, within(1e-11));
            assertThat(Descent.widen(narrow)).as("float, step %d", t).containsExactly(expected, within(2e-4));
        }
    }

    private static void next(
            Equations equations, Kept kept, Segment segment, double[] w, double[] g, int t, double rate) {
        var ownParameters = new double[segment.length()];
        var ownGradients = new double[segment.length()];
        System.arraycopy(w, segment.offset(), ownParameters, 0, segment.length());
        System.arraycopy(g, segment.offset(), ownGradients, 0, segment.length());
        equations.next(kept, ownParameters, ownGradients, t, rate);
        System.arraycopy(ownParameters, 0, w, segment.offset(), segment.length());
    }

    /// Numbers that a `float` holds.
    private static double[] random(SplittableRandom random) {
        var numbers = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = (float) random.nextDouble(-2, 2);
        }
        return numbers;
    }
}
