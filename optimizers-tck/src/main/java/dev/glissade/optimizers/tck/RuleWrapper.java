package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.RuleProvider;
import dev.glissade.optimizers.spi.Scope;

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

    /// Into how many elements a range is cut that is watched.
    int GUARDED_PIECE = 13;

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

    /// Watches what is written, and refuses what is not the rule's; ranges are cut, unless they are segments.
    ///
    /// @param hiding whether all that the rule is not to read has another value while it is at work
    static RuleWrapper guarding(boolean hiding) {
        return new RuleWrapper() {
            @Override
            public FloatUpdateRule floats(FloatUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
                var guarded = new FloatGuardedRule(rule, new Guard(provider, chosen, hiding));
                return provider.scope() == Scope.SEGMENT ? guarded : new FloatCutRule(guarded, GUARDED_PIECE);
            }

            @Override
            public DoubleUpdateRule doubles(DoubleUpdateRule rule, RuleProvider provider, Hyperparameters chosen) {
                var guarded = new DoubleGuardedRule(rule, new Guard(provider, chosen, hiding));
                return provider.scope() == Scope.SEGMENT ? guarded : new DoubleCutRule(guarded, GUARDED_PIECE);
            }
        };
    }
}
