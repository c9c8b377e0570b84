package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.RuleProvider;

/// Goes between the host and the rule under test.
interface RuleWrapper {
    /// Nothing in between.
    RuleWrapper NONE = new RuleWrapper() {
        @Override
        public FloatUpdateRule floats(FloatUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
            return rule;
        }

        @Override
        public DoubleUpdateRule doubles(DoubleUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
            return rule;
        }
    };

    FloatUpdateRule floats(FloatUpdateRule rule, RuleProvider provider, Hyperparameters chosen);

    DoubleUpdateRule doubles(DoubleUpdateRule rule, RuleProvider provider, Hyperparameters chosen);

    /// Cuts every range into pieces, the last one first.
    static RuleWrapper cutting(int piece) {
        return new RuleWrapper() {
            @Override
            public FloatUpdateRule floats(FloatUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
                return new FloatCutRule(rule, piece);
            }

            @Override
            public DoubleUpdateRule doubles(DoubleUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
                return new DoubleCutRule(rule, piece);
            }
        };
    }

    /// Watches what is written, and refuses what is not the rule's.
    ///
    /// @param hiding whether all that the rule is not to read is NaN while it is at work
    static RuleWrapper guarding(boolean hiding) {
        return new RuleWrapper() {
            @Override
            public FloatUpdateRule floats(FloatUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
                return new FloatGuardedRule(rule, new Guard(provider, chosen, hiding));
            }

            @Override
            public DoubleUpdateRule doubles(DoubleUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
                return new DoubleGuardedRule(rule, new Guard(provider, chosen, hiding));
            }
        };
    }
}
