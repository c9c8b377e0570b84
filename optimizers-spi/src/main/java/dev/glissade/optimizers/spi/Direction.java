package dev.glissade.optimizers.spi;

import java.util.List;

/// The direction in which an optimizer goes, as the host turns it before the rule sees it: upwards instead of downwards,
/// and towards smaller parameters.
///
/// > g ← −g if `maximize`
/// >
/// > g ← g + λ w
///
/// The second is coupled weight decay, the gradient of the penalty λ/2 ‖w‖² (Krogh and Hertz 1992, *A Simple Weight Decay
/// Can Improve Generalization*); in PyTorch both are arguments of every optimizer.
final class Direction {
    static final Hyperparameter WEIGHT_DECAY = Hyperparameter.real(
            "weightDecay", 0, Range.atLeast(0), "coupled weight decay λ: λ w is added to the gradient");
    static final Hyperparameter MAXIMIZE =
            Hyperparameter.flag("maximize", false, "whether to climb: the gradient is taken with the opposite sign");
    static final List<Hyperparameter> HYPERPARAMETERS = List.of(WEIGHT_DECAY, MAXIMIZE);

    private Direction() {}

    /// The declaration of an optimizer as that of its direction: the same hyperparameters, and no state.
    static RuleDescription description(Description optimizer) {
        return new RuleDescription(optimizer, List.of(), Scope.ELEMENTWISE);
    }

    /// Whether the host has anything to do, that is, whether one of the two is the host's and not at rest.
    static boolean turns(OptimizerProvider provider, Hyperparameters chosen) {
        return isSet(provider, chosen, WEIGHT_DECAY) || isSet(provider, chosen, MAXIMIZE);
    }

    private static boolean isSet(OptimizerProvider provider, Hyperparameters chosen, Hyperparameter offered) {
        return isOffered(provider, chosen, offered)
                && !(chosen.schedule(offered) instanceof Schedule.Constant(double value) && value == 0);
    }

    /// Whether a hyperparameter is the host's, not one of the same name that the provider declares.
    static boolean isOffered(OptimizerProvider provider, Hyperparameters chosen, Hyperparameter offered) {
        for (Hyperparameter own : provider.hyperparameters()) {
            if (own.name().equals(offered.name())) {
                return false;
            }
        }
        return chosen.declared().contains(offered);
    }
}
