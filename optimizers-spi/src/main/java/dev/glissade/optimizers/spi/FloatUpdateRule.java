package dev.glissade.optimizers.spi;

/// The mathematics of an optimizer: how a step changes `float` parameters and slots.
///
/// A rule has no state of its own, so one loop over a range is often all of it. The loop is compiled to vector
/// instructions if it is plain: one array per operand, no branch on elements, no call but those of `Math` that have
/// an instruction (`sqrt`, `abs`, `max`, `min`).
@FunctionalInterface
public interface FloatUpdateRule {

    /// Updates the elements `from ≤ i < to` of the parameters and the per-element slots, and no others.
    ///
    /// A step may be one call or many over disjoint ranges, in any order or at the same time; the bits must be the
    /// same. So it depends on neither `from`, `to`, nor any element outside.
    ///
    /// @param step what is known in this step
    /// @param from the first index
    /// @param to   one past the last index, at least `from`
    void update(FloatStep step, int from, int to);

    /// Computes what belongs to the step as a whole, such as the products of a bias correction, and keeps it in
    /// scalar slots. Called once per step, before any [#update]. Does nothing by default.
    default void begin(FloatStep step) {}
}
