/// The optimizers, gradient transforms, averagings and schedules that come with Glissade: one class each, with its equations, its source, and how others differ.
///
/// Symbols: w parameters, g gradients, η learning rate, t number of the step (1 for the first); operations on w, g
/// and slots are element by element.
///
/// Scalars (rates, corrections) are computed in `double` and narrowed last; arithmetic on elements is in the type of
/// the parameters, without fused multiply-add, so that the bits are the same on every machine. NaN goes through.
///
/// A preset named `pytorch`, `optax` or `keras` selects the equations of that library and the defaults it documents (PyTorch 2,
/// optax of 2026, Keras 3); `lecture`, those of a lecture that prints them. What a library leaves to the caller, a preset
/// leaves as it is: optax's learning rates above all. A preset promises equations, not bits: the libraries order and fuse
/// roundings otherwise, and compute scalars in another precision. Weight decay is part of a preset only where the optimizer
/// has it: it is off by default elsewhere, and Keras's is decoupled for all optimizers, not added to the gradient.
@NullMarked
package dev.glissade.optimizers.builtin;

import org.jspecify.annotations.NullMarked;
