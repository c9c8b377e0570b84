package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The optimizers of this module; that none is missing, [DiscoveryTest] says.
final class Builtins {
    private Builtins() {}

    static Stream<OptimizerProvider> all() {
        return Stream.of(
                new Sgd(),
                new Momentum(),
                new Nesterov(),
                new AggMo(),
                new RmsProp(),
                new Adagrad(),
                new Adadelta(),
                new Ftrl(),
                new Adam(),
                new Amsgrad(),
                new Adamax(),
                new Nadam(),
                new AdamW(),
                new Radam(),
                new AdaBelief(),
                new Yogi(),
                new QhAdam(),
                new Adan(),
                new Lion(),
                new Signum(),
                new Rprop(),
                new Asgd(),
                new ScheduleFreeSgd(),
                new ScheduleFreeAdamW(),
                new Prodigy(),
                new Sam(),
                new Lbfgs(),
                new Lars(),
                new Lamb(),
                new Adafactor(),
                new Muon());
    }

    /// Whether an optimizer has to be driven by an objective.
    static boolean evaluatesLoss(Optimizer optimizer) {
        return all().anyMatch(provider ->
                provider.name().equals(optimizer.description().name()) && provider.evaluatesLoss());
    }

    /// The forms that flags and hyperparameters select, each as an optimizer of its own, with other defaults.
    static Stream<OptimizerProvider> forms() {
        return Stream.of(
                form(new Momentum(), Map.of("dampening", 0.25)),
                form(new Momentum(), Map.of("rateInside", 1.0)),
                form(new Nesterov(), Map.of("rateInside", 1.0)),
                form(new RmsProp(), Map.of("epsilonInside", 0.0)),
                form(new RmsProp(), Map.of("oldAverage", 1.0, "initialAverage", 1.0)),
                form(new RmsProp(), Map.of("momentum", 0.9)),
                form(
                        new RmsProp(),
                        Map.of("momentum", 0.9, "rateInside", 1.0, "oldAverage", 1.0, "initialAverage", 1.0)),
                form(new RmsProp(), Map.of("centered", 1.0)),
                form(new RmsProp(), Map.of("centered", 1.0, "momentum", 0.9, "oldAverage", 1.0, "initialAverage", 1.0)),
                form(new Adagrad(), Map.of("epsilonInside", 1.0)),
                form(new Adam(), Map.of("epsilonCorrected", 0.0, "epsilonRoot", 1e-3)),
                form(new AdamW(), Map.of("epsilonCorrected", 0.0, "epsilonRoot", 1e-3)),
                form(new AdamW(), Map.of("amsgrad", 1.0)),
                form(new Amsgrad(), Map.of("correctedMaximum", 1.0)),
                form(new Adamax(), Map.of("epsilonInside", 0.0)),
                form(new Radam(), Map.of("epsilonCorrected", 1.0)),
                form(new Yogi(), Map.of("corrected", 1.0, "initialFirstMoment", 1e-6)),
                form(new Ftrl(), Map.of("initialSum", 0.1)),
                form(new Prodigy(), Map.of("biasCorrection", 1.0, "safeguardWarmUp", 1.0, "growthRate", 1.5)),
                form(new Sam(), Map.of("adaptive", 1.0)),
                form(new Lbfgs(), Map.of("strongWolfe", 0.0, "maxIterations", 3.0, "historySize", 2.0)),
                form(new Lars(), Map.of("jointNorm", 1.0, "weightDecay", 0.01)),
                form(new Adafactor(), Map.of("epsilonClamped", 1.0, "beta1", 0.9)),
                form(new Adafactor(), Map.of("relativeStep", 0.0, "scaleByParameter", 0.0)),
                form(new Muon(), Map.of("nesterov", 0.0, "epsilonClamped", 1.0, "matchAdamW", 1.0)),
                form(new Muon(), Map.of("matricesFollowAdamW", 1.0, "adamLearningRate", 0.03)));
    }

    private static OptimizerProvider form(OptimizerProvider provider, Map<String, Double> defaults) {
        return new Form(provider, defaults);
    }

    /// A provider with other defaults.
    private record Form(OptimizerProvider provider, Map<String, Double> defaults) implements OptimizerProvider {

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public String summary() {
            return provider.summary();
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return provider.hyperparameters().stream()
                    .map(own -> own.withDefault(defaults.getOrDefault(own.name(), own.defaultValue())))
                    .toList();
        }

        @Override
        public List<Slot> slots() {
            return provider.slots();
        }

        @Override
        public List<Slot> slots(Hyperparameters chosen) {
            return provider.slots(chosen);
        }

        @Override
        public Scope scope() {
            return provider.scope();
        }

        @Override
        public NanPolicy nan() {
            return provider.nan();
        }

        @Override
        public boolean evaluatesLoss() {
            return provider.evaluatesLoss();
        }

        @Override
        public boolean updatesRows() {
            return provider.updatesRows();
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return provider.floatRule(chosen);
        }

        @Override
        public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
            return provider.doubleRule(chosen);
        }

        @Override
        public String toString() {
            return name() + " with " + defaults;
        }
    }
}
