/// The optimizers that come with Glissade: one class each, with its equations, its source, and how others differ.
///
/// Symbols: w parameters, g gradients, η learning rate, t number of the step (1 for the first); operations on w, g
/// and slots are element by element.
///
/// Scalars (rates, corrections) are computed in `double` and narrowed last; arithmetic on elements is in the type of
/// the parameters, without fused multiply-add, so that the bits are the same on every machine. NaN goes through.
@NullMarked
package dev.glissade.optimizers.builtin;

import org.jspecify.annotations.NullMarked;
