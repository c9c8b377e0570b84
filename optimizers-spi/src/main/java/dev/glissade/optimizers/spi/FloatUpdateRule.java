package dev.glissade.optimizers.spi;

import java.util.List;

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
    /// same. So it depends on neither `from`, `to`, nor any element outside. In [Scope#SEGMENT] alone a call is always
    /// one whole segment, [Step#segment].
    ///
    /// @param step what is known in this step
    /// @param from the first index
    /// @param to   one past the last index, at least `from`
    void update(FloatStep step, int from, int to);

    /// Computes what belongs to the step as a whole, such as the products of a bias correction, and keeps it in
    /// scalar slots. Called once per step, before anything else. Does nothing by default.
    ///
    /// In [Scope#GLOBAL] it may use the arrays too, at the [segments][Step#segments] of the step, and [evaluate the
    /// loss][FloatStep#evaluate] where the provider says so.
    default void begin(FloatStep step) {}

    /// How each number that [#measure] gives is folded; none by default. Only in [Scope#GLOBAL].
    default List<Fold> measures() {
        return List.of();
    }

    /// Measures the elements `from ≤ i < to`, at most 4,096 of one segment. Called for each element once in every step,
    /// between [#begin] and [#settle], in any order or at the same time; so it may also write the per-element slots
    /// there, and nothing else.
    ///
    /// @param results one number for each of [#measures], to be written
    default void measure(FloatStep step, int from, int to, double[] results) {}

    /// Computes what follows from the measures ([Step#measured]), and keeps it in scalar slots. Called once per step,
    /// before any [#update]. Does nothing by default.
    default void settle(FloatStep step) {}
}
