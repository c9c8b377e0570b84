package dev.glissade.optimizers.spi;

/// An optimizer as its author writes it: a declaration, and the rule that follows from it.
///
/// The whole of a plugin:
///
/// ```java
/// public final class SignDescent implements OptimizerProvider {
///     public SignDescent() {}
///     public String name() { return "sign-descent"; }
///     public String summary() { return "w ← w − η sign(g)"; }
///     public List<Hyperparameter> hyperparameters() { return List.of(LEARNING_RATE.withDefault(1e-3)); }
///     public FloatUpdateRule floatRule(Hyperparameters chosen) {
///         return (step, from, to) -> {
///             float[] w = step.parameters(), g = step.gradients();
///             float rate = step.rate();
///             for (int i = from; i < to; i++) w[i] -= rate * Math.signum(g[i]);
///         };
///     }
/// }
/// ```
///
/// It is found as [NamedProvider] says.
public interface OptimizerProvider extends RuleProvider {

    /// Whether the rule evaluates the loss again within a step, by [FloatStep#evaluate]. Its scope is then
    /// [Scope#GLOBAL], and it is driven by a step with an objective. Not by default.
    default boolean evaluatesLoss() {
        return false;
    }

    /// Whether rows of a segment whose gradients are 0 may be left out of a step, as for the tables of embeddings: the
    /// rule, elementwise, is then applied to the other rows only. Not by default.
    default boolean updatesRows() {
        return false;
    }
}
